# SPDX-License-Identifier: BSD-3-Clause
"""Image processing.

``scinova.ndimage``: geometry, filters, morphology and measurements, in any number of dimensions.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Geometrical transformations")
def geometry(tour: Tour) -> None:
    """Shifting (with two ideas of what lies outside), rotating, cropping and zooming."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage

    from . import data

    face = data.photograph(tour.image)
    shifted = ndimage.shift(face, (50, 50))
    shifted_nearest = ndimage.shift(face, (50, 50), mode="nearest")
    rotated = ndimage.rotate(face, 30)
    cropped = face[50:-50, 50:-50]
    zoomed = ndimage.zoom(face, 2)
    print(face.shape, "zoomed:", zoomed.shape)

    fig, axes = plt.subplots(1, 5, figsize=(8.4, 2.4))
    for ax, (title, picture) in zip(axes, (("shift", shifted), ("mode='nearest'", shifted_nearest), ("rotate", rotated),
                                           ("crop", cropped), ("zoom", zoomed[::2, ::2]))):
        ax.imshow(picture, vmin=0, vmax=255)
        ax.set_title(title)
        ax.axis("off")
    tour.check("a shift by whole pixels moves them", shifted[50:, 50:], face[:-50, :-50])
    tour.check("twice the size", zoomed.shape, tuple(2 * n for n in face.shape))
    tour.check("a quarter turn is numpy's", ndimage.rotate(face, 90), np.rot90(face))
    tour.check("a full turn changes nothing", ndimage.rotate(face, 360, reshape=False), face)


@section("Filters, and an exercise: their histograms")
def filters(tour: Tour) -> None:
    """Noise over a picture, and three filters against it. The exercise compares histograms: the Gaussian narrows the
    noise and blurs the edges, the median keeps them, Wiener's filter works hardest where little happens."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage, signal

    from . import data

    face = data.photograph(tour.image)[:448, :448].astype(float)
    rng = np.random.default_rng(0)
    noisy = face + face.std() * 0.5 * rng.standard_normal(face.shape)
    results = {"noisy": noisy, "gaussian": ndimage.gaussian_filter(noisy, sigma=3),
               "median": ndimage.median_filter(noisy, size=5), "wiener": signal.wiener(noisy, (5, 5))}

    fig, axes = plt.subplots(2, 4, figsize=(8.4, 4), height_ratios=(3, 1.5))
    for (title, picture), (top, bottom) in zip(results.items(), axes.T):
        top.imshow(picture, vmin=0, vmax=255)
        top.set_title(title)
        top.axis("off")
        bottom.hist(picture.ravel(), bins=80, range=(-60, 320))
        bottom.hist(face.ravel(), bins=80, range=(-60, 320), histtype="step")
        bottom.set_yticks([])
    rms = {name: round(float(np.sqrt(np.mean((p - face) ** 2))), 2) for name, p in results.items()}
    print("distance from the clean picture:", rms)
    tour.check("each filter brings the picture nearer", all(rms[n] < rms["noisy"] for n in rms if n != "noisy"), True)
    tour.check("the median by hand", results["median"][100, 100], np.median(noisy[98:103, 98:103]))
    line = np.zeros(101)
    line[50] = 1
    kernel = np.exp(-0.5 * (np.arange(-12, 13) / 3) ** 2)
    tour.check("the Gaussian's weights", ndimage.gaussian_filter(line, 3)[38:63], kernel / kernel.sum(), rtol=1e-12)
    tour.check("constants stay", ndimage.uniform_filter(np.full((9, 9), 7.0), 3), np.full((9, 9), 7.0), rtol=1e-14)


@section("Mathematical morphology")
def morphology(tour: Tour) -> None:
    """Erosion keeps the pixels whose whole neighbourhood is set, dilation those that have a set neighbour. Opening is
    the first and then the second (the exercise): it removes what is smaller than the structuring element."""
    import numpy as np

    from scinova import ndimage

    el = ndimage.generate_binary_structure(2, 1)
    print(el.astype(int))

    a = np.zeros((7, 7), dtype=int)
    a[1:6, 2:5] = 1
    eroded = ndimage.binary_erosion(a).astype(a.dtype)
    gone = ndimage.binary_erosion(a, structure=np.ones((5, 5))).astype(a.dtype)
    print(eroded)

    point = np.zeros((5, 5))
    point[2, 2] = 1
    dilated = ndimage.binary_dilation(point).astype(point.dtype)
    print(dilated)

    b = np.zeros((5, 5), dtype=int)
    b[1:4, 1:4] = 1
    b[4, 4] = 1
    opened = ndimage.binary_opening(b, structure=np.ones((3, 3))).astype(int)
    smoothed = ndimage.binary_opening(b).astype(int)
    print(opened)
    print(smoothed)
    by_hand = ndimage.binary_dilation(ndimage.binary_erosion(b))

    column = np.zeros((7, 7), dtype=int)
    column[2:5, 3] = 1
    cross = np.zeros((5, 5))
    cross[2, 1:4] = cross[1:4, 2] = 1
    square, plus = np.zeros((5, 5), dtype=int), np.zeros((5, 5), dtype=int)
    square[1:4, 1:4] = 1
    plus[2, 1:4] = plus[1:4, 2] = 1
    tour.check("erosion", eroded, column)
    tour.check("erosion removes objects smaller than the structure", gone, np.zeros((7, 7), dtype=int))
    tour.check("dilation", dilated, cross)
    tour.check("opening removes small objects", opened, square)
    tour.check("opening smooths corners", smoothed, plus)
    tour.check("opening is eroding, then dilating", by_hand, smoothed.astype(bool))


@section("Cleaning a mask")
def cleaning(tour: Tour) -> None:
    """A square under noise, cut at half its height: opening removes the specks, closing fills the holes. The corners
    that opening took do not come back, so the square has shrunk; closing first makes it grow."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage

    a = np.zeros((50, 50))
    a[10:-10, 10:-10] = 1
    a += 0.25 * np.random.default_rng(1).standard_normal(a.shape)
    mask = a >= 0.5
    opened_mask = ndimage.binary_opening(mask)
    closed_mask = ndimage.binary_closing(opened_mask)
    other_order = ndimage.binary_opening(ndimage.binary_closing(mask))
    print("areas: true 900, opened and closed", closed_mask.sum(), ", closed and opened", other_order.sum())

    fig, axes = plt.subplots(1, 4, figsize=(8, 2.2))
    shown = {"noisy": a, "cut": mask, "opened": opened_mask, "closed": closed_mask}
    for ax, (title, picture) in zip(axes, shown.items()):
        ax.imshow(picture)
        ax.set_title(title)
        ax.axis("off")
    tour.check("the square has shrunk", bool(closed_mask.sum() < 900), True)
    tour.check("in the other order it is larger", bool(other_order.sum() > closed_mask.sum()), True)
    tour.check("opening twice is opening once", ndimage.binary_opening(opened_mask), opened_mask)


