# SPDX-License-Identifier: BSD-3-Clause
"""Cases of ndimage: nearly every function on pictures and volumes, and small arrays."""
import functools
from types import SimpleNamespace

import numpy as np

from bench.case import Case

MATRIX = np.eye(2) * 0.88 + 0.02
PLACES = np.indices((8, 8)) * 0.9
CROSS = np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool)


def image(shape=(512, 512), dtype="float64"):
    """A smooth picture with noise."""
    rng = np.random.default_rng(0)
    index = np.indices(shape)
    a = 128 + 80 * np.sin(index.sum(0) / 17) + 25 * rng.standard_normal(shape)
    return np.clip(a, 0, 255).astype(dtype)


@functools.lru_cache(maxsize=1)
def picture(shape, dtype):
    """A picture, and what the functions ask for beside one."""
    from scinova import ndimage
    rng = np.random.default_rng(0)
    smooth = ndimage.gaussian_filter(rng.standard_normal(shape), 2)
    true = smooth > 0.02
    labels, count = ndimage.label(true)
    markers = np.zeros(shape, np.int16)
    markers.flat[rng.integers(0, markers.size, 20)] = np.arange(1, 21)
    return SimpleNamespace(
        a=image(shape, dtype), true=true, seeds=true & (rng.uniform(size=shape) < 0.01), labels=labels,
        index=np.arange(1, count + 1), spectrum=np.fft.fftn(smooth),
        places=np.indices(shape) * 0.95 + rng.uniform(size=(len(shape), *shape)), grey=image(shape, "uint8"),
        markers=markers, ones=np.ones((3,) * len(shape)), checked=np.indices((5,) * len(shape)).sum(0) % 2 == 0,
        matrix=np.eye(len(shape)) * 0.9 + 0.02)


def second_difference(lib):
    return lambda a, axis, output, mode, cval: lib.ndimage.correlate1d(a, [1, -2, 1], axis, output, mode, cval)


