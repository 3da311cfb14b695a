# SPDX-License-Identifier: BSD-3-Clause
"""exp, cos, sin, cosh, sinh of matrices against mpmath and identities, with the shapes and types of SciPy."""
import mpmath as mp
import numpy as np
import pytest

from scinova import linalg

RNG = np.random.default_rng(5)
BAD = {
    "normal": RNG.normal(size=(4, 4)), "of order 12": RNG.normal(size=(12, 12)),
    "of order 20": RNG.normal(size=(20, 20)),
    "complex": RNG.normal(size=(6, 6)) + 1j * RNG.normal(size=(6, 6)),
    "small": 1e-9 * RNG.normal(size=(5, 5)),
    "defective": np.eye(5) + np.eye(5, k=1),
    "nearly defective": np.eye(5) + np.eye(5, k=1) + 1e-10 * np.diag(np.arange(5.0)),
    "nilpotent": np.triu(RNG.normal(size=(6, 6)), 1) * 10,
    "graded": np.diag(10.0 ** np.arange(-3, 3)) @ RNG.normal(size=(6, 6)) / 10,
    "far from normal": np.array([[1, 1e6], [0, -1]]),
    "upper": np.triu(RNG.normal(size=(6, 6))) * 3,
    "lower": np.tril(RNG.normal(size=(6, 6))) * 3,
    "skew": (lambda a: a - a.T)(RNG.normal(size=(6, 6)) * 5),
    "generator": (lambda a: a - np.diag(a.sum(1)))(np.abs(RNG.normal(size=(8, 8)))),
    "frank": np.array([[8.0 - max(i, j) if j >= i - 1 else 0.0 for j in range(8)] for i in range(8)]),
    # Higham & Moler's matrix of overscaling (Moler & Van Loan, SIAM Review 45 (2003) 3), and Ward's, SIAM J. Numer.
    # Anal. 14 (1977) 600.
    "overscaled": np.array([[0, 1e-9, 0, 0], [-(2e7 + 4e5 / 6), -3e-3, 2e7, 0], [0.2 / 3, 0, -0.2 / 3, 0],
                            [0, 0, 0, 0]]),
    "ward": np.array([[-131.0, 19, 18], [-390, 56, 54], [-387, 57, 52]]),
}
ILL = {"ward": 1e-11, "skew": 1e-13}


def exact(a):
    with mp.workdps(60):
        m = mp.matrix(a.tolist())
        plus, minus = mp.expm(m, method="taylor"), mp.expm(-m, method="taylor")
        turned, back = mp.expm(m * 1j, method="taylor"), mp.expm(m * -1j, method="taylor")
        return {"expm": plus, "sinhm": (plus - minus) / 2, "coshm": (plus + minus) / 2, "cosm": (turned + back) / 2,
                "sinm": (turned - back) / mp.mpc(0, 2)}


def error(x, reference):
    """Relative, in the 1-norm."""
    with mp.workdps(60):
        return float(mp.norm(mp.matrix(x.tolist()) - reference, 1) / mp.norm(reference, 1))


@pytest.mark.parametrize("name", BAD)
def test_against_mpmath(name):
    a = BAD[name]
    for function, reference in exact(a).items():
        out = getattr(linalg, function)(a)
        assert out.dtype == a.dtype and out.shape == a.shape
        assert error(out, reference) < ILL.get(name, 3e-14), function
        single = getattr(linalg, function)(a.astype("F" if a.dtype.kind == "c" else "f"))
        assert single.dtype == ("c8" if a.dtype.kind == "c" else "f4")
        if name not in ("ward", "overscaled", "far from normal", "graded"):
            assert error(single, reference) < 2e-5, function