@section("Grey-level morphology")
def grey(tour: Tour) -> None:
    """Erosion takes the smallest value in the neighbourhood, dilation the largest."""
    import numpy as np

    from scinova import ndimage

    a = np.zeros((7, 7), dtype=int)
    a[1:6, 1:6] = 3
    a[4, 4] = 2
    a[2, 3] = 1
    eroded = ndimage.grey_erosion(a, size=(3, 3))
    print(eroded)
    tour.check("grey erosion", eroded, [[0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 1, 0, 0],
                                        [0, 0, 1, 1, 1, 0, 0], [0, 0, 3, 2, 2, 0, 0], [0, 0, 0, 0, 0, 0, 0],
                                        [0, 0, 0, 0, 0, 0, 0]])
    tour.check("dilation is the erosion of the negative", ndimage.grey_dilation(a, size=(3, 3)),
               -ndimage.grey_erosion(-a, size=(3, 3)))


@section("Measurements on objects")
def measurements(tour: Tour) -> None:
    """``label`` numbers the connected pieces of a mask; then each can be counted, measured and cut out."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage

    x, y = np.indices((100, 100))
    sig = np.sin(2 * np.pi * x / 50.0) * np.sin(2 * np.pi * y / 50.0) * (1 + x * y / 50.0**2) ** 2
    mask = sig > 1
    labels, nb = ndimage.label(mask)
    areas = ndimage.sum(mask, labels, range(1, labels.max() + 1))
    maxima = ndimage.maximum(sig, labels, range(1, labels.max() + 1))
    sl = ndimage.find_objects(labels == 4)
    print(nb, areas)
    print(maxima)
    print(sl)

    fig, axes = plt.subplots(1, 3, figsize=(7.6, 2.6))
    axes[0].imshow(sig, cmap="viridis")
    axes[1].imshow(labels, cmap="nipy_spectral")
    axes[2].imshow(sig[sl[0]], cmap="viridis")
    tour.check("eight objects", nb, 8)
    tour.check("their areas", areas, [190.0, 45.0, 424.0, 278.0, 459.0, 190.0, 549.0, 424.0])
    tour.check("their maxima", maxima, [1.80238238, 1.13527605, 5.51954079, 2.49611818, 6.71673619, 1.80238238,
                                        16.76547217, 5.51954079], rtol=1e-8)
    tour.check("where the fourth one is", sl == [(slice(30, 48, None), slice(30, 48, None))], True)


@section("Real data: a slice of a head")
def head(tour: Tour) -> None:
    """From a magnetic-resonance slice: the head's outline by a threshold, morphology and hole filling; its area and
    centre by measurement."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage

    from . import data

    slice_ = data.mri_slice().astype(float)
    smooth = ndimage.gaussian_filter(slice_, 2)
    rough = ndimage.binary_opening(smooth > 0.1 * smooth.max(), iterations=2)
    labels, count = ndimage.label(rough)
    sizes = ndimage.sum(rough, labels, range(1, count + 1))
    outline = ndimage.binary_fill_holes(labels == 1 + np.argmax(sizes))
    centre = ndimage.center_of_mass(outline)
    print("share of the picture:", round(float(outline.mean()), 3), " centre:", np.round(centre, 1))

    fig, axes = plt.subplots(1, 3, figsize=(7.6, 2.6))
    axes[0].imshow(slice_)
    axes[1].imshow(smooth)
    axes[2].imshow(slice_ * outline)
    axes[2].plot(centre[1], centre[0], "r+", ms=12)
    for ax in axes:
        ax.axis("off")
    rows, columns = np.nonzero(outline)
    tour.check("the centre of mass by hand", centre, (rows.mean(), columns.mean()), rtol=1e-12)
    tour.check("one piece without holes", ndimage.label(~outline)[1] + ndimage.label(outline)[1] <= 4, True)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
