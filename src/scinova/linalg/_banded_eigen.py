# SPDX-License-Identifier: BSD-3-Clause
"""Eigenvalues and eigenvectors of banded and of tridiagonal symmetric or hermitian matrices.

Divide and conquer (Cuppen 1981; Gu & Eisenstat 1995), relatively robust representations (Dhillon & Parlett 2004), or
bisection and inverse iteration, through LAPACK's sbevd, sbevx, stev, stemr, sterf, stebz and stein.
"""
from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg._stacks import LinAlgError, options, over_stack
from scinova.linalg.lapack import get_lapack_funcs

_BANDED = Arguments("linalg.eig_banded", example={"a_band": [[0.0, 1.0], [2.0, 3.0]]},
                    a_band=Array("lapack", ndim=(2, None), finite=True))
_DRIVERS = ("auto", "stemr", "stev", "stevd", "sterf", "stebz")
_TRIDIAGONAL = Arguments("linalg.eigh_tridiagonal", example={"d": [2.0, 2.0], "e": [1.0]},
                         d=Array("lapack", ndim=(1, None), finite=True, refusal=ValueError),
                         e=Array("lapack", ndim=(1, None), finite=True, refusal=ValueError),
                         lapack_driver=Choice(_DRIVERS))
ALL, BY_VALUE, BY_INDEX = range(3)
_SELECT = {"a": ALL, "all": ALL, "v": BY_VALUE, "value": BY_VALUE, "i": BY_INDEX, "index": BY_INDEX, 0: ALL,
           1: BY_VALUE, 2: BY_INDEX}


class Selection:
    """Which eigenvalues are wanted: all, those in ``(low, high]``, or those with index first to last, from 1."""

    def __init__(self, function: str, select: Any, select_range: Any, n: int, most: int = 0):
        self.kind = options(select.lower() if isinstance(select, str) else select, "select", function, _SELECT)
        self.low, self.high, self.first, self.last, self.count = 0.0, 1.0, 1, n, n
        if self.kind == ALL:
            return
        pair = np.asarray(select_range)
        if pair.ndim != 1 or pair.size != 2 or pair[1] < pair[0]:
            raise ValueError(f"{function}: select_range must be two numbers in ascending order; got {select_range!r}")
        if self.kind == BY_VALUE:
            self.low, self.high = map(float, pair)
            self.count = n if most == 0 else most
            return
        if pair.dtype.char.lower() not in "hilqp":
            raise ValueError(f"{function}: select_range must be integers to select by index; got {select_range!r}")
        self.first, self.last = int(pair[0]) + 1, int(pair[1]) + 1
        if self.first < 1 or self.last > n:
            raise ValueError(f"{function}: select_range must be within 0 and {n - 1}; got {select_range!r}")
        self.count = self.last - self.first + 1


def eig_banded(a_band: Any, lower: bool = False, eigvals_only: bool = False, overwrite_a_band: bool = False,
               select: Any = "a", select_range: Any = None, max_ev: int = 0, check_finite: bool = True) -> Any:
    """Eigenvalues and eigenvectors of a banded symmetric or hermitian matrix, or of each of a stack.

    Parameters
    ----------
    a_band : (..., U + 1, M) array_like
        Diagonals in rows: ``a_band[U + i - j, j] = a[i, j]`` for the upper triangle, ``a_band[i - j, j] = a[i, j]`` for
        the lower.
    lower : bool, optional
    eigvals_only : bool, optional
        Return the eigenvalues alone.
    overwrite_a_band, check_finite : bool, optional
        As in `solve`.
    select : {'a', 'v', 'i'}, optional
        All eigenvalues, those in the interval ``(low, high]``, or those with these indices.
    select_range : (2,) array_like, optional
        Ends of the interval, or the first and last index.
    max_ev : int, optional
        With ``select='v'``: at most so many are expected.

    Returns
    -------
    w : (..., N) ndarray
        In ascending order.
    v : (..., M, N) ndarray
        Orthonormal eigenvectors in the columns.

    Raises
    ------
    LinAlgError
        If the iteration does not converge.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.eig_banded([[0., 1., 1.], [2., 2., 2.]], eigvals_only=True).round(6)
    array([0.585786, 2.      , 3.414214])
    """
    band = _BANDED.a_band(a_band, check_finite)
    wanted = Selection("linalg.eig_banded", select, select_range, band.shape[-1], max_ev)

    def one(ab: np.ndarray) -> Any:
        w, v = _banded(ab, lower, eigvals_only, overwrite_a_band, wanted)
        return w if eigvals_only else (w, v)
    return over_stack("linalg.eig_banded", one, band)


