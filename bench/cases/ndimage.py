# SPDX-License-Identifier: BSD-3-Clause
"""Cases of ndimage."""
import numpy as np

from bench.case import Case


def image(shape=(512, 512), dtype="float64"):
    """A smooth picture with noise."""
    def setup():
        rng = np.random.default_rng(0)
        index = np.indices(shape)
        a = 128 + 80 * np.sin(index.sum(0) / 17) + 25 * rng.standard_normal(shape)
        return (np.clip(a, 0, 255).astype(dtype),)
    return setup


def blobs():
    """Labels, and values to measure."""
    from scinova import ndimage
    a = np.random.default_rng(0).standard_normal((512, 512))
    smooth = ndimage.gaussian_filter(a, 3)
    labels, count = ndimage.label(smooth > 0.05)
    return smooth > 0.05, a, labels, np.arange(1, count + 1)


FACE = image((768, 1024), "uint8")
BARRED = {1: 1.5, 2: 3.0}
CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool)

CASES = [
    Case("ndimage.zoom 768x1024 uint8 by 2", FACE, lambda lib, a: lib.ndimage.zoom(a, 2), threads=(1, 2), bar=BARRED),
    Case("ndimage.median_filter 512x512 float64 5", image(), lambda lib, a: lib.ndimage.median_filter(a, 5),
         threads=(1, 2), bar=BARRED),
    Case("ndimage.rotate 768x1024 uint8 by 30", FACE, lambda lib, a: lib.ndimage.rotate(a, 30), threads=(1, 2),
         bar=BARRED),
    Case("ndimage.shift 768x1024 uint8", FACE, lambda lib, a: lib.ndimage.shift(a, (50, 50)), threads=(1, 2)),
    Case("ndimage.zoom 768x1024 uint8 by 2 linear", FACE, lambda lib, a: lib.ndimage.zoom(a, 2, order=1),
         threads=(1, 2)),
    Case("ndimage.label 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.label(b)),
    Case("ndimage.sum 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.sum(v, n, i)),
    Case("ndimage.maximum 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.maximum(v, n, i)),
    Case("ndimage.find_objects 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.find_objects(n)),
    Case("ndimage.binary_erosion 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.binary_erosion(b)),
    Case("ndimage.binary_opening 512x512 20 times", blobs,
         lambda lib, b, v, n, i: lib.ndimage.binary_opening(b, iterations=20)),
    Case("ndimage.binary_fill_holes 512x512", blobs, lambda lib, b, v, n, i: lib.ndimage.binary_fill_holes(b)),
    Case("ndimage.gaussian_filter 8x8", image((8, 8)), lambda lib, a: lib.ndimage.gaussian_filter(a, 1.0)),
]
for dtype in ("float64", "float32", "uint8"):
    CASES += [Case(f"ndimage.{name} 512x512 {dtype}", image(dtype=dtype), call, threads=(1, 2)) for name, call in {
        "gaussian_filter 3": lambda lib, a: lib.ndimage.gaussian_filter(a, 3.0),
        "uniform_filter 5": lambda lib, a: lib.ndimage.uniform_filter(a, 5),
        "median_filter 3": lambda lib, a: lib.ndimage.median_filter(a, 3),
        "sobel": lambda lib, a: lib.ndimage.sobel(a),
        "convolve 7x7": lambda lib, a: lib.ndimage.convolve(a, np.ones((7, 7))),
        "minimum_filter 3": lambda lib, a: lib.ndimage.minimum_filter(a, 3),
        "maximum_filter 15": lambda lib, a: lib.ndimage.maximum_filter(a, 15),
        "grey_erosion cross": lambda lib, a: lib.ndimage.grey_erosion(a, footprint=CROSS),
    }.items()]