FILTERS = {
    "convolve 3": lambda lib, p: lib.ndimage.convolve(p.a, p.ones + np.arange(3)),
    "correlate 3": lambda lib, p: lib.ndimage.correlate(p.a, p.ones + np.arange(3)),
    "convolve1d 5": lambda lib, p: lib.ndimage.convolve1d(p.a, [1, 2, 3, 4, 5]),
    "correlate1d 5": lambda lib, p: lib.ndimage.correlate1d(p.a, [1, 2, 3, 4, 5], axis=0),
    "gaussian_filter 2": lambda lib, p: lib.ndimage.gaussian_filter(p.a, 2.0),
    "gaussian_filter1d 2": lambda lib, p: lib.ndimage.gaussian_filter1d(p.a, 2.0),
    "gaussian_gradient_magnitude 1.5": lambda lib, p: lib.ndimage.gaussian_gradient_magnitude(p.a, 1.5),
    "gaussian_laplace 1.5": lambda lib, p: lib.ndimage.gaussian_laplace(p.a, 1.5),
    "laplace": lambda lib, p: lib.ndimage.laplace(p.a),
    "prewitt": lambda lib, p: lib.ndimage.prewitt(p.a),
    "sobel": lambda lib, p: lib.ndimage.sobel(p.a),
    "generic_laplace": lambda lib, p: lib.ndimage.generic_laplace(p.a, second_difference(lib)),
    "generic_gradient_magnitude": lambda lib, p: lib.ndimage.generic_gradient_magnitude(p.a, lib.ndimage.sobel),
    "uniform_filter 5": lambda lib, p: lib.ndimage.uniform_filter(p.a, 5),
    "uniform_filter1d 15": lambda lib, p: lib.ndimage.uniform_filter1d(p.a, 15, axis=0),
    "minimum_filter 3": lambda lib, p: lib.ndimage.minimum_filter(p.a, 3),
    "maximum_filter 15": lambda lib, p: lib.ndimage.maximum_filter(p.a, 15),
    "maximum_filter footprint 5": lambda lib, p: lib.ndimage.maximum_filter(p.a, footprint=p.checked),
    "minimum_filter1d 9": lambda lib, p: lib.ndimage.minimum_filter1d(p.a, 9),
    "maximum_filter1d 9": lambda lib, p: lib.ndimage.maximum_filter1d(p.a, 9, axis=0),
    "median_filter 3": lambda lib, p: lib.ndimage.median_filter(p.a, 3),
    "median_filter footprint 5": lambda lib, p: lib.ndimage.median_filter(p.a, footprint=p.checked),
    "rank_filter 3": lambda lib, p: lib.ndimage.rank_filter(p.a, 2, 3),
    "percentile_filter 3": lambda lib, p: lib.ndimage.percentile_filter(p.a, 20, 3),
    "vectorized_filter 3": lambda lib, p: lib.ndimage.vectorized_filter(p.a, np.mean, size=3),
    "fourier_gaussian": lambda lib, p: lib.ndimage.fourier_gaussian(p.spectrum, 2.0),
    "fourier_uniform": lambda lib, p: lib.ndimage.fourier_uniform(p.spectrum, 2.0),
    "fourier_shift": lambda lib, p: lib.ndimage.fourier_shift(p.spectrum, 2.0),
    "fourier_ellipsoid": lambda lib, p: lib.ndimage.fourier_ellipsoid(p.spectrum, 2.0),
}
INTERPOLATION = {
    name + f" order {order}": functools.partial(call, order=order) for order in (0, 1, 3, 5) for name, call in {
        "zoom 1.3": lambda lib, p, order: lib.ndimage.zoom(p.a, 1.3, order=order),
        "shift": lambda lib, p, order: lib.ndimage.shift(p.a, 1.5, order=order),
        "rotate": lambda lib, p, order: lib.ndimage.rotate(p.a, 30, order=order),
        "affine_transform": lambda lib, p, order: lib.ndimage.affine_transform(p.a, p.matrix, order=order),
        "map_coordinates": lambda lib, p, order: lib.ndimage.map_coordinates(p.a, p.places, order=order),
    }.items()
} | {
    "spline_filter": lambda lib, p: lib.ndimage.spline_filter(p.a),
    "spline_filter1d": lambda lib, p: lib.ndimage.spline_filter1d(p.a, axis=0),
    "spline_filter1d of rows": lambda lib, p: lib.ndimage.spline_filter1d(p.a),
}
MORPHOLOGY = {
    "grey_erosion 15": lambda lib, p: lib.ndimage.grey_erosion(p.a, 15),
    "grey_dilation footprint 5": lambda lib, p: lib.ndimage.grey_dilation(p.a, footprint=p.checked),
    "grey_dilation structure 5": lambda lib, p: lib.ndimage.grey_dilation(p.a, structure=p.checked * 1.0),
    "grey_opening 5": lambda lib, p: lib.ndimage.grey_opening(p.a, 5),
    "grey_closing 5": lambda lib, p: lib.ndimage.grey_closing(p.a, 5),
    "white_tophat 5": lambda lib, p: lib.ndimage.white_tophat(p.a, 5),
    "black_tophat 5": lambda lib, p: lib.ndimage.black_tophat(p.a, 5),
    "morphological_gradient 5": lambda lib, p: lib.ndimage.morphological_gradient(p.a, 5),
    "morphological_laplace 5": lambda lib, p: lib.ndimage.morphological_laplace(p.a, 5),
}
# What does not depend on the picture's dtype.
BINARY = {
    "binary_erosion": lambda lib, p: lib.ndimage.binary_erosion(p.true),
    "binary_dilation 20 times": lambda lib, p: lib.ndimage.binary_dilation(p.true, iterations=20),
    "binary_opening": lambda lib, p: lib.ndimage.binary_opening(p.true),
    "binary_closing 10 times": lambda lib, p: lib.ndimage.binary_closing(p.true, iterations=10),
    "binary_erosion 5x5": lambda lib, p: lib.ndimage.binary_erosion(p.true, p.checked | True),
    "binary_fill_holes": lambda lib, p: lib.ndimage.binary_fill_holes(p.true),
    "binary_propagation": lambda lib, p: lib.ndimage.binary_propagation(p.seeds, mask=p.true),
    "binary_hit_or_miss": lambda lib, p: lib.ndimage.binary_hit_or_miss(p.true),
    "distance_transform_edt": lambda lib, p: lib.ndimage.distance_transform_edt(p.true),
    "distance_transform_edt indices": lambda lib, p: lib.ndimage.distance_transform_edt(p.true, return_indices=True),
    "distance_transform_cdt": lambda lib, p: lib.ndimage.distance_transform_cdt(p.true),
    "watershed_ift": lambda lib, p: lib.ndimage.watershed_ift(p.grey, p.markers),
    "label": lambda lib, p: lib.ndimage.label(p.true),
    "label full": lambda lib, p: lib.ndimage.label(p.true, p.ones),
    "find_objects": lambda lib, p: lib.ndimage.find_objects(p.labels),
    "value_indices": lambda lib, p: lib.ndimage.value_indices(p.labels, ignore_value=0),
}
MEASUREMENTS = {
    name: lambda lib, p, name=name: getattr(lib.ndimage, name)(p.a, p.labels, p.index)
    for name in ("sum_labels", "mean", "variance", "standard_deviation", "minimum", "maximum", "median",
                 "minimum_position", "maximum_position", "extrema", "center_of_mass")
} | {
    "histogram": lambda lib, p: lib.ndimage.histogram(p.a, 0, 255, 16, p.labels, p.index),
    "labeled_comprehension": lambda lib, p: lib.ndimage.labeled_comprehension(p.a, p.labels, p.index, np.sum, float, 0),
    "sum of all": lambda lib, p: lib.ndimage.sum(p.a),
    "histogram of all": lambda lib, p: lib.ndimage.histogram(p.a, 0, 255, 64),
}
EVERY = FILTERS | INTERPOLATION | MORPHOLOGY | MEASUREMENTS

