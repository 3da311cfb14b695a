# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import linalg
from scinova.linalg import LinAlgError, LinAlgWarning

LAPACK = [np.float32, np.float64, np.complex64, np.complex128]
KINDS = ["general", "diagonal", "tridiagonal", "banded", "upper triangular", "lower triangular", "symmetric",
         "hermitian", "positive definite"]


def random(rng, shape, dtype):
    a = rng.standard_normal(shape)
    return (a + 1j * rng.standard_normal(shape) if np.dtype(dtype).kind == "c" else a).astype(dtype)


def tolerance(dtype):
    return 3e-5 if np.dtype(dtype).char in "fF" else 1e-13


def structured(kind, a):
    n = a.shape[-1]
    a = a + (4 * n + 4) * np.eye(n, dtype=a.dtype)
    if kind in ("hermitian", "positive definite"):
        return a + a.conj().swapaxes(-1, -2)
    return {"general": lambda: a, "diagonal": lambda: a * np.eye(n, dtype=a.dtype),
            "tridiagonal": lambda: np.triu(np.tril(a, 1), -1), "banded": lambda: np.triu(np.tril(a, 2), -1),
            "upper triangular": lambda: np.triu(a), "lower triangular": lambda: np.tril(a),
            "symmetric": lambda: a + a.swapaxes(-1, -2)}[kind]()


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("n", [1, 5, 40])
@pytest.mark.parametrize("lower", [False, True])
def test_solve_and_inverse_in_every_structure(dtype, kind, n, lower):
    rng = np.random.default_rng(n)
    a = structured(kind, random(rng, (2, n, n), dtype))
    b = random(rng, (2, n, 3), dtype)
    for assume in (kind, None):
        x = linalg.solve(a, b, assume_a=assume, lower=lower)
        assert x.dtype == dtype
        np.testing.assert_allclose(a @ x, b, atol=20 * tolerance(dtype))
        if assume not in ("tridiagonal", "banded"):
            inverse = linalg.inv(a, assume_a=assume, lower=lower)
            np.testing.assert_allclose(a @ inverse, np.broadcast_to(np.eye(n), a.shape), atol=20 * tolerance(dtype))
        if np.dtype(dtype).kind == "f":
            x = linalg.solve(a, b, assume_a=assume, lower=lower, transposed=True)
            np.testing.assert_allclose(a.swapaxes(-1, -2) @ x, b, atol=20 * tolerance(dtype))


def test_only_the_stated_triangle_is_read():
    a = np.array([[4.0, 1.0], [np.pi, 3.0]])
    full = np.array([[4.0, 1.0], [1.0, 3.0]])
    for kind in ("sym", "her", "pos"):
        np.testing.assert_allclose(linalg.solve(a, [1.0, 2.0], assume_a=kind), np.linalg.solve(full, [1.0, 2.0]))
        np.testing.assert_allclose(linalg.inv(a, assume_a=kind), np.linalg.inv(full))


def test_determinant_of_integers_is_exact_where_elimination_is():
    assert linalg.det([[1, 2], [3, 4]]) == -2.0
    assert str(linalg.det([[3, 2], [6, 4]])) == "0.0"
    assert linalg.det(np.zeros((0, 0))) == 1.0
    np.testing.assert_array_equal(linalg.det(np.zeros((3, 0, 0))), np.ones(3))


@pytest.mark.parametrize("n", [1, 2, 3, 8, 9, 11])     # beyond, cond itself cannot be computed in double precision
def test_determinant_of_a_cauchy_matrix(n):
    x, y = np.arange(1.0, n + 1), np.arange(n) + 0.5
    a = 1 / (x[:, None] + y)
    upper = np.triu_indices(n, 1)
    exact = np.prod((x[:, None] - x)[upper]) * np.prod((y[:, None] - y)[upper]) / np.prod(x[:, None] + y)
    assert abs(linalg.det(a) / exact - 1) < 1e-16 * np.linalg.cond(a) + 1e-14


@pytest.mark.parametrize("dtype", LAPACK)
def test_determinant_of_a_stack(dtype):
    a = random(np.random.default_rng(1), (4, 3, 5, 5), dtype)
    d = linalg.det(a)
    assert d.shape == (4, 3)
    assert d.dtype == (np.complex128 if np.dtype(dtype).kind == "c" else np.float64)
    np.testing.assert_allclose(d, np.linalg.det(a.astype(d.dtype)), rtol=1e-11)


def test_shapes_of_right_hand_sides():
    a = np.arange(12.0).reshape(3, 2, 2) + 5 * np.eye(2)
    for shape, out in [((2,), (3, 2)), ((2, 5), (3, 2, 5)), ((3, 2, 5), (3, 2, 5)), ((4, 1, 2, 5), (4, 3, 2, 5))]:
        b = np.arange(np.prod(shape), dtype=float).reshape(shape)
        x = linalg.solve(a, b)
        assert x.shape == out
        back = a @ (x if b.ndim > 1 else x[..., None])
        np.testing.assert_allclose(back, np.broadcast_to(b if b.ndim > 1 else b[:, None], back.shape), atol=1e-12)
    x = linalg.solve(a[0], np.arange(24.0).reshape(4, 2, 3))
    np.testing.assert_allclose(a[0] @ x, np.arange(24.0).reshape(4, 2, 3), atol=1e-13)
    assert linalg.solve(np.ones((0, 0)), np.ones((0, 3))).shape == (0, 3)
    with pytest.raises(ValueError):
        linalg.solve(a, np.ones((3, 2)))
    with pytest.raises(NotImplementedError):
        linalg.solve(a + 1j, np.ones(2), transposed=True)


def test_singular_and_ill_conditioned():
    for a in (np.ones((2, 2)), np.diag([1.0, 0.0]), np.triu(np.ones((9, 9)), 1), np.ones((12, 12))):
        with pytest.raises(LinAlgError):
            linalg.inv(a)
        with pytest.raises(LinAlgError):
            linalg.solve(a, np.ones(len(a)))
    for n, dtype in ((8, "f4"), (15, "f8")):
        hilbert = (1.0 / (np.arange(n)[:, None] + np.arange(n) + 1)).astype(dtype)
        with pytest.warns(LinAlgWarning):
            linalg.inv(hilbert)
        with pytest.warns(LinAlgWarning):
            linalg.solve(hilbert, np.ones(n, dtype))
    with pytest.raises(LinAlgError, match="matrix 1 of the stack"):
        linalg.inv(np.stack([np.eye(2), np.ones((2, 2))]))
    with pytest.raises(LinAlgError):
        linalg.inv([[1.0, 2.0], [2.0, 1.0]], assume_a="pos")


def test_arguments_are_left_alone_unless_allowed():
    a, b = np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([9.0, 8.0])
    for order in "CF":
        m = np.array(a, order=order)
        linalg.inv(m), linalg.det(m), linalg.solve(m, b)
        np.testing.assert_array_equal(m, a)
    m.setflags(write=False)
    np.testing.assert_allclose(linalg.inv(m, overwrite_a=True) @ a, np.eye(2), atol=1e-15)
    np.testing.assert_allclose(linalg.solve(m[::-1, ::-1], b), np.linalg.solve(a[::-1, ::-1], b))
    np.testing.assert_allclose(linalg.solve(a.astype(">f8"), b.astype(">f4")), np.linalg.solve(a, b))
