# SPDX-License-Identifier: BSD-3-Clause
"""Backward errors in the measure of LAPACK's own test programs, on matrices that are hard for one reason or another.

A residual divided by the order, the norm of what it is of and the machine epsilon is to stay below 30: Anderson et al.,
LAPACK Users' Guide, 3rd ed. (SIAM 1999), chapter 4; Blackford & Dongarra, LAPACK Working Note 41, sections 7 to 9.
Residuals are computed in extended precision.
"""
import numpy as np
import pytest

from scinova import linalg

LIMIT = 30
ORDERS = (5, 70)


def normal(n, seed=0, is_complex=False):
    rng = np.random.default_rng((seed, n))
    return rng.normal(size=(n, n)) + (1j * rng.normal(size=(n, n)) if is_complex else 0)


def orthogonal(n, seed):
    return np.linalg.qr(normal(n, seed))[0]


def of_values(values):
    n = len(values)
    return orthogonal(n, 1) * values @ orthogonal(n, 2).T


def hilbert(n):
    return 1 / (np.arange(n)[:, None] + np.arange(n) + 1.0)


def defective(n):
    """Jordan blocks of order up to 5 in a basis that is not orthogonal."""
    blocks = np.diag(np.arange(n) // 5 + 1.0) + np.diag((np.arange(1, n) % 5 > 0) * 1.0, 1)
    basis = np.eye(n) + normal(n, 5) / (4 * np.sqrt(n))
    return basis @ blocks @ np.linalg.inv(basis)


def kahan(n):
    sine, cosine = np.sin(1.2), np.cos(1.2)
    return sine ** np.arange(n)[:, None] * (np.eye(n) - cosine * np.triu(np.ones((n, n)), 1))


def frank(n):
    i, j = np.arange(n)[:, None], np.arange(n)
    return np.where(j >= i - 1, n - np.maximum(i, j), 0) / n


MATRICES = {
    "random": normal,
    "complex": lambda n: normal(n, is_complex=True),
    "graded rows": lambda n: np.logspace(0, -12, n)[:, None] * normal(n, 3),
    "graded columns": lambda n: normal(n, 3) * np.logspace(12, 0, n),
    "graded both ways": lambda n: np.logspace(6, -6, n)[:, None] * normal(n, 3) * np.logspace(6, -6, n),
    "near singular": lambda n: of_values(np.r_[np.ones(n - 1), 1e-14]),
    "of one large value": lambda n: of_values(np.r_[1, np.full(n - 1, 1e-10)]),
    "geometric values": lambda n: of_values(np.logspace(0, -14, n)),
    "defective": defective,
    "nilpotent": lambda n: np.eye(n, k=1) + 1e-9 * normal(n, 4),
    "hilbert": hilbert,
    "kahan": kahan,
    "frank": frank,
    "large": lambda n: 1e30 * normal(n),
    "small": lambda n: 1e-30 * normal(n),
}
pytestmark = [pytest.mark.parametrize("precision", ("single", "double")), pytest.mark.parametrize("n", ORDERS),
              pytest.mark.parametrize("name", MATRICES), pytest.mark.filterwarnings("ignore::RuntimeWarning")]


def given(name, n, precision):
    a = MATRICES[name](n)
    return a.astype({"single": "F" if np.iscomplexobj(a) else "f", "double": a.dtype}[precision])


def wide(*matrices):
    return [m.astype(np.clongdouble if np.iscomplexobj(m) else np.longdouble) for m in matrices]


def norm(a):
    return np.abs(a).sum(axis=0).max()


def small(residual, size, dtype, limit=LIMIT):
    """``residual`` is at most ``limit`` n epsilon ``size``."""
    error, allowed = norm(residual), limit * max(residual.shape) * np.finfo(dtype).eps * size
    assert error <= allowed, f"{float(error / allowed * limit):.3g} in place of {limit}"


def unitary(*bases, limit=LIMIT):
    for q in bases:
        w, = wide(q)
        small(w.conj().T @ w - np.eye(w.shape[1]), 1, q.dtype, limit)


def test_lu(name, n, precision):
    a = given(name, n, precision)
    p, lower, upper = linalg.lu(a)
    w, p, lower, upper = wide(a, p, lower, upper)
    assert np.abs(lower).max() <= (1 if w.dtype.kind == "f" else 2 ** 0.5)
    small(p @ (lower @ upper) - w, norm(w), a.dtype)
    compact, pivots = linalg.lu_factor(a)
    np.testing.assert_allclose(np.triu(compact), upper.astype(a.dtype), rtol=1e-3 if a.dtype.char in "fF" else 1e-9,
                               atol=LIMIT * n * np.finfo(a.dtype).eps * np.abs(a).max())
    assert (pivots >= np.arange(n)).all()


def test_solve(name, n, precision):
    a = given(name, n, precision)
    for sides in (1, 9):
        b = np.random.default_rng(9).normal(size=(n, sides)).astype(a.dtype) * np.abs(a).max()
        try:
            x = linalg.solve(a, b, assume_a="general")
        except linalg.LinAlgError:
            assert precision == "single"                # zero by underflow
            return
        if not np.isfinite(x).all():
            assert precision == "single"
            return
        w, y, c = wide(a, x, b)
        small(w @ y - c, norm(w) * norm(y), a.dtype)


def test_inv(name, n, precision):
    a = given(name, n, precision)
    try:
        x = linalg.inv(a)
    except linalg.LinAlgError:
        assert precision == "single"
        return
    if not np.isfinite(x).all():
        assert precision == "single"
        return
    w, y = wide(a, x)
    small(w @ y - np.eye(n), norm(w) * norm(y), a.dtype)


def test_qr(name, n, precision):
    a = given(name, n, precision)
    q, r = linalg.qr(a)
    unitary(q)
    w, q, r = wide(a, q, r)
    small(q @ r - w, norm(w), a.dtype)
    q, r, order = linalg.qr(a, pivoting=True)
    unitary(q)
    small(np.subtract(*wide(q @ r, a[:, order])), norm(w), a.dtype)


def test_cholesky(name, n, precision):
    a = given(name, n, precision)
    a = a / np.abs(a).max()
    a = a @ a.conj().T + np.eye(n, dtype=a.dtype) * a.dtype.type(0.01)
    a = (a + a.conj().T) / 2
    w, upper, lower = wide(a, linalg.cholesky(a), linalg.cholesky(a, lower=True))
    small(upper.conj().T @ upper - w, norm(w), a.dtype)
    small(lower @ lower.conj().T - w, norm(w), a.dtype)
    for order in "CF":
        for low in (False, True):
            c, _ = linalg.cho_factor(np.array(a, order=order), lower=low)
            x = linalg.cho_solve((c, low), np.eye(n, dtype=a.dtype))
            y, = wide(x)
            small(w @ y - np.eye(n), norm(w) * norm(y), a.dtype)


def test_eigh(name, n, precision):
    """Relatively robust representations take gaps above 1e-3 for wide: vectors of clusters are orthogonal to within
    n epsilon / 1e-3 (Dhillon & Parlett, Linear Algebra Appl. 387 (2004) 1)."""
    a = given(name, n, precision)
    a = a + a.conj().T
    for driver in ("ev", "evd", "evr"):
        values, vectors = linalg.eigh(a, driver=driver)
        assert (np.diff(values) >= 0).all()
        unitary(vectors, limit=1000 if driver == "evr" else LIMIT)
        w, x, v = wide(a, values, vectors)
        small(w @ v - v * x, norm(w), a.dtype)


def test_svd(name, n, precision):
    a = given(name, n, precision)
    w, = wide(a)
    size = np.sqrt(norm(w) * norm(w.conj().T))
    for driver in ("gesdd", "gesvd"):
        u, s, vh = linalg.svd(a, lapack_driver=driver)
        assert (s >= 0).all() and (np.diff(s) <= 0).all()
        unitary(u, vh)
        x, t, y = wide(u, s, vh)
        small(x * t @ y - w, size, a.dtype)
        assert np.abs(linalg.svdvals(a) - s).max() <= LIMIT * n * np.finfo(a.dtype).eps * s[0]


def test_schur_and_hessenberg(name, n, precision):
    a = given(name, n, precision)
    for t, z in (linalg.schur(a, output="complex"), linalg.schur(a), linalg.hessenberg(a, calc_q=True)):
        unitary(z)
        w, t, z = wide(a, t, z)
        small(z @ t @ z.conj().T - w, norm(w), a.dtype)


def test_eig(name, n, precision):
    """LAPACK balances first, and the bound is of the balanced matrix, whose norm can be the larger in places (Watkins,
    Electron. Trans. Numer. Anal. 23 (2006) 1): that of noise beside a nilpotent matrix is."""
    a = given(name, n, precision)
    values, vectors = linalg.eig(a)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=0), 1, rtol=n * 10 * np.finfo(a.dtype).eps)
    w, x, v = wide(a, values, vectors)
    small(w @ v - v * x, norm(w) * norm(v), a.dtype, 100 if name == "nilpotent" else LIMIT)


def test_lstsq(name, n, precision):
    """Of full rank the residual is orthogonal to the range: of the problem with a perturbed matrix, at least."""
    a = given(name, n, precision)
    a = np.concatenate((a / np.abs(a).max(), np.eye(n, dtype=a.dtype) / 8))
    b = np.random.default_rng(8).normal(size=(2 * n, 2)).astype(a.dtype)
    for driver in ("gelsd", "gelsy", "gelss"):
        x, _, rank, _ = linalg.lstsq(a, b, lapack_driver=driver)
        assert rank == n
        w, y, c = wide(a, x, b)
        small(w.conj().T @ (w @ y - c), norm(w) * (norm(w) * norm(y) + norm(c)), a.dtype)
