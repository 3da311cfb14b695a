# SPDX-License-Identifier: BSD-3-Clause
"""Square roots, logarithms, powers, functions by Schur form, derivatives: definitions, mpmath, special spectra."""
import warnings

import mpmath as mp
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scinova import linalg

RNG = np.random.default_rng(11)
EPS = {"f": 2e-4, "d": 1e-11, "F": 2e-4, "D": 1e-11}


def matrix(seed, dtype, *shape):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=shape)
    return (a + 1j * rng.normal(size=shape) if dtype in "FD" else a).astype(dtype)


def near(a, b, tolerance):
    assert np.shape(a) == np.shape(b)
    np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance * max(1.0, float(np.abs(b).max(initial=0))))


def error(x, reference):
    with mp.workdps(60):
        return float(mp.norm(mp.matrix(x.tolist()) - reference, 1) / mp.norm(reference, 1))


stacks = given(seed=st.integers(0, 10 ** 6), n=st.integers(1, 9), dtype=st.sampled_from("fdFD"),
               count=st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@stacks
@pytest.mark.filterwarnings("ignore:linalg.sqrtm")   # some random matrices are singular in single precision
def test_sqrtm(seed, n, dtype, count):
    a = matrix(seed, dtype, count, n, n)
    square = a @ a
    for b in (square, np.asfortranarray(square), np.triu(square), np.tril(square), a @ a.conj().swapaxes(1, 2)):
        x = linalg.sqrtm(b)
        assert x.dtype.char in dtype + dtype.upper() and x.shape == b.shape
        size = float((np.abs(x).max() + 1) ** 2)
        np.testing.assert_allclose(x @ x, b, atol=EPS[dtype] * size * 10)
        assert np.all(np.linalg.eigvals(x).real >= -np.sqrt(EPS[dtype] * size))


@pytest.mark.parametrize("n", [30, 61, 120])
@pytest.mark.parametrize("dtype", "dD")
def test_large_ones(n, dtype):
    a = matrix(n, dtype, n, n) / np.sqrt(n) + 2 * np.eye(n)
    x = linalg.sqrtm(a)
    assert x.dtype == a.dtype
    near(x @ x, a, 1e-12)
    log = linalg.logm(a)
    assert log.dtype == a.dtype
    near(linalg.expm(log), a, 1e-12)
    near(linalg.expm(0.3 * log), linalg.fractional_matrix_power(a, 0.3), 1e-12)
    near(linalg.funm(a, np.exp), linalg.expm(a), 1e-11)
    b = a - 2 * np.eye(n)
    s = linalg.signm(b)
    near(s @ s, np.eye(n), 1e-9)
    near(s @ b, b @ s, 1e-9)
    x = linalg.sqrtm(b)                                      # with negative eigenvalues
    assert x.dtype.kind == "c"
    near(x @ x, b.astype(x.dtype), 1e-10)


SPECTRA = {
    "positive": RNG.normal(size=(5, 5)) + 5 * np.eye(5),
    "complex": RNG.normal(size=(4, 4)) + 1j * RNG.normal(size=(4, 4)),
    "negative eigenvalue": np.array([[1.0, 2.0], [3.0, -4.0]]),
    "near the negative axis": np.array([[-1.0, 1.0, 3.0], [-1e-8, -1.0, 2.0], [0.0, 0.0, 5.0]]),
    "rotation": np.array([[0.0, 1.0], [-1.0, 0.0]]),
    "defective": 3 * np.eye(4) + np.eye(4, k=1),
    "defective, negative": -np.eye(2) + np.eye(2, k=1),
    "nearly defective": 3 * np.eye(4) + np.eye(4, k=1) + 1e-9 * np.diag(np.arange(4.0)),
    "far from normal": np.array([[1.0, 1e6], [0.0, 2.0]]),
    "far from normal, lower": np.array([[1.0, 0.0, 0.0], [1e5, 1.1, 0.0], [-1e4, 1e3, 1e-3]]),
    "graded": np.diag([1e-6, 1e-2, 1e3]) @ (RNG.normal(size=(3, 3)) + 3 * np.eye(3)),
    "tiny": 1e-200 * (RNG.normal(size=(3, 3)) + 4 * np.eye(3)),
    "huge": 1e200 * (RNG.normal(size=(3, 3)) + 4 * np.eye(3)),
    "close to one": np.eye(3) + 1e-9 * RNG.normal(size=(3, 3)),
    "hilbert": linalg.hilbert(5),
    "upper": np.triu(RNG.uniform(1, 2, (6, 6))),
}
ILL = {"near the negative axis": 1e-7, "far from normal": 1e-13, "graded": 1e-9, "hilbert": 1e-11,
       "far from normal, lower": 1e-11, "close to one": 1e-6}


def reference(a, p):
    """log A and A^p in 120 digits, from a matrix so little disturbed that its eigenvalues are distinct."""
    with mp.workdps(160):
        n = len(a)
        m = mp.matrix(a.tolist())
        m += mp.diag([mp.mpf(10) ** -40 * k * mp.norm(m, 1) for k in range(n)])
        w, v = mp.eig(m)
        inverse = mp.inverse(v)

        def log(x):
            # Rounding errors must not decide on which side of the negative axis a real eigenvalue is.
            return mp.log(mp.re(x)) if abs(mp.im(x)) < mp.mpf(10) ** -30 * abs(x) else mp.log(x)
        f = v * mp.diag([log(x) for x in w]) * inverse
        return f, v * mp.diag([mp.exp(p * log(x)) for x in w]) * inverse


@pytest.mark.parametrize("name", SPECTRA)
def test_against_mpmath(name):
    a = SPECTRA[name]
    tolerance = ILL.get(name, 1e-13)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        log = linalg.logm(a)
    exact, root = reference(a, mp.mpf(1) / 2)
    assert error(log, exact) < tolerance
    assert error(linalg.sqrtm(a), root) < tolerance
    for p in (0.1, 1 / 3, -0.7):
        assert error(linalg.fractional_matrix_power(a, p), reference(a, mp.mpf(p))[1]) < 10 * tolerance, p
    if np.iscomplexobj(a) or name in ("rotation", "negative eigenvalue"):
        return
    values = np.linalg.eigvals(a)
    assert log.dtype.kind == ("c" if np.any((values.real < 0) & (values.imag == 0)) else "f")


def test_singular_matrices():
    singular = np.array([[1.0, 2, 3], [0, 0, 4], [0, 0, 5]])
    with pytest.warns(linalg.LinAlgWarning, match="singular"):
        x = linalg.sqrtm(singular)
    near(x @ x, singular, 1e-15)
    for p in (0.25, 0.5, 1.5, 2.25):
        for a in (singular, singular.T.copy(), np.diag([4.0, 0, -2])):
            root = linalg.fractional_matrix_power(a, p)
            near(np.linalg.matrix_power(root, 4), np.linalg.matrix_power(a, int(4 * p)), 1e-13)
    nilpotent = np.eye(2, k=1)
    with pytest.warns(linalg.LinAlgWarning):
        assert linalg.sqrtm(nilpotent)[0, 1] == np.inf
    assert np.isnan(linalg.fractional_matrix_power(nilpotent, 0.5)).all()
    assert np.array_equal(linalg.fractional_matrix_power(nilpotent, 1.5), np.zeros((2, 2)))
    assert np.isnan(linalg.fractional_matrix_power(singular, -0.5)).all()
    with pytest.raises(linalg.LinAlgError):
        linalg.fractional_matrix_power(singular, -2)
    with pytest.warns(UserWarning, match="exactly singular"):
        assert np.isfinite(linalg.logm(singular)).all()
    ones = np.ones((3, 3))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        x = linalg.sqrtm(ones)
    assert x.dtype == float
    near(x @ x, ones, 1e-13)


@pytest.mark.parametrize("function, derivative", [
    (np.exp, np.exp), (np.sin, np.cos), (np.sqrt, lambda x: 0.5 / np.sqrt(x)), (np.log, lambda x: 1 / x),
    (lambda x: x ** 3, lambda x: 3 * x ** 2), (lambda x: 1 / (1 + x), lambda x: -1 / (1 + x) ** 2)])
def test_funm_where_eigenvalues_meet(function, derivative):
    a = np.array([[0.7, 5.0], [0.0, 0.7]])
    f = linalg.funm(a, function)
    near(f, [[function(0.7), 5 * derivative(0.7)], [0, function(0.7)]], 1e-13)
    near(linalg.funm(a + np.diag([0, 1e-9]), function), f, 1e-7)
    q = np.linalg.qr(RNG.normal(size=(6, 6)))[0]
    block = 0.7 * np.eye(6) + np.diag([1.0, 1.0, 0, 0, 1.0], 1) + np.diag([0.0, 0, 0, 2, 2, 5])
    out, errest = linalg.funm(q @ block @ q.T, function, disp=False)
    assert errest < 1e-3 and out.dtype == float
    near(out, q @ linalg.funm(block, function) @ q.T, 1e-5)


def test_funm_of_a_companion_matrix():
    """(x - 1)^6: rounding errors make six eigenvalues of one."""
    a = np.eye(6, k=1) + np.outer(np.eye(6)[5], [-1, 6, -15, 20, -15, 6.0])
    near(linalg.funm(a, np.exp), linalg.expm(a), 1e-11)


def test_funm():
    a = RNG.normal(size=(6, 6))
    near(linalg.funm(a, np.exp), linalg.expm(a), 1e-12)
    near(linalg.funm(a, lambda x: 1j * x), 1j * a, 1e-13)
    near(linalg.funm(np.triu(a), lambda x: x * x), np.triu(a) @ np.triu(a), 1e-12)
    near(linalg.funm(np.tril(a), lambda x: x * x), np.tril(a) @ np.tril(a), 1e-12)
    near(linalg.funm(np.stack([a, a.T]), np.cos), linalg.cosm(np.stack([a, a.T])), 1e-12)
    single = linalg.funm(a.astype("f"), np.exp)
    assert single.dtype == np.float32
    near(single, linalg.expm(a), 1e-4)
    symmetric = a + a.T
    w, v = np.linalg.eigh(symmetric)
    near(linalg.funm(symmetric, np.abs), (v * np.abs(w)) @ v.T, 1e-12)     # not analytic
    near(linalg.funm(np.eye(3) * 2, np.abs), np.eye(3) * 2, 0)
    f, errest = linalg.funm(np.array([[1.0, 1.0], [0.0, 1.0]]), np.conj, disp=False)
    assert errest == 1 and f[0, 1] == 0
    with pytest.raises(ValueError, match="shape"):
        linalg.funm(a, lambda x: x[:2])
    with pytest.raises(ZeroDivisionError):
        linalg.funm(a, lambda x: 1 / 0)


@pytest.mark.parametrize("scale", [1e-300, 1e300])
@pytest.mark.parametrize("n", [3, 30])
def test_extreme_norms(scale, n):
    a = matrix(n, "d", n, n) / n + 2 * np.eye(n)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)     # the condition number of the exponential is that large
        near(linalg.logm(scale * a), linalg.logm(a) + np.log(scale) * np.eye(n), 1e-12)
    near(linalg.sqrtm(scale * a) / np.sqrt(scale), linalg.sqrtm(a), 1e-12)
    near(linalg.fractional_matrix_power(scale * a, -0.3) * scale ** 0.3, linalg.fractional_matrix_power(a, -0.3), 1e-12)
    near(linalg.signm(scale * a), np.eye(n), 1e-12)


