# SPDX-License-Identifier: BSD-3-Clause
"""Functions of the test matrices that the papers on them use, against mpmath.

The matrices are those of Higham's Matrix Computation Toolbox and of MATLAB's gallery (N. J. Higham, "The Test Matrix
Toolbox for MATLAB", Numer. Anal. Report 276, Manchester 1995), on which the algorithms for exp, log, roots and powers
were published: ill-conditioned, defective, nonnormal, graded ones. The reference is V f(D) V^-1 in 100 digits, of the
matrix moved by 1e-40 where it would be defective. What is asked is an error no larger than rounding the matrix makes.
"""
import functools

import mpmath as mp
import numpy as np
import pytest

from scinova import linalg

N = 6
I, J = np.indices((N, N)) + 1.0
RNG = np.random.default_rng(3)


def tridiagonal(below, at, above):
    return np.diag(np.full(N - 1, below), -1) + np.diag(np.full(N, at)) + np.diag(np.full(N - 1, above), 1)


def companion(roots):
    a = np.eye(N, k=-1)
    a[0] = -np.poly(roots)[1:]
    return a


GALLERY = {
    "cauchy": 1 / (I + J),
    "chow": np.where(I - J >= -1, 1.0 ** np.maximum(I - J + 1, 0), 0) + 0.5 * np.eye(N),
    "clement, shifted": np.diag(np.arange(1.0, N), -1) + np.diag(np.arange(N - 1.0, 0, -1), 1) + 8 * np.eye(N),
    "companion": companion(np.arange(1.0, N + 1)),
    "condex": np.eye(N) + 100 * np.triu(np.ones((N, N)), 1) / J,
    "dramadah": np.triu(np.ones((N, N))) + 0.5 * tridiagonal(1.0, 0.0, 0.0),
    "fiedler, shifted": np.abs(I - J) + 10 * np.eye(N),
    "forsythe": np.eye(N, k=1) + np.eye(N) + 1e-9 * ((I == N) & (J == 1)),
    "frank": np.where(J >= I - 1, N + 1 - np.maximum(I, J), 0.0),
    "gearmat, shifted": tridiagonal(1.0, 3.0, 1.0) + 1.0 * ((I == 1) & (J == N)) - 1.0 * ((I == N) & (J == 1)),
    "graded": 10.0 ** (-I) * RNG.random((N, N)) * 10.0 ** (J / 2) + np.diag(10.0 ** -np.arange(N)),
    "grcar": np.triu(np.tril(np.ones((N, N)), 3)) - np.eye(N, k=-1),
    "hanowa": np.block([[2 * np.eye(3), -np.diag([1.0, 2, 3])], [np.diag([1.0, 2, 3]), 2 * np.eye(3)]]),
    "hilbert": 1 / (I + J - 1),
    "invhess": np.where(J > I, -I, J),
    "jordan": np.eye(N) * 0.9 + np.eye(N, k=1),
    "jordan, far from normal": np.eye(N) * 1.1 + 1e3 * np.eye(N, k=1),
    "kahan": np.diag(np.sin(1.2) ** np.arange(N)) @ (np.eye(N) - np.cos(1.2) * np.triu(np.ones((N, N)), 1)),
    "kms": 0.5 ** np.abs(I - J),
    "lehmer": np.minimum(I, J) / np.maximum(I, J),
    "lesp": np.diag(-(2 * np.arange(1, N + 1) + 3.0)) * -1 + np.diag(np.arange(2.0, N + 1), 1)
    + np.diag(1 / np.arange(2.0, N + 1), -1),
    "lotkin": np.where(I == 1, 1.0, 1 / (I + J - 1)),
    "minij": np.minimum(I, J),
    "moler": np.where(I == J, I, np.minimum(I, J) - 2.0),
    "parter": 1 / (I - J + 0.5),
    "pascal": linalg.pascal(N) / 20.0,
    "pei": np.ones((N, N)) + 1e-6 * np.eye(N),
    "redheffer": np.where((J == 1) | (J % I == 0), 1.0, 0.0) + 2 * np.eye(N),
    "smoke": np.diag(np.exp(2j * np.pi * np.arange(1, N + 1) / N)) + np.eye(N, k=1) + 2 * np.eye(N),
    "triangular, nearly confluent": np.triu(np.ones((N, N))) + np.diag(1e-7 * np.arange(N)),
    "triw": np.eye(N) - np.triu(np.ones((N, N)), 1),
    "vandermonde": np.linspace(0.2, 1, N)[:, None] ** np.arange(N),
}
FUNCTIONS = {
    "expm": (linalg.expm, mp.exp),
    "logm": (linalg.logm, mp.log),
    "sqrtm": (linalg.sqrtm, mp.sqrt),
    "cosm": (linalg.cosm, mp.cos),
    "sinhm": (linalg.sinhm, mp.sinh),
    "power 0.3": (lambda a: linalg.fractional_matrix_power(a, 0.3), lambda x: x ** mp.mpf(0.3)),
    "funm": (lambda a: linalg.funm(a, lambda x: np.exp(-x)), lambda x: mp.exp(-x)),
}


@functools.cache
def eigen(name):
    """Eigenvalues, V and V^-1 of a gallery matrix, in 100 digits."""
    with mp.workdps(100):
        a = mp.matrix(GALLERY[name].tolist())
        rng = np.random.default_rng(0)
        for i in range(a.rows):
            for j in range(a.rows):
                a[i, j] += mp.mpf(int(rng.integers(-99, 99))) * mp.mpf(10) ** -42
        values, vectors = mp.eig(a)
        # A negative eigenvalue must lie on the right side of the cut of log.
        values = [x.real if isinstance(x, mp.mpc) and abs(x.imag) < mp.mpf(10) ** -50 else x for x in values]
        return values, vectors, vectors ** -1


def exact_and_sensitivity(name, f):
    """f(A), and how much it moves when A does by one rounding error: the largest of some directional derivatives."""
    with mp.workdps(100):
        w, v, inverse = eigen(name)
        n = len(w)
        y = [f(x) for x in w]
        slope = mp.matrix(n, n)
        for i in range(n):
            for j in range(n):
                slope[i, j] = (y[i] - y[j]) / (w[i] - w[j]) if i != j else mp.diff(f, w[i], h=mp.mpf(10) ** -40)
        exact = v * mp.diag(y) * inverse
        a, rng, moved = GALLERY[name], np.random.default_rng(1), mp.mpf(0)
        for _ in range(2):
            e = rng.standard_normal((n, n))
            e = inverse * mp.matrix((e * (np.linalg.norm(a, 1) / np.linalg.norm(e, 1) * 2.0 ** -53)).tolist()) * v
            for i in range(n):
                for j in range(n):
                    e[i, j] *= slope[i, j]
            moved = max(moved, mp.norm(v * e * inverse, 1))
        return exact, float(moved / mp.norm(exact, 1))


@pytest.mark.parametrize("name", GALLERY)
@pytest.mark.filterwarnings("ignore:linalg.logm")
def test_functions(name):
    for function, (ours, f) in FUNCTIONS.items():
        exact, sensitivity = exact_and_sensitivity(name, f)
        x = ours(GALLERY[name])
        with mp.workdps(60):
            error = float(mp.norm(mp.matrix(x.tolist()) - exact, 1) / mp.norm(exact, 1))
        assert error < 100 * (sensitivity + N * 2.0 ** -53), function
