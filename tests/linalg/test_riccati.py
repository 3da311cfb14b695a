# SPDX-License-Identifier: BSD-3-Clause
"""Riccati equations: the residual, the stability of the closed loop, closed forms, and what has no solution."""
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scinova import linalg

SOLVERS = {"continuous": linalg.solve_continuous_are, "discrete": linalg.solve_discrete_are}


def adjoint(a):
    return a.conj().T


def gain_and_residual(kind, x, a, b, q, r, e, s):
    if kind == "continuous":
        gain = np.linalg.solve(r, adjoint(adjoint(e) @ x @ b + s))
        return gain, adjoint(e) @ x @ a + adjoint(a) @ x @ e - adjoint(gain) @ r @ gain + q
    weight = r + adjoint(b) @ x @ b
    gain = np.linalg.solve(weight, adjoint(adjoint(a) @ x @ b + s))
    return gain, adjoint(a) @ x @ a - adjoint(e) @ x @ e - adjoint(gain) @ weight @ gain + q


def problem(seed, n, m, is_complex):
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.normal(size=shape) + (1j * rng.normal(size=shape) if is_complex else 0)
    q, r = draw(n, n), draw(m, m)
    return (draw(n, n), draw(n, m), q @ adjoint(q) + np.eye(n), r @ adjoint(r) + np.eye(m),
            2 * np.eye(n) + 0.3 * draw(n, n), 0.1 * draw(n, m))


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(list(SOLVERS)), seed=st.integers(0, 10 ** 6), n=st.integers(1, 8), m=st.integers(1, 4),
       is_complex=st.booleans(), balanced=st.booleans(), general=st.booleans())
@example(kind="discrete", seed=131072, n=8, m=1, is_complex=True, balanced=False, general=False)
def test_residual_and_stability(kind, seed, n, m, is_complex, balanced, general):
    a, b, q, r, e, s = problem(seed, n, m, is_complex)
    if not general:
        e, s = np.eye(n), np.zeros((n, m))
    x = SOLVERS[kind](a, b, q, r, *((e, s) if general else ()), balanced=balanced)
    assert x.dtype == (complex if is_complex else float)
    np.testing.assert_array_equal(x, adjoint(x))
    gain, residual = gain_and_residual(kind, x, a, b, q, r, e, s)
    size = np.abs(x).max() * (1 + np.abs(a).max() + np.abs(e).max()) ** 2 * (1 + np.abs(gain).max()) ** 2
    # x = u2 @ inv(u1) from a basis (u1, u2) with orthonormal columns, hence norm(inv(u1)) ** 2 = 1 + norm(x) ** 2: what
    # one input can hardly control has an x of 1e9, and loses as many digits.
    assert np.abs(residual).max() <= 20 * np.finfo(float).eps * (1 + np.abs(x).max()) * size
    loop = np.linalg.eigvals(np.linalg.solve(e, a - b @ gain))
    assert (loop.real.max() < 0) if kind == "continuous" else (np.abs(loop).max() < 1)


def test_closed_forms():
    # 2 a x - x**2 b**2 / r + q = 0 and its larger root.
    a, b, q, r = 0.7, 1.3, 2.0, 0.5
    expected = r / b**2 * (a + np.sqrt(a * a + q * b * b / r))
    np.testing.assert_allclose(linalg.solve_continuous_are(a, b, q, r), [[expected]], rtol=1e-14)
    # A double integrator: x = [[sqrt(3), 1], [1, sqrt(3)]] (Anderson & Moore, Optimal Control, section 3.2).
    double = np.array([[0.0, 1.0], [0.0, 0.0]]), np.array([[0.0], [1.0]])
    np.testing.assert_allclose(linalg.solve_continuous_are(*double, np.eye(2), 1.0), [[3**0.5, 1], [1, 3**0.5]],
                               rtol=1e-14)
    # x = x / (1 + x) + 1: the golden ratio.
    np.testing.assert_allclose(linalg.solve_discrete_are(1.0, 1.0, 1.0, 1.0), [[(1 + 5**0.5) / 2]], rtol=1e-14)
    # A singular r is allowed in discrete time.
    a, b, q = np.array([[0.5, 0.2], [0.0, 2.0]]), np.eye(2), np.diag([1.0, 3.0])
    np.testing.assert_allclose(linalg.solve_discrete_are(a, b, q, np.zeros((2, 2))), q, atol=1e-13)


@pytest.mark.parametrize("kind", SOLVERS)
def test_badly_scaled(kind):
    """A change of units: exact when they are powers of two, and scaled away by the balancing."""
    a, b, q, r, e, s = problem(3, 4, 2, False)
    d = 2.0 ** np.array([0, 12, -9, 20])
    x = SOLVERS[kind](a, b, q, r, e, s)
    y = SOLVERS[kind](a * d[:, None] / d, b * d[:, None], q / d / d[:, None], r, e * d[:, None] / d, s / d[:, None])
    np.testing.assert_allclose(y * d * d[:, None], x, rtol=1e-9, atol=1e-9 * np.abs(x).max())


@pytest.mark.parametrize("kind", SOLVERS)
def test_stacks(kind):
    a, b, q, r, e, s = problem(4, 3, 2, False)
    scales = np.array([1.0, 0.5])[:, None, None]
    x = SOLVERS[kind](a * scales, b, q, r, e, s)
    assert x.shape == (2, 3, 3)
    np.testing.assert_allclose(x[1], SOLVERS[kind](a / 2, b, q, r, e, s), rtol=1e-10)
    assert SOLVERS[kind](*(np.ones((0, 0)),) * 4).shape == (0, 0)
    assert SOLVERS[kind](a.astype("f"), b.astype("f"), q.astype("f"), r.astype("f")).dtype == float


@pytest.mark.parametrize("kind, a, b, q, r", [
    ("continuous", np.diag([1.0, -1.0]), [[0.0], [1.0]], np.eye(2), 1.0),         # an unstable motion out of reach
    ("continuous", [[0.0]], [[1.0]], [[-1.0]], 1.0), ("continuous", [[0.0]], [[1.0]], [[0.0]], 1.0),
    ("discrete", np.diag([2.0, 0.5]), [[0.0], [1.0]], np.eye(2), 1.0), ("discrete", [[1.0]], [[1.0]], [[0.0]], 1.0)])
def test_no_solution(kind, a, b, q, r):
    with pytest.raises(linalg.LinAlgError):
        SOLVERS[kind](a, b, q, r)


@pytest.mark.parametrize("kind", SOLVERS)
def test_refusals(kind):
    a, b, q, r, e, s = problem(5, 3, 2, False)
    skew = np.triu(np.ones((3, 3)), 1)
    for bad in ((a[:2], b, q, r), (a, b[:2], q, r), (a, b, q[:2, :2], r), (a, b, q, np.eye(3)), (a, b, q + skew, r),
                (a, b, q, r + skew[:2, :2]), (a, b, q, r, e[:2]), (a, b, q, r, np.zeros((3, 3))), (a, b, q, r, e, s.T),
                (a * np.nan, b, q, r), (a, b, q, r, e * np.inf), (a, b, q * 1j, r), (a.astype(object), b, q, r)):
        with pytest.raises(ValueError):
            SOLVERS[kind](*bad)
    if kind == "continuous":
        with pytest.raises(ValueError, match="regular"):
            linalg.solve_continuous_are(a, b, q, np.diag([1.0, 1e-20]))