@pytest.mark.parametrize("function", [linalg.sqrtm, linalg.signm])
def test_iteration_and_schur_form_agree(function):
    a = matrix(3, "d", 4, 40, 40) / 6
    a[:2] += 3 * np.eye(40)                    # the first two suit the iteration
    single = np.stack([function(m[None])[0] for m in a])
    near(function(a), single, 1e-10)
    near(function(a[:2].astype(complex)), single[:2].astype(complex), 1e-10)


def test_funm_says_so(capsys):
    linalg.funm(np.array([[1.0, 1.0], [0.0, 1.0]]), np.conj)
    assert "inaccurate" in capsys.readouterr().out
    linalg.funm(np.array([[1.0, 1.0], [0.0, 2.0]]), np.conj)
    assert not capsys.readouterr().out


@settings(max_examples=30, deadline=None)
@stacks
def test_signm(seed, n, dtype, count):
    a = matrix(seed, dtype, count, n, n)
    w = np.linalg.eigvals(a.astype(np.result_type(a, "d")))
    assume((np.abs(w.real) > 2e3 * np.finfo(a.dtype).eps * np.abs(w).max()).all())     # nearer ones count as zero
    s = linalg.signm(a)
    assert s.dtype == a.dtype
    size = float(np.abs(s).max() ** 2)
    np.testing.assert_allclose(s @ s, np.broadcast_to(np.eye(n), s.shape), atol=EPS[dtype] * size * 100)
    np.testing.assert_allclose(s @ a, a @ s, atol=EPS[dtype] * size * 1000)