@pytest.mark.parametrize("name", BAD)
def test_expm_of_large_orders_against_mpmath(name):
    """The same matrices, every element times an identity, so that Taylor polynomials are taken."""
    a = BAD[name]
    k = -(-17 // len(a))
    wide = np.kron(a, np.eye(k))
    with mp.workdps(60):
        reference = mp.expm(mp.matrix(a.tolist()), method="taylor")
    out = linalg.expm(wide)
    assert error(out[::k, ::k], reference) < ILL.get(name, 3e-14)
    np.testing.assert_allclose(out, np.kron(out[::k, ::k], np.eye(k)), rtol=1e-11, atol=1e-12 * np.abs(out).max())
    if name not in ("ward", "overscaled", "far from normal", "graded"):
        single = linalg.expm(wide.astype("F" if a.dtype.kind == "c" else "f"))
        assert error(single[::k, ::k], reference) < 2e-5


@pytest.mark.parametrize("size", [1e-7, 1e-4, 4e-3, 0.02, 0.06, 0.2, 1.0, 8.0])
def test_expm_of_all_degrees_is_conditioned_as_the_problem(size):
    a = np.random.default_rng(11).normal(size=(17, 17)) * size
    with mp.workdps(40):
        reference = mp.expm(mp.matrix(a.tolist()), method="taylor")
        scale = float(mp.mnorm(reference, "f"))
        least = scale * np.finfo(float).eps / 2
        off = float(mp.mnorm(mp.matrix(linalg.expm(a).tolist()) - reference, "f"))
    assert off < least * (4 + 2 * linalg.expm_cond(a))
    # What is close to I keeps the digits of the rest but for one rounding.
    if size < 1:
        np.testing.assert_allclose(np.array(linalg.expm(a) - np.eye(17)), np.array(
            [[float(reference[i, j] - (i == j)) for j in range(17)] for i in range(17)]), rtol=1e-14, atol=1.2e-16)


def test_expm_needs_more_halvings_where_products_cancel():
    """All powers are small but the moduli of what they are made of are not."""
    rng = np.random.default_rng(3)
    q = np.linalg.qr(rng.normal(size=(20, 20)))[0]
    triangle = np.triu(rng.normal(size=(20, 20)), 1) * 3
    a = q @ triangle @ q.T
    with mp.workdps(40):
        reference = mp.expm(mp.matrix(a.tolist()), method="taylor")
    assert error(linalg.expm(a), reference) < 2 * linalg.expm_cond(a) * np.finfo(float).eps


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 9, 16, 17, 40, 70])
@pytest.mark.parametrize("dtype", "fdFD")
def test_identities(n, dtype):
    a = RNG.normal(size=(3, n, n)) / np.sqrt(n)
    a = (a + (1j * RNG.normal(size=a.shape) / np.sqrt(n) if dtype in "FD" else 0)).astype(dtype)
    tolerance = 2e-4 if dtype in "fF" else 1e-12
    one = np.eye(n)
    e = linalg.expm(a)
    np.testing.assert_allclose(e @ linalg.expm(-a), np.broadcast_to(one, e.shape), atol=tolerance)
    np.testing.assert_allclose(linalg.expm(2 * a), e @ e, rtol=tolerance, atol=tolerance * np.abs(e @ e).max())
    c, s = linalg.cosm(a), linalg.sinm(a)
    np.testing.assert_allclose(c @ c + s @ s, np.broadcast_to(one, c.shape), atol=tolerance * np.abs(c @ c).max())
    np.testing.assert_allclose(c @ linalg.tanm(a), s, atol=100 * tolerance * np.abs(s).max())
    c, s = linalg.coshm(a), linalg.sinhm(a)
    np.testing.assert_allclose(c + s, e, atol=tolerance * np.abs(c).max())
    np.testing.assert_allclose(c @ linalg.tanhm(a), s, atol=100 * tolerance * np.abs(s).max())
    for k in range(3):
        np.testing.assert_array_equal(linalg.expm(a[k]), e[k])
    np.testing.assert_array_equal(linalg.expm(np.asfortranarray(a)), e)
    np.testing.assert_allclose(linalg.expm(a.swapaxes(1, 2)), e.swapaxes(1, 2), rtol=tolerance, atol=tolerance)


