# SPDX-License-Identifier: BSD-3-Clause
"""Interpolation: construction and evaluation of splines, small calls and large ones."""
import numpy as np

from bench.case import Case


def _points(n, m):
    x = np.linspace(0.0, 10.0, n)
    rng = np.random.default_rng(0)
    return x, np.sin(x) + 0.1 * rng.normal(size=n), np.sort(rng.random(m)) * 10


def _random(n, m):
    x, y, at = _points(n, m)
    return x, y, np.random.default_rng(1).permutation(at)


def _grid():
    rng = np.random.default_rng(0)
    return np.linspace(0, 1, 50), rng.normal(size=(50, 50, 50)), rng.random((10**5, 3))


def _made(name, *args, **kwargs):
    """A call that evaluates an interpolant made once for each library."""
    made = {}

    def call(lib, x, y, at):
        f = made.get(lib)
        if f is None:
            f = made[lib] = getattr(lib.interpolate, name)(x, y, *args, **kwargs)
        return f(at)
    return call


CASES = [
    Case("interpolate.interp1d linear, made and called on 10 and 50 points", lambda: _points(10, 50),
         lambda lib, x, y, at: lib.interpolate.interp1d(x, y)(at), bar={1: 3.0}),
    Case("interpolate.interp1d cubic, made and called on 10 and 50 points", lambda: _points(10, 50),
         lambda lib, x, y, at: lib.interpolate.interp1d(x, y, kind="cubic")(at), bar={1: 3.0}),
    Case("interpolate.interp1d linear at a million sorted points", lambda: _points(1000, 10 ** 6),
         _made("interp1d"), threads=(1, 2)),
    Case("interpolate.interp1d linear at a million random points", lambda: _random(1000, 10 ** 6),
         _made("interp1d"), threads=(1, 2)),
    Case("interpolate.CubicSpline made of 10 points", lambda: _points(10, 5),
         lambda lib, x, y, at: lib.interpolate.CubicSpline(x, y), bar={1: 3.0}),
    Case("interpolate.CubicSpline made of 100000 points", lambda: _points(100000, 5),
         lambda lib, x, y, at: lib.interpolate.CubicSpline(x, y)),
    Case("interpolate.CubicSpline at a million points", lambda: _points(1000, 10 ** 6),
         _made("CubicSpline"), threads=(1, 2)),
    Case("interpolate.make_interp_spline of 10 points", lambda: _points(10, 5),
         lambda lib, x, y, at: lib.interpolate.make_interp_spline(x, y), bar={1: 3.0}),
    Case("interpolate.make_interp_spline of 100000 points", lambda: _points(100000, 5),
         lambda lib, x, y, at: lib.interpolate.make_interp_spline(x, y)),
    Case("interpolate.BSpline cubic at a million points", lambda: _points(1000, 10 ** 6),
         _made("make_interp_spline"), threads=(1, 2)),
    Case("interpolate.make_smoothing_spline of 300 noisy points", lambda: _points(300, 5),
         lambda lib, x, y, at: lib.interpolate.make_smoothing_spline(x, y), bar={1: 3.0}),
    Case("interpolate.UnivariateSpline of 1000 noisy points", lambda: _points(1000, 5),
         lambda lib, x, y, at: lib.interpolate.UnivariateSpline(x, y, s=10.0)),
    Case("interpolate.UnivariateSpline at 5 points", lambda: _points(100, 5), _made("UnivariateSpline", s=1.0)),
    Case("interpolate.PchipInterpolator made of 100000 points", lambda: _points(100000, 5),
         lambda lib, x, y, at: lib.interpolate.PchipInterpolator(x, y)),
    Case("interpolate.RegularGridInterpolator linear, 50x50x50 at 100000 points", _grid,
         lambda lib, g, v, x: lib.interpolate.RegularGridInterpolator((g, g, g), v)(x), threads=(1, 2), bar={1: 3.0}),
    Case("interpolate.RegularGridInterpolator cubic, 50x50x50 at 10000 points", _grid,
         lambda lib, g, v, x: lib.interpolate.RegularGridInterpolator((g, g, g), v, "cubic")(x[:10000])),
    Case("interpolate.RectBivariateSpline 100x100, made and called on 400x400", lambda: _points(100, 400)[::2],
         lambda lib, x, at: lib.interpolate.RectBivariateSpline(x, x, np.outer(x, np.sin(x)))(at, at)),
]