CASES = [
    Case("ndimage.zoom 768x1024 uint8 by 2", lambda: (image((768, 1024), "uint8"),),
         lambda lib, a: lib.ndimage.zoom(a, 2), threads=(1, 2), bar={1: 1.5, 2: 3.0}),
    Case("ndimage.median_filter 512x512 float64 5", lambda: (image(),), lambda lib, a: lib.ndimage.median_filter(a, 5),
         threads=(1, 2), bar={1: 1.5, 2: 3.0}),
    Case("ndimage.rotate 768x1024 uint8 by 30", lambda: (image((768, 1024), "uint8"),),
         lambda lib, a: lib.ndimage.rotate(a, 30), threads=(1, 2), bar={1: 1.5, 2: 3.0}),
]
CASES += [Case(f"ndimage.{name} 8x8", lambda: (image((8, 8)),), call, bar={1: 3.0}) for name, call in {
    "gaussian_filter": lambda lib, a: lib.ndimage.gaussian_filter(a, 1.0),
    "uniform_filter": lambda lib, a: lib.ndimage.uniform_filter(a, 3),
    "median_filter": lambda lib, a: lib.ndimage.median_filter(a, 3),
    "sobel": lambda lib, a: lib.ndimage.sobel(a),
    "convolve": lambda lib, a: lib.ndimage.convolve(a, CROSS),
    "zoom": lambda lib, a: lib.ndimage.zoom(a, 2),
    "shift": lambda lib, a: lib.ndimage.shift(a, 0.5),
    "rotate": lambda lib, a: lib.ndimage.rotate(a, 30),
    "affine_transform": lambda lib, a: lib.ndimage.affine_transform(a, MATRIX),
    "map_coordinates": lambda lib, a: lib.ndimage.map_coordinates(a, PLACES),
    "grey_erosion": lambda lib, a: lib.ndimage.grey_erosion(a, 3),
    "grey_dilation": lambda lib, a: lib.ndimage.grey_dilation(a, footprint=CROSS),
    "label": lambda lib, a: lib.ndimage.label(a),
    "binary_erosion": lambda lib, a: lib.ndimage.binary_erosion(a),
    "distance_transform_edt": lambda lib, a: lib.ndimage.distance_transform_edt(a > 128),
    "sum": lambda lib, a: lib.ndimage.sum(a, a > 128, [0, 1]),
}.items()]
LARGE = ("convolve 3", "gaussian_filter 2", "sobel", "uniform_filter 5", "maximum_filter 15", "median_filter 3",
         "fourier_gaussian", "zoom 1.3 order 1", "shift order 3", "affine_transform order 1", "grey_opening 5",
         "binary_dilation 20 times", "distance_transform_edt", "label", "sum_labels", "histogram")