def test_signm_on_the_axis():
    near(linalg.signm(np.diag([3.0, -2, 0])), np.diag([1.0, -1, 0]), 0)
    near(linalg.signm(np.array([[0.0, 1], [-1, 0]])), np.zeros((2, 2)), 1e-15)
    near(linalg.signm(np.eye(2, k=1)), np.zeros((2, 2)), 0)


@pytest.mark.parametrize("scale", [1e-3, 0.1, 0.5, 1.5, 4, 40])
@pytest.mark.parametrize("dtype", "dD")
def test_expm_frechet(scale, dtype):
    a, e = matrix(1, dtype, 5, 5), matrix(2, dtype, 5, 5)
    a *= scale / np.abs(a).sum(0).max()
    f, d = linalg.expm_frechet(a, e)
    near(f, linalg.expm(a), 1e-12)
    near(d, linalg.expm(np.block([[a, e], [0 * a, a]]))[:5, 5:], 1e-12)
    near(linalg.expm_frechet(a, e, "blockEnlarge", compute_expm=False), d, 1e-12)
    k = np.array([linalg.expm_frechet(a, np.eye(25)[j].reshape(5, 5), compute_expm=False).ravel() for j in range(25)])
    near(linalg.expm_cond(a), np.linalg.norm(k, 2) * np.linalg.norm(a) / np.linalg.norm(f), 1e-10)
    both = linalg.expm_frechet(np.stack([a, 2 * a]), e)
    near(both[1][0], d, 1e-14)
    assert linalg.expm_cond(np.stack([a, 2 * a])).shape == (2,)
    with pytest.raises(ValueError):
        linalg.expm_frechet(a, np.eye(3))
    with pytest.raises(ValueError):
        linalg.expm_frechet(a, e, "no such")


