# SPDX-License-Identifier: BSD-3-Clause
"""Schur, QZ, Hessenberg, LDL, CS, polar, RQ forms, matrix equations, banded eigenproblems: what defines them."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import linalg

EPS = {"f": 1e-4, "d": 1e-11, "F": 1e-4, "D": 1e-11}


def matrix(seed, dtype, *shape):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=shape)
    return (a + 1j * rng.normal(size=shape) if dtype in "FD" else a).astype(dtype)


def adjoint(a):
    return a.conj().swapaxes(-1, -2)


def close(a, b, dtype):
    assert np.shape(a) == np.shape(b)
    np.testing.assert_allclose(a, b, atol=EPS[dtype] * max(1.0, float(np.abs(b).max(initial=0))), rtol=EPS[dtype])


def unitary(q, dtype):
    close(adjoint(q) @ q, np.broadcast_to(np.eye(q.shape[-1]), q.shape[:-2] + (q.shape[-1],) * 2), dtype)


cases = given(seed=st.integers(0, 10 ** 6), n=st.integers(0, 7), dtype=st.sampled_from("fdFD"))


@settings(max_examples=30, deadline=None)
@cases
def test_schur(seed, n, dtype):
    a = matrix(seed, dtype, n, n)
    for form in ("real", "complex"):
        t, z = linalg.schur(a, form)
        unitary(z, dtype)
        close(z @ t @ adjoint(z), a, dtype)
        assert np.all(np.tril(t, -1 if t.dtype.kind == "c" else -2) == 0)
        assert t.dtype.kind == ("c" if form == "complex" or dtype in "FD" else "f")
    t, z = linalg.rsf2csf(*linalg.schur(a))
    close(z @ t @ adjoint(z), a, dtype)
    assert np.all(np.tril(t, -1) == 0)


@pytest.mark.parametrize("sort, chosen", [("lhp", lambda w: w.real < 0), ("rhp", lambda w: w.real >= 0),
                                          ("iuc", lambda w: abs(w) <= 1), ("ouc", lambda w: abs(w) > 1),
                                          (lambda re, im: re < 0, lambda w: w.real < 0),
                                          (lambda re: re < 0, lambda w: w.real < 0)])
def test_schur_in_order(sort, chosen):
    a = matrix(1, "d", 7, 7)
    t, z, count = linalg.schur(a, sort=sort)
    close(z @ t @ z.T, a, "d")
    w = np.diag(linalg.rsf2csf(t, z)[0])
    assert count == chosen(w).sum() and chosen(w[:count]).all() and not chosen(w[count:]).any()


def test_schur_refuses():
    for kwargs in ({"sort": "up"}, {"output": "imaginary"}, {"lwork": 1}):
        with pytest.raises(ValueError):
            linalg.schur(np.eye(3), **kwargs)
    with pytest.raises(ValueError, match="square"):
        linalg.schur(np.ones((2, 3)))
    with pytest.raises(ZeroDivisionError):
        linalg.schur(np.eye(2), sort=lambda re, im: 1 / 0)


@settings(max_examples=30, deadline=None)
@cases
def test_qz(seed, n, dtype):
    a, b = matrix(seed, dtype, n, n), matrix(seed + 1, dtype, n, n)
    for form in ("real", "complex"):
        aa, bb, q, z = linalg.qz(a, b, form)
        unitary(q, dtype)
        unitary(z, dtype)
        close(q @ aa @ adjoint(z), a, dtype)
        close(q @ bb @ adjoint(z), b, dtype)
    for sort in ("lhp", "ouc"):
        aa, bb, alpha, beta, q, z = linalg.ordqz(a, b, sort)
        close(q @ aa @ adjoint(z), a, dtype)
        w = alpha / beta
        first = w.real < 0 if sort == "lhp" else np.abs(w) > 1
        assert np.all(np.diff(first.astype(int)) <= 0)


def test_infinite_eigenvalues_are_outside_of_the_circle():
    a, b = np.diag([1.0, 2.0, 0.1]), np.diag([0.0, 1.0, 1.0])
    *_, alpha, beta, _, _ = linalg.ordqz(a, b, "ouc")
    assert np.count_nonzero(np.abs(alpha[:2]) > np.abs(beta[:2])) == 2


@settings(max_examples=30, deadline=None)
@cases
def test_hessenberg_and_balance(seed, n, dtype):
    a = matrix(seed, dtype, n, n)
    h, q = linalg.hessenberg(a, calc_q=True)
    unitary(q, dtype)
    close(q @ h @ adjoint(q), a, dtype)
    assert np.all(np.tril(h, -2) == 0) and np.array_equal(linalg.hessenberg(a), h)
    scaled = a * np.logspace(-3, 3, n)[:, None] if n else a
    b, t = linalg.matrix_balance(scaled)
    close(t @ b, scaled @ t, dtype)
    _, (factors, order) = linalg.matrix_balance(scaled, separate=True)
    assert np.array_equal(np.diag(factors), t[order].astype(factors.dtype))


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10 ** 6), n=st.integers(0, 8), dtype=st.sampled_from("fdFD"), lower=st.booleans(),
       hermitian=st.booleans(), hollow=st.booleans())
def test_ldl(seed, n, dtype, lower, hermitian, hollow):
    a = matrix(seed, dtype, n, n)
    a = a + (adjoint(a) if hermitian else a.T)
    if hollow:                                     # needs blocks of order 2
        np.fill_diagonal(a, 0)
    lu, d, perm = linalg.ldl(a, lower=int(lower), hermitian=int(hermitian))
    close(lu @ d @ (adjoint(lu) if hermitian else lu.T), a, dtype)
    triangle = lu[perm]
    assert np.array_equal(triangle, np.tril(triangle) if lower else np.triu(triangle))
    assert np.all(np.diag(triangle) == 1)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10 ** 6), m=st.integers(2, 8), dtype=st.sampled_from("dD"), data=st.data())
def test_cossin(seed, m, dtype, data):
    p, q = data.draw(st.integers(1, m - 1)), data.draw(st.integers(1, m - 1))
    x = np.linalg.qr(matrix(seed, dtype, m, m))[0]
    for swap in (False, True):
        u, cs, vh = linalg.cossin(x, p, q, swap_sign=swap)
        close(u @ cs @ vh, x, dtype)
        unitary(cs, dtype)
        assert np.all(u[:p, p:] == 0) and np.all(vh[:q, q:] == 0)
    (u1, u2), theta, (v1h, v2h) = linalg.cossin([x[:p, :q], x[:p, q:], x[p:, :q], x[p:, q:]], separate=True)
    assert len(theta) == min(p, q, m - p, m - q)
    assert (len(u1), len(u2), len(v1h), len(v2h)) == (p, m - p, q, m - q)


def test_cossin_refuses():
    with pytest.raises(ValueError, match="between"):
        linalg.cossin(np.eye(3), p=0, q=1)
    with pytest.raises(ValueError, match="four"):
        linalg.cossin([np.eye(2)] * 3)
    with pytest.raises(ValueError, match="square"):
        linalg.cossin(np.ones((2, 3)), p=1, q=1)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10 ** 6), m=st.integers(1, 6), n=st.integers(1, 6), dtype=st.sampled_from("fdFD"))
def test_polar_rq_and_products_with_q(seed, m, n, dtype):
    a = matrix(seed, dtype, m, n)
    u, p = linalg.polar(a)
    close(u @ p, a, dtype)
    u, p = linalg.polar(a, "left")
    close(p @ u, a, dtype)
    r, q = linalg.rq(a)
    close(r @ q, a, dtype)
    unitary(q, dtype)
    r, q = linalg.rq(a, mode="economic")
    close(r @ q, a, dtype)
    assert q.shape == (min(m, n), n)
    q = linalg.qr(a, mode="economic")[0]
    c = matrix(seed + 1, dtype, 3, m)
    close(linalg.qr_multiply(a, c)[0], c @ q, dtype)
    c = matrix(seed + 1, dtype, min(m, n), 2)
    close(linalg.qr_multiply(a, c, "left")[0], q @ c, dtype)
    close(linalg.qr_multiply(a, c, "left", conjugate=True)[0], q.conj() @ c, dtype)


def test_small_angles_between_subspaces_keep_their_digits():
    for angle in (1e-15, 1e-9, 1e-3, 1.0, np.pi / 2):
        a, b = np.eye(4)[:, :2], np.eye(4)[:, :2].copy()
        b[:, 0] = [np.cos(angle), 0, np.sin(angle), 0]
        np.testing.assert_allclose(linalg.subspace_angles(a, b), [angle, 0], rtol=1e-9, atol=1e-30)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10 ** 6), m=st.integers(1, 6), n=st.integers(1, 6), dtype=st.sampled_from("dD"))
def test_matrix_equations(seed, m, n, dtype):
    a, b, q = matrix(seed, dtype, m, m), matrix(seed + 1, dtype, n, n) + 20 * np.eye(n), matrix(seed + 2, dtype, m, n)
    x = linalg.solve_sylvester(a, b, q)
    close(a @ x + x @ b, q, dtype)
    a, q = a - 20 * np.eye(m), matrix(seed + 3, dtype, m, m)
    x = linalg.solve_continuous_lyapunov(a, q)
    close(a @ x + x @ adjoint(a), q, dtype)
    a = a / 60
    for method in ("direct", "bilinear"):
        x = linalg.solve_discrete_lyapunov(a, q, method)
        close(a @ x @ adjoint(a) - x, -q, dtype)


def test_equations_without_a_unique_solution():
    with pytest.raises(linalg.LinAlgError, match="unique"):
        linalg.solve_sylvester(np.eye(2), -np.eye(2), np.ones((2, 2)))
    with pytest.raises(ValueError, match="method"):
        linalg.solve_discrete_lyapunov(np.eye(2), np.eye(2), "guess")


@pytest.mark.parametrize("dtype", "fdFD")
@pytest.mark.parametrize("lower", [False, True])
def test_banded_eigenproblem(dtype, lower):
    n, width = 9, 2
    full = matrix(3, dtype, n, n)
    full = np.triu(np.tril(full + adjoint(full), width), -width)
    band = np.zeros((width + 1, n), dtype=dtype)
    for k in range(width + 1):
        if lower:
            band[k, :n - k] = np.diagonal(full, -k)
        else:
            band[width - k, k:] = np.diagonal(full, k)
    expected = np.linalg.eigvalsh(full)
    w, v = linalg.eig_banded(band, lower=lower)
    close(w, expected, dtype)
    close(full @ v, v * w, dtype)
    close(linalg.eigvals_banded(band, lower=lower, select="i", select_range=(2, 4)), expected[2:5], dtype)
    w, v = linalg.eig_banded(band, lower=lower, select="v", select_range=(expected[1] + 1e-3, expected[5] + 1e-3))
    close(w, expected[2:6], dtype)
    close(full @ v, v * w, dtype)


@pytest.mark.parametrize("driver", ["auto", "stemr", "stev", "stevd", "stebz"])
def test_tridiagonal_eigenproblem(driver):
    n = 20
    d, e = np.full(n, 2.0), np.full(n - 1, -1.0)
    exact = 2 - 2 * np.cos(np.pi * np.arange(1, n + 1) / (n + 1))
    w, v = linalg.eigh_tridiagonal(d, e, lapack_driver=driver)
    np.testing.assert_allclose(w, exact, atol=1e-13)
    unitary(v, "d")
    full = np.diag(d) + np.diag(e, 1) + np.diag(e, -1)
    close(full @ v, v * w, "d")
    np.testing.assert_allclose(linalg.eigvalsh_tridiagonal(d, e, lapack_driver=driver), exact, atol=1e-13)
    if driver not in ("stev", "stevd"):
        w, v = linalg.eigh_tridiagonal(d, e, select="i", select_range=(3, 6), lapack_driver=driver)
        np.testing.assert_allclose(w, exact[3:7], atol=1e-13)
        assert v.shape == (n, 4)


def test_selections_refused():
    for kwargs in ({"select": "z"}, {"select": "i", "select_range": (0, 9)}, {"select": "v", "select_range": (2, 1)},
                   {"select": "i", "select_range": (0.5, 1)}, {"lapack_driver": "sterf"}):
        with pytest.raises(ValueError):
            linalg.eigh_tridiagonal([1.0, 2.0], [0.5], **kwargs)
    with pytest.raises(TypeError, match="string"):
        linalg.eigh_tridiagonal([1.0, 2.0], [0.5], lapack_driver=1)
    with pytest.raises(TypeError, match="real"):
        linalg.eigh_tridiagonal([1j, 2.0], [0.5])


def test_stacks():
    a = matrix(5, "d", 2, 3, 4, 4)
    for function in (linalg.schur, linalg.rq, linalg.polar, linalg.ldl, linalg.matrix_balance):
        many = function(a)
        one = function(a[1, 2])
        assert len(many) == len(one)
        for x, y in zip(many, one):
            np.testing.assert_allclose(x[1, 2], y)
            assert x.shape == (2, 3, *y.shape)
    assert linalg.schur(np.ones((0, 3, 3)))[0].shape == (0, 3, 3)
    assert linalg.solve_sylvester(a, np.eye(2) * 9, np.ones((4, 2))).shape == (2, 3, 4, 2)


def test_real_form_of_eigenvectors():
    a = matrix(7, "d", 3, 5, 5)
    w, v = linalg.eig(a)
    wr, vr = linalg.cdf2rdf(w, v)
    close(vr @ wr, a @ vr, "d")
    with pytest.raises(ValueError, match="pairs"):
        linalg.cdf2rdf([1j, 2j], np.eye(2))


def test_stack_of_cosine_sine_decompositions():
    rng = np.random.default_rng(5)
    x = np.linalg.qr(rng.standard_normal((2, 3, 5, 5)))[0]
    u, cs, vh = linalg.cossin(x, 2, 3)
    assert np.allclose(u @ cs @ vh, x)
    (u1, _), theta, (v1h, _) = linalg.cossin(x, 2, 3, separate=True)
    assert u1.shape == (2, 3, 2, 2) and theta.shape == (2, 3, 2) and v1h.shape == (2, 3, 3, 3)


def test_stack_of_balanced_matrices():
    a = np.random.default_rng(6).standard_normal((3, 4, 4)) * [1, 1e3, 1e-3, 1]
    b, both = linalg.matrix_balance(a, separate=True)
    for k in range(3):
        one, (scale, order) = linalg.matrix_balance(a[k], separate=True)
        assert np.array_equal(one, b[k]) and np.array_equal(both[k], [scale, order])


def test_pseudoinverse_in_a_stack_is_that_of_the_matrix_alone():
    a = np.random.default_rng(7).random((4, 3, 3)).astype(np.float32)
    a[2] = 1
    assert np.array_equal(linalg.pinv(a), np.stack([linalg.pinv(m) for m in a]))
