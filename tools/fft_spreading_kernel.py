# SPDX-License-Identifier: BSD-3-Clause
"""The table in src/scinova/fft/_spreading.py: for each refinement sigma and width w of the kernel
exp(beta (sqrt(1 - z^2) - 1)), the beta that makes the aliasing error least, and that error.

The error of mode k is sqrt(sum over l != 0 of F(k + l n)^2) / F(k), F the kernel's Fourier transform and n the grid's
length; what is minimised is its root mean square over the modes. With z = sin(t) the integrand is smooth.
"""
from __future__ import annotations

import numpy as np

NODES, WEIGHTS = np.polynomial.legendre.leggauss(120)
T, WEIGHTS = (NODES + 1) * np.pi / 4, WEIGHTS * np.pi / 4


def error(w: int, beta: float, sigma: float) -> float:
    weights = WEIGHTS * np.exp(beta * (np.cos(T) - 1)) * np.cos(T)
    k = np.linspace(0, np.pi / sigma, 33)

    def transform(x: np.ndarray) -> np.ndarray:
        return np.cos(np.multiply.outer(x * w / 2, np.sin(T))) @ weights

    aliases = sum(transform(k + sign * 2 * np.pi * m) ** 2 for m in range(1, 5) for sign in (1, -1))
    return float(np.sqrt(np.mean(aliases / transform(k) ** 2)))


if __name__ == "__main__":
    for sigma in (2.0, 1.25):
        for w in range(2, 17):
            limit = np.pi * w * (1 - 0.5 / sigma)  # the beta whose transform decays up to the first alias
            tried = limit * np.linspace(0.82, 1.0, 361)
            errors = [error(w, b, sigma) for b in tried]
            best = int(np.argmin(errors))
            print(f"    ({sigma}, {w}): ({tried[best] / w:.3f}, {errors[best]:.1e}),")