def test_shapes_and_types():
    a = np.array([[4, 1], [2, 3]])
    functions = {"sqrtm": linalg.sqrtm, "logm": linalg.logm, "power": lambda x: linalg.fractional_matrix_power(x, 0.3),
                 "funm": lambda x: linalg.funm(x, np.exp), "signm": linalg.signm}
    for name, function in functions.items():
        double = name in ("logm", "power")
        kinds = {"f4": "f4", "f8": "f8", "c8": "c8", "c16": "c16", "i4": "f8", "g": "f8", "f2": "f4"}
        for given_, result in kinds.items():
            out = function(a.astype(given_))
            result = {"f4": "f8", "c8": "c16"}.get(result, result) if double else result
            assert out.dtype == np.dtype(result), (name, given_)
            near(out, function(a.astype("c16" if given_[0] == "c" else "f8")), 1e-5)
        for shape in ((0, 0), (3, 0, 0), (0, 2, 2)):
            assert function(np.zeros(shape)).shape == shape
        assert function(np.broadcast_to(a, (2, 3, 2, 2))).shape == (2, 3, 2, 2)
        fixed = a.astype(float)
        fixed.flags.writeable = False
        function(fixed)
        with pytest.raises(ValueError):
            function(np.ones((2, 3)))
        with pytest.raises(ValueError):
            function(np.ones(3))
        if name != "sqrtm":
            for wrong in (np.nan, np.inf):
                with pytest.raises(ValueError, match="finite"):
                    function(a * wrong)
    assert np.isnan(linalg.sqrtm(a * np.nan)).all()
    for t, kind in ((2, "i"), (-1, "f"), (0, "i")):
        assert linalg.fractional_matrix_power(a, t).dtype.kind == kind
    for wrong, exception in ((np.inf, OverflowError), (np.nan, ValueError), (1j, TypeError)):
        with pytest.raises(exception):
            linalg.fractional_matrix_power(a, wrong)


def test_options_of_old():
    a = np.array([[4.0, 1.0], [2.0, 3.0]])
    with pytest.warns(DeprecationWarning, match="disp"):
        x, errest = linalg.sqrtm(a, disp=False)
    assert errest < 1e-14
    with pytest.warns(DeprecationWarning, match="blocksize"):
        near(linalg.sqrtm(a, blocksize=1), x, 0)
    with pytest.warns(DeprecationWarning):
        log, errest = linalg.logm(a, disp=False)
    assert errest < 1e-14
    with pytest.warns(DeprecationWarning):
        _, errest = linalg.signm(a, disp=False)
    assert errest < 1e-14
