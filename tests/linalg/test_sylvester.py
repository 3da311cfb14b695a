# SPDX-License-Identifier: BSD-3-Clause
"""Sylvester's and Lyapunov's equations: backward errors for every shape of coefficients that a method is chosen by."""
from __future__ import annotations

import numpy as np
import pytest

from scinova import linalg

SHAPES = [(1, 1), (1, 5), (5, 1), (2, 2), (2, 3), (7, 9), (9, 7), (16, 33), (60, 40), (45, 65)]


def draw(rng, dtype, *shape):
    x = rng.standard_normal(shape)
    return (x + 1j * rng.standard_normal(shape) if dtype in "FD" else x).astype(dtype)


def unbalanced(rng, dtype, n):
    """Quasi-triangular with 2 x 2 blocks whose off-diagonal elements are far from each other in size."""
    t = np.triu(draw(rng, dtype, n, n) / n, 2) + 3 * np.eye(n)
    for k in range(0, n - 1, 2):
        t[k, k + 1], t[k + 1, k] = 10, -1e-3
    return t.astype(dtype)


KINDS = {
    "general": lambda rng, dtype, n: draw(rng, dtype, n, n),
    "graded": lambda rng, dtype, n: draw(rng, dtype, n, n) * np.logspace(0, -4, n)[:, None].astype(dtype),
    "upper": lambda rng, dtype, n: np.triu(draw(rng, dtype, n, n) / n) + 3 * np.eye(n, dtype=dtype),
    "lower": lambda rng, dtype, n: np.tril(draw(rng, dtype, n, n) / n) + 3 * np.eye(n, dtype=dtype),
    "hermitian": lambda rng, dtype, n: (lambda x: x @ x.conj().T + np.eye(n, dtype=dtype))(draw(rng, dtype, n, n)),
    "unbalanced": unbalanced,
}


def backward_error(left, right, x, q):
    """In units of roundoff, relative to the largest terms."""
    scale = (np.linalg.norm(left, 1) + np.linalg.norm(right, 1)) * np.abs(x).max() + np.abs(q).max()
    return np.abs(left @ x + x @ right - q).max() / (scale * np.finfo(x.dtype).eps)


@pytest.mark.parametrize("dtype", "fdFD")
@pytest.mark.parametrize("kind_b", KINDS)
@pytest.mark.parametrize("kind_a", KINDS)
def test_backward_error(kind_a, kind_b, dtype):
    rng = np.random.default_rng(5)
    for m, n in SHAPES:
        a, b, q = KINDS[kind_a](rng, dtype, m), KINDS[kind_b](rng, dtype, n), draw(rng, dtype, m, n)
        x = linalg.solve_sylvester(a, b, q)
        assert x.dtype == q.dtype and x.shape == q.shape
        assert backward_error(a, b, x, q) < 10


@pytest.mark.parametrize("dtype", "fdFD")
@pytest.mark.parametrize("kind", KINDS)
def test_lyapunov(kind, dtype):
    rng = np.random.default_rng(6)
    for n in (1, 2, 3, 10, 33, 60):
        a, q = KINDS[kind](rng, dtype, n), draw(rng, dtype, n, n)
        x = linalg.solve_continuous_lyapunov(a, q)
        assert x.dtype == q.dtype
        assert backward_error(a, a.conj().T, x, q) < 10


@pytest.mark.parametrize("scale", [1e-200, 1e200])
def test_coefficients_near_the_limits_of_the_range(scale):
    rng = np.random.default_rng(7)
    a, b, q = draw(rng, "d", 12, 12), draw(rng, "d", 9, 9), draw(rng, "d", 12, 9)
    np.testing.assert_allclose(linalg.solve_sylvester(scale * a, scale * b, q) * scale, linalg.solve_sylvester(a, b, q),
                               rtol=1e-10)


def test_mixed_types_strides_and_stacks():
    rng = np.random.default_rng(8)
    a, b, q = draw(rng, "d", 2, 1, 6, 6), draw(rng, "D", 3, 4, 4), draw(rng, "f", 3, 6, 4)
    x = linalg.solve_sylvester(a, b, q)
    assert x.shape == (2, 3, 6, 4) and x.dtype == np.complex128
    np.testing.assert_allclose(a @ x + x @ b, np.broadcast_to(q, x.shape), atol=1e-6)
    wide = draw(rng, "d", 12, 12)
    wide.flags.writeable = False
    a, b = wide[::2, ::-2], wide[:4, :4].T
    before = wide.copy()
    x = linalg.solve_sylvester(a, b, q[0])
    np.testing.assert_array_equal(wide, before)
    np.testing.assert_allclose(a @ x + x @ b, q[0], atol=1e-9)
    assert linalg.solve_sylvester(np.eye(0), np.eye(3), np.empty((0, 3))).shape == (0, 3)
    assert linalg.solve_continuous_lyapunov(np.empty((0, 2, 2)), np.empty((0, 2, 2))).shape == (0, 2, 2)


@pytest.mark.parametrize("n", [2, 30])
def test_no_unique_solution(n):
    a = np.triu(np.random.default_rng(9).standard_normal((n, n)), 1)
    with pytest.raises(linalg.LinAlgError, match="unique"):
        linalg.solve_sylvester(a, a.T, np.ones((n, n)))
    with pytest.raises(linalg.LinAlgError, match="unique"):
        linalg.solve_continuous_lyapunov(a, np.ones((n, n)))


@pytest.mark.parametrize("dtype", ["f", "d", "F", "D", "i4", "i8", "u1", "?", "g", ">f8"])
def test_bandwidth_of_every_type_and_stride(dtype):
    a = np.zeros((5, 7))
    a[3, 1] = a[1, 4] = 1
    for given in (a.astype(dtype), np.asfortranarray(a.astype(dtype)), a.astype(dtype)[:, ::-1][:, ::-1]):
        assert linalg.bandwidth(given) == (2, 3)
        assert linalg.bandwidth(given.T) == (3, 2)
    record = np.zeros((5, 7), dtype=[("x", "i1"), ("y", dtype)])
    record["y"] = a.astype(dtype)
    assert linalg.bandwidth(record["y"]) == (2, 3)
    assert linalg.bandwidth(np.zeros((0, 3), dtype)) == linalg.bandwidth(np.zeros((3, 0), dtype)) == (0, 0)