def _banded(ab: np.ndarray, lower: bool, values_only: bool, overwrite: bool, wanted: Selection) -> tuple:
    if ab.size == 0:
        return np.empty(0, dtype=ab.real.dtype), np.empty((0, 0), dtype=ab.dtype)
    prefix = "hb" if ab.dtype.kind == "c" else "sb"
    if wanted.kind == ALL:
        w, v, info = get_lapack_funcs(prefix + "evd", (ab,))(ab, compute_v=not values_only, lower=lower,
                                                             overwrite_ab=overwrite)
    else:
        # The least tolerance that bisection can reach.
        smallest = 2 * get_lapack_funcs("lamch", dtype=ab.real.dtype)("s")
        w, v, m, _, info = get_lapack_funcs(prefix + "evx", (ab,))(
            ab, wanted.low, wanted.high, wanted.first, wanted.last, compute_v=not values_only, range=wanted.kind,
            lower=lower, overwrite_ab=overwrite, abstol=smallest)
        w, v = w[:m], v[:, :m]
    if info > 0:
        raise LinAlgError(f"linalg.eig_banded: no convergence ({info})")
    return w, v


def eigvals_banded(a_band: Any, lower: bool = False, overwrite_a_band: bool = False, select: Any = "a",
                   select_range: Any = None, check_finite: bool = True) -> np.ndarray:
    """Eigenvalues of a banded symmetric or hermitian matrix, or of each of a stack.

    Parameters
    ----------
    a_band, lower, overwrite_a_band, select, select_range, check_finite
        As in `eig_banded`.

    Returns
    -------
    (..., N) ndarray
        In ascending order.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.eigvals_banded([[0., 1., 1.], [2., 2., 2.]], select="i", select_range=(1, 1))
    array([2.])
    """
    return eig_banded(a_band, lower, eigvals_only=True, overwrite_a_band=overwrite_a_band, select=select,
                      select_range=select_range, check_finite=check_finite)


def eigh_tridiagonal(d: Any, e: Any, eigvals_only: bool = False, select: Any = "a", select_range: Any = None,
                     check_finite: bool = True, tol: float = 0.0, lapack_driver: str = "auto") -> Any:
    """Eigenvalues and eigenvectors of a real symmetric tridiagonal matrix, or of each of a stack.

    Parameters
    ----------
    d : (..., M) array_like
        The diagonal.
    e : (..., M - 1) array_like
        Beside the diagonal.
    eigvals_only, select, select_range, check_finite
        As in `eig_banded`.
    tol : float, optional
        With 'stebz': the absolute error allowed of an eigenvalue; 0 for a small multiple of the unit roundoff.
    lapack_driver : {'auto', 'stemr', 'stev', 'stevd', 'sterf', 'stebz'}, optional
        LAPACK's routine: 'auto' is 'stemr', and 'sterf' for all eigenvalues without vectors. 'stev', 'stevd' and
        'sterf' find all eigenvalues, 'sterf' no vectors.

    Returns
    -------
    w : (..., N) ndarray
        In ascending order.
    v : (..., M, N) ndarray
        Orthonormal eigenvectors in the columns.

    Raises
    ------
    LinAlgError
        If the iteration does not converge.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> w, v = linalg.eigh_tridiagonal(np.full(3, 2.), np.ones(2))
    >>> w.round(6)
    array([0.585786, 2.      , 3.414214])
    """
    function = "linalg.eigh_tridiagonal"
    if isinstance(lapack_driver, numbers.Number):
        raise TypeError(f"{function}: lapack_driver must be a string; got {lapack_driver!r}")
    driver = _TRIDIAGONAL.lapack_driver(lapack_driver)
    d, e = _TRIDIAGONAL.d(d, check_finite), _TRIDIAGONAL.e(e, check_finite)
    for name, x in (("d", d), ("e", e)):
        if x.dtype.kind == "c":
            raise TypeError(f"{function}: {name} must be real; got {x.dtype}")
    if d.shape[-1] != e.shape[-1] + 1:
        raise ValueError(f"{function}: e must be one shorter than d; got shapes {d.shape} and {e.shape}")
    kind = np.result_type(d, e)
    wanted = Selection(function, select, select_range, d.shape[-1])
    if driver == "auto":
        driver = "sterf" if eigvals_only and wanted.kind == ALL else "stemr"
    if driver in ("stev", "stevd", "sterf") and wanted.kind != ALL:
        raise ValueError(f"{function}: lapack_driver {driver!r} needs select='a'; got {select!r}")
    if driver == "sterf" and not eigvals_only:
        raise ValueError(f"{function}: lapack_driver 'sterf' finds no eigenvectors; eigvals_only must be true")

    def one(diagonal: np.ndarray, beside: np.ndarray) -> Any:
        w, v = _DRIVER[driver](diagonal[0], beside[0], eigvals_only, wanted, tol)
        return w if eigvals_only else (w, v)
    return over_stack(function, one, d[..., None, :].astype(kind), e[..., None, :].astype(kind))


