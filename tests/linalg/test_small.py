# SPDX-License-Identifier: BSD-3-Clause
"""Kernels for matrices of order sixteen and less: backward errors on hard matrices, and the same bits in a stack."""
import numpy as np
import pytest

from scinova import linalg

ORDERS = [2, 3, 4, 7, 16]
KINDS = ["random", "graded", "Hilbert", "near-singular", "rank one", "defective", "huge", "tiny", "zero", "clustered"]
DTYPES = ["f4", "f8", "c8", "c16"]


def matrix(kind, n, dtype):
    rng = np.random.default_rng(n)
    a = rng.standard_normal((n, n)) + (1j * rng.standard_normal((n, n)) if dtype[0] == "c" else 0)
    q = np.linalg.qr(a)[0]
    big = 1e30 if dtype in ("f4", "c8") else 1e300
    i = np.arange(n)
    return {"random": a, "graded": a * 10.0 ** -i * 10.0 ** -i[:, None], "Hilbert": 1 / (i + i[:, None] + 1.0),
            "near-singular": q * np.r_[np.ones(n - 1), 1e-12] @ q[::-1], "rank one": np.ones((n, n)),
            "defective": 2 * np.eye(n) + np.eye(n, k=1), "huge": a * big, "tiny": a / big, "zero": np.zeros((n, n)),
            "clustered": q * np.r_[1 + 1e-14 * i[1:], 2] @ q.conj().T}[kind].astype(dtype)


def error(got, wanted):
    """The relative error in the Frobenius norm, in units of n times the machine epsilon."""
    eps = np.finfo(wanted.dtype).eps
    scale = abs(wanted).max() or 1
    return np.linalg.norm(got / scale - wanted / scale) / max(np.linalg.norm(wanted / scale), 1e-30) / eps / len(wanted)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", ORDERS)
@pytest.mark.parametrize("kind", KINDS)
def test_backward_errors(kind, n, dtype):
    a = matrix(kind, n, dtype)
    one = np.eye(n, dtype=dtype)
    u, s, vh = linalg.svd(a)
    assert error(u * s @ vh, a) < 20
    assert max(error(u.conj().T @ u, one), error(vh @ vh.conj().T, one)) < 20
    assert (np.diff(s) <= 0).all() and (s >= 0).all()
    q, r = linalg.qr(a)
    assert error(q @ r, a) < 20 and error(q.conj().T @ q, one) < 20
    p, lower, upper = linalg.lu(a)
    assert error(p @ lower @ upper, a) < 20
    h = a / 2 + a.conj().T / 2
    for triangle in (True, False):
        w, v = linalg.eigh(h, lower=triangle)
        assert error(v * w @ v.conj().T, h) < 20 and error(v.conj().T @ v, one) < 20
        assert (np.diff(w) >= 0).all()


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("n", ORDERS)
@pytest.mark.parametrize("name", ["det", "inv", "solve", "cholesky", "lu_factor", "qr", "eigh", "svd"])
def test_the_same_bits_alone_and_in_a_stack(name, n, dtype):
    rng = np.random.default_rng(n)
    a = matrix("random", n, dtype)
    a = a @ a.conj().T + n * np.eye(n, dtype=dtype)
    a = a / 2 + a.conj().T / 2
    stack = np.stack([a * k for k in (2, 1, 4, 1)] * 5)
    b = rng.standard_normal(n).astype(dtype)
    call = (lambda m: linalg.solve(m, b)) if name == "solve" else getattr(linalg, name)
    many, alone = call(stack), call(a)
    if not isinstance(alone, tuple):
        many, alone = (many,), (alone,)
    for got, wanted in zip(many, alone):
        for k in (1, 3, 17):
            np.testing.assert_array_equal(got[k], wanted)
