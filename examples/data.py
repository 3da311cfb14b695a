# SPDX-License-Identifier: BSD-3-Clause
"""The inputs of the tour: real data where it is to be had, generators of the same physics with a fixed seed elsewhere.

The photograph, the MRI slice, the elevation model, the electro-encephalogram and the stock prices are the sample data
that the matplotlib package ships. The pelt counts are those of the Hudson's Bay Company as published by
D. A. MacLulich (Fluctuations in the numbers of the varying hare, 1937).
"""
from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib import cbook
from PIL import Image


def photograph(own: Path | None = None, colour: bool = False) -> np.ndarray:
    """Grace Hopper (or the user's own picture), 600 by 512 or thereabouts, uint8."""
    source = own if own is not None else cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)
    with Image.open(source) as picture:
        picture = picture.convert("RGB" if colour else "L")
        picture.thumbnail((768, 768))
        return np.array(picture)


def mri_slice() -> np.ndarray:
    """A slice of a head, 256 by 256, uint16."""
    with cbook.get_sample_data("s1045.ima.gz") as file:
        return np.frombuffer(file.read(), np.uint16).reshape(256, 256)


def elevation() -> tuple[np.ndarray, float]:
    """Heights in metres around the Jacksboro fault, 344 by 403, and the grid spacing in degrees."""
    with cbook.get_sample_data("jacksboro_fault_dem.npz") as model:
        return model["elevation"].astype(float), float(model["dx"])


def eeg() -> tuple[np.ndarray, float]:
    """Four channels of an electro-encephalogram, shape (800, 4), and the sampling rate in Hz."""
    with cbook.get_sample_data("eeg.dat") as file:
        return np.frombuffer(file.read(), float).reshape(800, 4), 80.0


def google_closing_prices() -> np.ndarray:
    """Daily adjusted closing prices of one stock, 2004 to 2008."""
    with cbook.get_sample_data("goog.npz") as prices:
        return prices["price_data"]["adj_close"].astype(float)


def pelts() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Years 1900 to 1920, and pelts of hares and of lynxes bought in each, in thousands."""
    hares = [30, 47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22, 25.4, 27.1, 40.3, 57, 76.6, 52.3, 19.5, 11.2, 7.6, 14.6,
             16.2, 24.7]
    lynxes = [4, 6.1, 9.8, 35.2, 59.4, 41.7, 19, 13, 8.3, 9.1, 7.4, 8, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1,
              8.6]
    return np.arange(1900, 1921), np.array(hares), np.array(lynxes)


def yearly_wind_maxima(years: int = 21, seed: int = 8) -> np.ndarray:
    """The largest wind speed of each year, m/s: Gumbel maxima like a station's at sea (mode 25, scale 3.2)."""
    return 25.0 - 3.2 * np.log(-np.log(np.random.default_rng(seed).random(years)))


def lidar_waveform(seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A return of a topographic laser pulse through a tree: time in ns, amplitude, and the true echoes.

    Three surfaces (two in the crown, the ground) each send back a Gaussian echo on the detector's bias; an echo is
    (height, position, width).
    """
    t = np.arange(120.0)
    echoes = np.array([[27.0, 28.0, 4.2], [13.0, 47.0, 3.4], [33.0, 76.0, 2.9]])
    rng = np.random.default_rng(seed)
    clean = 4.0 + sum(h * np.exp(-((t - m) / w)**2) for h, m, w in echoes)
    return t, clean + 0.45 * rng.standard_normal(t.size), echoes


def micrograph(seed: int = 11) -> tuple[np.ndarray, int, int]:
    """A scanning electron micrograph of a glass with bubbles and unmolten sand grains: picture, bubbles, grains.

    Glass is grey, bubbles are black discs, grains are bright blobs with texture; the detector adds noise. The bottom
    bar with the scale is white on black, as the instrument prints it.
    """
    rng = np.random.default_rng(seed)
    shape = (440, 600)
    y, x = np.indices(shape)
    picture = np.full(shape, 118.0) + 4 * np.sin(x / 90.0) + 3 * np.cos(y / 70.0)
    placed: list[tuple[float, float, float]] = []
    counts = {"bubble": 34, "grain": 7}
    for kind, sizes in (("grain", (22, 44)), ("bubble", (5, 15))):
        done = 0
        while done < counts[kind]:
            radius = rng.uniform(*sizes)
            cy, cx = rng.uniform(radius + 6, shape[0] - radius - 6), rng.uniform(radius + 6, shape[1] - radius - 6)
            if any(np.hypot(cy - py, cx - px) < radius + pr + 14 for py, px, pr in placed):
                continue
            placed.append((cy, cx, radius))
            angle = np.arctan2(y - cy, x - cx)
            ripple = 0.12 if kind == "grain" else 0.0
            edge = radius * (1 + ripple * np.sin(3 * angle + cy) + ripple / 2 * np.cos(5 * angle + cx))
            inside = 0.5 - 0.5 * np.tanh(0.6 * (np.hypot(y - cy, x - cx) - edge))
            level = 25.0 if kind == "bubble" else 205.0
            picture = picture * (1 - inside) + level * inside
            done += 1
    picture += 16 * rng.standard_normal(shape)
    bar = np.zeros((42, shape[1]))
    bar[18:24, 420:540] = 255
    return np.clip(np.vstack([picture, bar]), 0, 255).astype(np.uint8), counts["bubble"], counts["grain"]
