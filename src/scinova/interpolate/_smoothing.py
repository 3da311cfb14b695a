# SPDX-License-Identifier: BSD-3-Clause
"""The cubic smoothing spline with a knot at every point; see ``kernels/interpolate/natural_smoothing.hpp``."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import axis_first, real_array
from scinova.interpolate._bspline import BSpline
from scinova.interpolate._bspline_fit import cubic_from_pieces
from scinova.interpolate._ppoly import PPoly


def make_smoothing_spline(x: ArrayLike, y: ArrayLike, w: ArrayLike | None = None, lam: float | None = None, *,
                          axis: int = 0) -> BSpline:
    """The natural cubic spline that balances nearness to points against curvature.

    It minimises ``sum(w * (y - f(x))**2) + lam * integral(f''**2)``.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, strictly increasing; at least 5.
    y : array_like
        Values, ``n`` of them along ``axis``.
    w : array_like, shape (n,), optional
        Positive weights, by default 1.
    lam : float, optional
        Weight of the curvature, not negative: 0 interpolates, a large one gives the line of least squares. By default
        chosen by generalised cross-validation, for each set of values by itself.
    axis : int, optional

    Returns
    -------
    BSpline

    Notes
    -----
    C. H. Reinsch, Numer. Math. 10 (1967) 177; P. Craven and G. Wahba, Numer. Math. 31 (1979) 377. Of several
    minima of the cross-validation the smoothest fit is taken.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import make_smoothing_spline
    >>> x = np.arange(8.0)
    >>> make_smoothing_spline(x, 2 * x + (-1) ** np.arange(8), lam=1e9)(3.5).round(3)
    np.float64(7.0)
    """
    x, y = real_array(x, "make_smoothing_spline: x"), real_array(y, "make_smoothing_spline: y")
    for name, a in (("x", x), ("y", y)):
        if not np.isfinite(a).all():
            raise ValueError(f"make_smoothing_spline: {name} must be finite; got NaN or inf")
    y, axis = axis_first(y, axis)
    n = x.size
    if x.ndim != 1 or n < 5:
        raise ValueError(f"make_smoothing_spline: x must hold at least 5 points in one dimension; got shape {x.shape}")
    if y.shape[0] != n:
        raise ValueError(f"make_smoothing_spline: y must have {n} values along axis {axis}; got {y.shape[0]}")
    if not (x[1:] > x[:-1]).all():
        raise ValueError("make_smoothing_spline: x must be strictly increasing")
    w = np.ones(n) if w is None else real_array(w, "make_smoothing_spline: w")
    if w.shape != (n,) or not (w > 0).all() or not np.isfinite(w).all():
        raise ValueError(f"make_smoothing_spline: w must hold {n} positive numbers")
    if lam is not None and not lam >= 0:
        raise ValueError(f"make_smoothing_spline: lam must not be negative; got {lam}")
    given = -1.0 if lam is None else float(lam)
    columns = y.reshape(n, -1)
    values, curvature = np.empty((2, *columns.shape))
    for q in range(columns.shape[1]):
        _native.smooth_naturally(x, columns[:, q], w, given, values[:, q], curvature[:, q])
    h = np.diff(x)[:, None]
    c = np.empty((4, n - 1, columns.shape[1]))
    c[0] = np.diff(curvature, axis=0) / (6 * h)
    c[1] = curvature[:-1] / 2
    c[2] = np.diff(values, axis=0) / h - h * (2 * curvature[:-1] + curvature[1:]) / 6
    c[3] = values[:-1]
    pieces = PPoly.construct_fast(c.reshape(4, n - 1, *y.shape[1:]), x, True, axis)
    return cubic_from_pieces(BSpline, pieces, "natural")
