# SPDX-License-Identifier: BSD-3-Clause
"""QR factorisations of matrices that lose or gain rows or columns, or have a matrix of low rank added.

Golub & Van Loan, Matrix Computations, 4th ed., section 6.5; Daniel, Gragg, Kaufman & Stewart, Math. Comp. 30 (1976) 772
for factorisations without the columns of Q that multiply zeros. The rotations and reflections are in
native/kernels/linalg/qr_update.cpp.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova._core.validation import Arguments, Array, Choice, is_finite
from scinova.linalg import _native
from scinova.linalg._stacks import LinAlgError, over_stack

_FACTOR: dict[str, Any] = {"dtype": "any", "ndim": (2, None)}
_EXAMPLE: dict[str, Any] = {"Q": [[1.0, 0.0], [0.0, 1.0]], "R": [[1.0, 2.0], [0.0, 3.0]]}
_WHICH = ("row", "col")
_DELETE = Arguments("linalg.qr_delete", example={**_EXAMPLE, "k": 0}, Q=Array(**_FACTOR), R=Array(**_FACTOR),
                    which=Choice(_WHICH))
_INSERT = Arguments("linalg.qr_insert", example={**_EXAMPLE, "u": [1.0, 2.0], "k": 0}, Q=Array(**_FACTOR),
                    R=Array(**_FACTOR), u=Array("any", ndim=(1, None)), which=Choice(_WHICH))
_UPDATE = Arguments("linalg.qr_update", example={**_EXAMPLE, "u": [1.0, 2.0], "v": [3.0, 4.0]}, Q=Array(**_FACTOR),
                    R=Array(**_FACTOR), u=Array("any", ndim=(1, None)), v=Array("any", ndim=(1, None)))


def qr_delete(Q: Any, R: Any, k: int, p: int = 1, which: str = "row", overwrite_qr: bool = False,
              check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """QR factorisation of a matrix without some of its rows or columns, from that of the whole.

    Parameters
    ----------
    Q : (..., M, M) or (..., M, N) array_like
    R : (..., M, N) or (..., N, N) array_like
        Of the same dtype as ``Q``: float32, float64, complex64 or complex128.
    k : int
        The first row or column to go; negative numbers count from the end.
    p : int, optional
        How many go.
    which : {'row', 'col'}, optional
    overwrite_qr : bool, optional
        Work in the memory of ``Q`` and ``R``, whatever their strides; the results are views of it.
    check_finite : bool, optional
        Refuse NaN and inf.

    Returns
    -------
    Q1, R1 : ndarray
        Of the same kind, all columns of ``Q`` or as many as ``A`` has, as long as there are more rows than columns.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[3., -2.], [6., -4.], [-2., 1.]])
    >>> q, r = linalg.qr_delete(*linalg.qr(a), 1)
    >>> np.allclose(q @ r, a[[0, 2]])
    True
    """
    by_rows = _DELETE.which(which) == "row"
    q, r = _factors(_DELETE, Q, R, check_finite)
    size = q.shape[-2] if by_rows else r.shape[-1]
    positions = _positions(_DELETE, k, size, size - 1)
    p, last = int(p), int(positions.max(initial=0))
    if not 0 < p <= size - last:
        raise ValueError(f"linalg.qr_delete: p must be between 1 and the {size - last} there are from k on; got {p}")

    def one(q: np.ndarray, r: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        k = int(at[0, 0])
        economic = q.shape[0] != q.shape[1]
        q, r = _own_q(_DELETE, q, overwrite_qr, check_finite), _own(r, "C", overwrite_qr)
        if by_rows:
            dropped = _native.qr_delete_rows(q, r, k, p)
            return q[p:, dropped:], r[dropped:]
        left = r.shape[1] - p
        r[:, k:left] = r[:, k + p:]
        r = r[:, :left]
        _native.qr_delete_columns(q, r, k, p)
        return (q[:, :left], r[:left]) if economic else (q, r)
    return over_stack("linalg.qr_delete", one, q, r, positions)


def qr_insert(Q: Any, R: Any, u: Any, k: int, which: str = "row", rcond: float | None = None,
              overwrite_qru: bool = False, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """QR factorisation of a matrix with rows or columns put in, from that of the matrix without.

    Parameters
    ----------
    Q : (..., M, M) or (..., M, N) array_like
    R : (..., M, N) or (..., N, N) array_like
    u : (N,), (..., P, N), (M,) or (..., M, P) array_like
        The rows or columns, of the same dtype as ``Q`` and ``R``.
    k : int or (...) array_like of int
        Before which row or column they are put; negative numbers count from the end.
    which : {'row', 'col'}, optional
    rcond : float, optional
        For columns, and ``Q`` with fewer columns than rows: the least reciprocal condition number that ``Q`` may have
        with a column of ``u``, scaled to length one, put to it.
    overwrite_qru : bool, optional
        Allow ``Q``, ``R`` and ``u`` to be overwritten. A square ``Q`` that gets columns is worked on in place.
    check_finite : bool, optional
        Refuse NaN and inf.

    Returns
    -------
    Q1, R1 : ndarray

    Raises
    ------
    LinAlgError
        If a column lies in the range of such a ``Q`` to working precision, or as ``rcond`` says.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[3., -2.], [6., -4.]])
    >>> q, r = linalg.qr_insert(*linalg.qr(a), np.array([5., 1.]), 1)
    >>> np.allclose(q @ r, [[3., -2.], [5., 1.], [6., -4.]])
    True
    """
    by_rows = _INSERT.which(which) == "row"
    q, r = _factors(_INSERT, Q, R, check_finite)
    u = _like(_INSERT, "u", u, q, check_finite)
    axis = 0 if by_rows else 1
    block = np.expand_dims(u, axis) if u.ndim == 1 else u
    needed = r.shape[-1] if by_rows else q.shape[-2]
    if block.shape[-1 - axis] != needed:
        raise ValueError(f"linalg.qr_insert: u must have {needed} {'columns' if by_rows else 'rows'}, as the matrix "
                         f"has; got an array of shape {u.shape}")
    size = q.shape[-2] if by_rows else r.shape[-1]
    positions = _positions(_INSERT, k, size, size)
    economic = q.shape[-2] != q.shape[-1]
    if rcond is not None and (by_rows or not economic):
        raise ValueError("linalg.qr_insert: rcond is for columns, and for Q with fewer columns than rows; here it must "
                         "be None")
    limit = 0.0 if rcond is None else float(rcond)

    def one(q: np.ndarray, r: np.ndarray, u: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        k = int(at[0, 0])
        if by_rows:
            _refuse_infinite(_INSERT, "Q", q, check_finite)
            return _with_rows(q, r, u, k)
        if economic:
            out = np.zeros((q.shape[0], min(q.shape[0], q.shape[1] + u.shape[1])), dtype=q.dtype, order="F")
            _own_q(_INSERT, q, False, check_finite, out[:, :q.shape[1]])
        else:
            out = _own_q(_INSERT, q, overwrite_qru, check_finite)
        return _with_columns(out, q.shape[1], r, _own(u, "F", overwrite_qru), k, limit)
    return over_stack("linalg.qr_insert", one, q, r, block, positions)


def _with_rows(q: np.ndarray, r: np.ndarray, u: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    (m, width), (rows, n), p = q.shape, r.shape, len(u)
    out = np.zeros((m + p, width + p), dtype=q.dtype, order="F")
    out[:k, :width], out[k + p:, :width] = q[:k], q[k:]
    for i in range(p):
        out[k + i, width + i] = 1
    triangle = np.concatenate((r, u))
    _native.qr_insert_rows(out, triangle, rows)
    return (out, triangle) if m == width else (out[:, :n], triangle[:n])


def _with_columns(out: np.ndarray, width: int, r: np.ndarray, u: np.ndarray, k: int,
                  limit: float) -> tuple[np.ndarray, np.ndarray]:
    """``out`` holds Q in its first columns, and has room for more."""
    wide, n, p = out.shape[1], r.shape[1], u.shape[1]
    triangle = np.zeros((wide, n + p), dtype=r.dtype)
    triangle[:len(r), :k], triangle[:len(r), k + p:] = r[:, :k], r[:, k:]
    rcond = _native.qr_insert_columns(out, triangle, u, width, k, limit)
    if rcond < limit or rcond == 0:
        raise LinAlgError("linalg.qr_insert: a column of u lies in the range of Q, or too close to it: Q with it "
                          f"has the reciprocal condition number {rcond:.3g}")
    return out, triangle


def qr_update(Q: Any, R: Any, u: Any, v: Any, overwrite_qruv: bool = False,
              check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """QR factorisation of ``A + u @ v.conj().T`` from that of ``A``.

    Parameters
    ----------
    Q : (..., M, M) or (..., M, N) array_like
    R : (..., M, N) or (..., N, N) array_like
    u : (M,) or (..., M, P) array_like
    v : (N,) or (..., N, P) array_like
        Of the same dtype as ``Q`` and ``R``.
    overwrite_qruv : bool, optional
        Work in the memory of the arguments, whatever their strides.
    check_finite : bool, optional
        Refuse NaN and inf.

    Returns
    -------
    Q1, R1 : ndarray
        Of the shapes of ``Q`` and ``R``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a, u, v = np.array([[3., -2.], [6., -4.]]), np.array([1., 2.]), np.array([0., 1.])
    >>> q, r = linalg.qr_update(*linalg.qr(a), u, v)
    >>> np.allclose(q @ r, a + np.outer(u, v))
    True
    """
    q, r = _factors(_UPDATE, Q, R, check_finite)
    u, v = _like(_UPDATE, "u", u, q, check_finite), _like(_UPDATE, "v", v, q, check_finite)
    if (u.ndim == 1) != (v.ndim == 1):
        raise ValueError("linalg.qr_update: u and v must be both vectors or both matrices; got the shapes "
                         f"{u.shape} and {v.shape}")
    if u.ndim == 1:
        u, v = u[:, None], v[:, None]
    if u.shape[-2] != q.shape[-2] or v.shape[-2] != r.shape[-1] or u.shape[-1] != v.shape[-1]:
        raise ValueError(f"linalg.qr_update: u must have {q.shape[-2]} rows and v {r.shape[-1]}, and both the same "
                         f"number of columns; got the shapes {u.shape} and {v.shape}")
    if u.shape[-1] > min(r.shape[-2:]):
        raise ValueError(f"linalg.qr_update: u and v must have at most {min(r.shape[-2:])} columns, the rank that R "
                         f"can have; got {u.shape[-1]}")

    def one(q: np.ndarray, r: np.ndarray, u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        q, r = _own_q(_UPDATE, q, overwrite_qruv, check_finite), _own(r, "C", overwrite_qruv)
        _native.qr_update(q, r, _own(u, "F", overwrite_qruv), _own(v, "F", True))
        return q, r
    return over_stack("linalg.qr_update", one, q, r, u, v)


def _factors(declared: Arguments, Q: Any, R: Any, check_finite: bool) -> tuple[np.ndarray, np.ndarray]:
    """The factors as arrays of one dtype; whether Q is finite is looked at when it is copied (`_own_q`)."""
    q, r = declared.Q(Q), declared.R(R)
    q = native(q)
    if q.dtype.char not in "fdFD":
        raise ValueError(f"{declared.function}: Q must be an array of float32, float64, complex64 or complex128; got "
                         f"dtype {q.dtype}")
    r = _like(declared, "R", r, q, check_finite)
    m, width = q.shape[-2:]
    if r.shape[-2] != width or (width != m and (width > m or r.shape[-1] != width)):
        raise ValueError(f"{declared.function}: Q and R must be of shapes (M, M) and (M, N), or (M, N) and (N, N); got "
                         f"{q.shape} and {r.shape}")
    return q, r


def _like(declared: Arguments, name: str, value: Any, q: np.ndarray, check_finite: bool) -> np.ndarray:
    """An array of the same dtype as Q."""
    a = getattr(declared, name)(value)
    if a.dtype != q.dtype and (a := native(a)).dtype != q.dtype:
        raise ValueError(f"{declared.function}: {name} must have the dtype of Q, {q.dtype}; got {a.dtype}")
    _refuse_infinite(declared, name, a, check_finite)
    return a


def _refuse_infinite(declared: Arguments, name: str, a: np.ndarray, check_finite: bool) -> None:
    if check_finite and not is_finite(a):
        raise ValueError(f"{declared.function}: {name} must be finite; got an array with NaN or inf")


def _positions(declared: Arguments, k: Any, size: int, last: int) -> np.ndarray:
    """A position, or one for each matrix of a stack, as matrices of order one for `over_stack`."""
    given = np.asarray(k)
    at = given.astype(np.int64)
    if given.dtype.kind not in "biuf" or not ((at >= -size) & (at <= last)).all():
        raise ValueError(f"{declared.function}: k must be between {-size} and {last}; got {k}")
    return np.where(at < 0, at + size, at)[..., None, None]


def _own_q(declared: Arguments, q: np.ndarray, overwrite: bool, check_finite: bool,
           out: np.ndarray | None = None) -> np.ndarray:
    """Q as `_own` gives it, or copied to ``out``, and refused if it is not finite."""
    if overwrite and out is None and q.flags.writeable and q.flags.aligned:
        _refuse_infinite(declared, "Q", q, check_finite)
        return q
    if out is None:
        out = np.empty(q.shape, dtype=q.dtype, order="F")
    if not (check_finite and q.flags.f_contiguous and q.flags.aligned and out.flags.f_contiguous):
        _refuse_infinite(declared, "Q", q, check_finite)
        out[...] = q
        return out
    real = np.finfo(q.dtype).dtype
    if not _native.copy_finite(*(m.reshape(-1, order="F").view(real) for m in (q, out))):
        _refuse_infinite(declared, "Q", q, check_finite)
    return out


def _own(a: np.ndarray, order: Any, overwrite: bool) -> np.ndarray:
    """The array itself where it may be changed, or a copy in the order that suits the kernels."""
    return a if overwrite and a.flags.writeable and a.flags.aligned else a.copy(order)