def _checked(info: int) -> None:
    if info > 0:
        raise LinAlgError(f"linalg.eigh_tridiagonal: no convergence ({info})")


def _sterf(d: np.ndarray, e: np.ndarray, *_: Any) -> tuple:
    w, info = get_lapack_funcs("sterf", (d,))(d, e)
    _checked(info)
    return w, None


def _stev(d: np.ndarray, e: np.ndarray, values_only: bool, *_: Any) -> tuple:
    w, v, info = get_lapack_funcs("stev", (d,))(d, e, compute_v=not values_only)
    _checked(info)
    return w, v


def _stevd(d: np.ndarray, e: np.ndarray, values_only: bool, *_: Any) -> tuple:
    w, v, info = get_lapack_funcs("stevd", (d,))(d, e, compute_v=not values_only)
    _checked(info)
    return w, v


def _stemr(d: np.ndarray, e: np.ndarray, values_only: bool, wanted: Selection, _: float) -> tuple:
    padded = np.zeros_like(d)           # one more element is workspace
    padded[:-1] = e
    m, w, v, info = get_lapack_funcs("stemr", (d,))(d, padded, wanted.kind, wanted.low, wanted.high, wanted.first,
                                                    wanted.last, compute_v=not values_only)
    _checked(info)
    return w[:m], v[:, :m]


def _stebz(d: np.ndarray, e: np.ndarray, values_only: bool, wanted: Selection, tol: float) -> tuple:
    # By blocks when eigenvectors follow, else in one ascending order.
    m, w, block, split, info = get_lapack_funcs("stebz", (d,))(d, e, wanted.kind, wanted.low, wanted.high, wanted.first,
                                                               wanted.last, float(tol), "E" if values_only else "B")
    _checked(info)
    w = w[:m]
    if values_only:
        return w, None
    v, info = get_lapack_funcs("stein", (d,))(d, e, w, block, split)
    _checked(info)
    order = np.argsort(w)
    return w[order], v[:, order]


_DRIVER = {"sterf": _sterf, "stev": _stev, "stevd": _stevd, "stemr": _stemr, "stebz": _stebz}


def eigvalsh_tridiagonal(d: Any, e: Any, select: Any = "a", select_range: Any = None, check_finite: bool = True,
                         tol: float = 0.0, lapack_driver: str = "auto") -> np.ndarray:
    """Eigenvalues of a real symmetric tridiagonal matrix, or of each of a stack.

    Parameters
    ----------
    d, e, select, select_range, check_finite, tol, lapack_driver
        As in `eigh_tridiagonal`.

    Returns
    -------
    (..., N) ndarray
        In ascending order.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.eigvalsh_tridiagonal([2., 2.], [1.])
    array([1., 3.])
    """
    return eigh_tridiagonal(d, e, eigvals_only=True, select=select, select_range=select_range,
                            check_finite=check_finite, tol=tol, lapack_driver=lapack_driver)