for shape, dtype, names in (((512, 512), "float64", EVERY | BINARY), ((512, 512), "float32", EVERY),
                            ((512, 512), "uint8", EVERY), ((64, 64, 64), "float64", EVERY | BINARY),
                            ((64, 64, 64), "uint8", EVERY), ((2048, 2048), "float64", LARGE)):
    CASES += [Case(f"ndimage.{name} {'x'.join(map(str, shape))} {dtype}", lambda s=shape, d=dtype: (picture(s, d),),
                   (EVERY | BINARY)[name], threads=(1, 2), bar={1: 1.0}) for name in names]


def opencv(name, *args, **kwargs):
    """A call of OpenCV on one thread, with the edge repeated as the mode 'reflect' does where it can be."""
    def call(a):
        import cv2
        cv2.setNumThreads(1)
        if name not in ("medianBlur", "erode", "dilate"):
            kwargs["borderType"] = cv2.BORDER_REFLECT
        return getattr(cv2, name)(a, *args, **kwargs)
    return call


# What OpenCV defines alike. It rounds integers to the nearest, where SciPy truncates, and sums float32 in float32; its
# Gaussian of bytes has weights of 8 fractional bits. Its medians, erosions and dilations differ at the edge alone.
SEVEN = np.random.default_rng(0).random((7, 7))
OPENCV = {
    **{f"median_filter {n} as OpenCV": (lambda lib, a, n=n: lib.ndimage.median_filter(a, n), opencv("medianBlur", n),
                                        ("uint8", "float32") if n <= 5 else ("uint8",)) for n in (3, 5, 9, 21)},
    "gaussian_filter 2 as OpenCV": (lambda lib, a: lib.ndimage.gaussian_filter(a, 2.0),
                                    opencv("GaussianBlur", (17, 17), 2.0), ("uint8", "float32")),
    "uniform_filter 5 as OpenCV": (lambda lib, a: lib.ndimage.uniform_filter(a, 5), opencv("blur", (5, 5)),
                                   ("uint8", "float32", "float64")),
    "correlate 7x7 as OpenCV": (lambda lib, a: lib.ndimage.correlate(a, SEVEN), opencv("filter2D", -1, SEVEN),
                                ("uint8", "float32")),
    "sobel as OpenCV": (lambda lib, a: lib.ndimage.sobel(a), opencv("Sobel", -1, 1, 0), ("float32", "float64")),
    "sobel to int16 as OpenCV": (lambda lib, a: lib.ndimage.sobel(a, output=np.int16), opencv("Sobel", 3, 1, 0),
                                 ("uint8",)),
    **{f"minimum_filter {n} as OpenCV": (lambda lib, a, n=n: lib.ndimage.minimum_filter(a, n),
                                         opencv("erode", np.ones((n, n), np.uint8)), ("uint8", "float32", "float64"))
       for n in (3, 15)},
}