def test_shapes_and_types():
    for dtype, result in {"f2": "f4", "f4": "f4", "f8": "f8", "c8": "c8", "c16": "c16", "i4": "f8", "?": "f8",
                          "g": "f8", "G": "c16", "O": "f8"}.items():
        for function in (linalg.expm, linalg.cosm, linalg.sinhm):
            assert function(np.eye(3).astype(dtype)).dtype == result
    assert linalg.expm(2.0).shape == linalg.expm([2.0]).shape == (1, 1)
    for shape in ((0, 0), (0, 2, 2), (3, 0, 0), (2, 3, 4, 4)):
        for function in (linalg.expm, linalg.sinm, linalg.tanhm):
            assert function(np.zeros(shape)).shape == shape
    fixed = np.array([[1.0, 2.0], [3.0, 4.0]])
    fixed.flags.writeable = False
    assert np.isfinite(linalg.expm(fixed)).all()
    for wrong in (np.ones(3), np.ones((2, 3))):
        with pytest.raises(linalg.LinAlgError, match="linalg.expm: A must"):
            linalg.expm(wrong)
        for function in (linalg.cosm, linalg.sinm, linalg.tanm, linalg.coshm, linalg.sinhm, linalg.tanhm):
            with pytest.raises(ValueError, match="A must"):
                function(wrong)
    with pytest.raises(ValueError, match="numbers"):
        linalg.expm(np.array([["a"]]))


@pytest.mark.parametrize("n", [2, 3, 20])
def test_extremes(n):
    a = np.zeros((n, n))
    a[0, 1] = 1e200
    out = linalg.expm(a)
    assert out[0, 1] == 1e200 and np.array_equal(np.diag(out), np.ones(n))
    a[0, 1] = np.nan
    assert np.isnan(linalg.expm(a)[0, 1]) and linalg.expm(a)[1, 0] == 0
    a[1, 0] = 1
    assert np.isnan(linalg.expm(a)).all() and np.isnan(linalg.cosm(a)).all()
    assert not np.isfinite(linalg.expm(np.full((n, n), 1e300))).any()
    assert np.array_equal(linalg.expm(np.diag([-np.inf] * n)), np.zeros((n, n)))
    a = np.array([[0.0, 3.0], [0.0, -2000.0]])
    np.testing.assert_allclose(linalg.expm(a), [[1, 3 / 2000], [0, 0]], rtol=1e-15)
    tiny = np.full((n, n), 1e-300)
    np.testing.assert_array_equal(linalg.sinm(tiny), tiny)


@pytest.mark.parametrize("n", [5, 20])
@pytest.mark.parametrize("dtype", "fdFD")
def test_a_norm_that_overflows_ends(n, dtype):
    a = np.full((n, n), np.finfo(dtype).max / 2, dtype=dtype)
    for function in (linalg.expm, linalg.coshm):
        assert not np.isfinite(function(a)).any()
    assert linalg.cosm(a).shape == (n, n)               # no digit of it can be right
    np.testing.assert_array_equal(np.diag(linalg.expm(np.triu(-a))), 0)


def test_of_a_sparse_matrix():
    sparse = pytest.importorskip("scinova.sparse")
    a = sparse.csr_matrix([[0.0, 1.0], [0.0, 0.0]])
    out = linalg.expm(a)
    assert out.format == "csc" and np.array_equal(out.toarray(), [[1, 1], [0, 1]])


@pytest.mark.parametrize("n", [3, 12, 40])
@pytest.mark.parametrize("dtype", "fdD")
def test_tanhm_of_large_matrices(n, dtype):
    q, w = np.linalg.qr(RNG.normal(size=(n, n)))[0], np.linspace(-1e4, 2e3, n)
    a = ((q * w) @ q.T).astype(dtype)
    np.testing.assert_allclose(linalg.tanhm(a), (q * np.tanh(w)) @ q.T, atol=2e-2 if dtype == "f" else 1e-10)
    for wrong in (np.nan, np.inf):
        with pytest.raises(ValueError, match="finite"):
            linalg.tanhm(np.full((n, n), wrong))