def resized(a):
    import cv2
    cv2.setNumThreads(1)
    return cv2.resize(a, (a.shape[1] * 3 // 2, a.shape[0] * 3 // 2), interpolation=cv2.INTER_LINEAR)


def warped(a):
    import cv2
    cv2.setNumThreads(1)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return cv2.warpAffine(a, np.array([[0.9, 0.1, 5.0], [-0.1, 0.95, 3.0]]), a.shape[::-1], flags=flags)


def morphology(operation):
    def call(a):
        import cv2
        cv2.setNumThreads(1)
        return cv2.morphologyEx(a, getattr(cv2, operation), np.ones((5, 5), np.uint8))
    return call


# OpenCV's coordinates of a warp have 5 fractional bits; its coordinates of a zoom are those of cells.
OPENCV |= {
    "zoom 1.5 linear as OpenCV": (lambda lib, a: lib.ndimage.zoom(a, 1.5, order=1, grid_mode=True, mode="nearest"),
                                  resized, ("uint8", "float32")),
    "affine_transform linear as OpenCV": (
        lambda lib, a: lib.ndimage.affine_transform(a, [[0.95, -0.1], [0.1, 0.9]], [3.0, 5.0], order=1,
                                                    mode="grid-constant"), warped, ("uint8", "float32")),
    **{f"grey_dilation {n} as OpenCV": (lambda lib, a, n=n: lib.ndimage.grey_dilation(a, n),
                                        opencv("dilate", np.ones((n, n), np.uint8)), ("uint8", "float32"))
       for n in (3, 15)},
    "white_tophat 5 as OpenCV": (lambda lib, a: lib.ndimage.white_tophat(a, 5), morphology("MORPH_TOPHAT"),
                                 ("uint8", "float32")),
    "morphological_gradient 5 as OpenCV": (lambda lib, a: lib.ndimage.morphological_gradient(a, 5),
                                           morphology("MORPH_GRADIENT"), ("uint8", "float32")),
}
CASES += [Case(f"ndimage.{name} {shape[0]}x{shape[1]} {dtype}", lambda s=shape, d=dtype: (image(s, d),), call,
               peers={"opencv": peer}, threads=(1, 2), bar={1: 1.0})
          for name, (call, peer, dtypes) in OPENCV.items() for dtype in dtypes for shape in ((512, 512), (2048, 2048))
          # SciPy's medians of wide windows take a minute a call on the large image.
          if not (shape[0] > 512 and name.startswith(("median_filter 9", "median_filter 21")))]


def scattered(shape, share):
    """Blobs, or true elements at random."""
    from scinova import ndimage
    noise = np.random.default_rng(0).random(shape)
    if share is None:
        noise = ndimage.gaussian_filter(noise, 3)
        return noise > np.median(noise)
    return noise < share


def connected_components(connectivity):
    def call(a):
        import cc3d
        return cc3d.connected_components(a, connectivity=connectivity)
    return call


def edt_of(steps):
    def call(a):
        import edt
        return edt.edt(a, anisotropy=steps, parallel=1)
    return call


# What connected-components-3d and edt define alike.
for shape in ((512, 512), (2048, 2048), (64, 64, 64)):
    ones, unit, apart = np.ones((3,) * len(shape)), (1.0,) * len(shape), (1.5, 2.0, 0.7)[:len(shape)]
    near, all_round = (4, 8) if len(shape) == 2 else (6, 26)
    compared = {
        "label": ("cc3d", lambda lib, a: lib.ndimage.label(a), connected_components(near)),
        "label full": ("cc3d", lambda lib, a, s=ones: lib.ndimage.label(a, s), connected_components(all_round)),
        "distance_transform_edt": ("edt", lambda lib, a: lib.ndimage.distance_transform_edt(a), edt_of(unit)),
        "distance_transform_edt sampling": (
            "edt", lambda lib, a, s=apart: lib.ndimage.distance_transform_edt(a, s), edt_of(apart)),
    }
    CASES += [Case(f"ndimage.{name} of {'blobs' if share is None else share} {'x'.join(map(str, shape))}",
                   lambda s=shape, q=share: (scattered(s, q),), call, peers={peer: other}, threads=(1, 2), bar={1: 1.0})
              for share in (0.3, 0.5, 0.7, None) for name, (peer, call, other) in compared.items()]
