# SPDX-License-Identifier: BSD-3-Clause
"""The kernel of non-uniform transforms: its width, its values as polynomials, its Fourier transform.

"Exponential of semicircle": phi(z) = exp(beta (sqrt(1 - z^2) - 1)) for |z| <= 1, spread over w points of a grid that is
sigma times finer than the modes need (A. H. Barnett, J. Magland, L. af Klinteberg, "A parallel nonuniform fast Fourier
transform library based on an exponential of semicircle kernel", SIAM J. Sci. Comput. 41 (2019) C479). There beta / w is
2.3 for sigma = 2; here it is, for each w, the one of least error.
"""
from __future__ import annotations

import functools
import math
from typing import NamedTuple

import numpy as np

MOST_WIDTH = 16

# sigma: w from 2: (beta / w, error), the error the root mean square over modes of what aliases add. Made by
# tools/fft_spreading_kernel.py; the last three errors of sigma = 2, too small for it, continue the sequence.
_BEST = {
    2.0: ((1.932, 4.3e-02), (2.102, 4.7e-03), (2.209, 5.5e-04), (2.256, 6.2e-05), (2.283, 7.2e-06), (2.300, 8.2e-07),
          (2.311, 9.2e-08), (2.320, 1.0e-08), (2.326, 1.2e-09), (2.330, 1.3e-10), (2.334, 1.4e-11), (2.337, 1.4e-12),
          (2.340, 1.5e-13), (2.342, 1.7e-14), (2.344, 1.9e-15)),
    1.25: ((1.546, 1.2e-01), (1.546, 2.3e-02), (1.679, 5.6e-03), (1.751, 1.5e-03), (1.788, 3.8e-04), (1.810, 9.8e-05),
           (1.827, 2.5e-05), (1.838, 6.1e-06), (1.845, 1.5e-06), (1.852, 3.4e-07), (1.858, 7.5e-08), (1.861, 1.5e-08),
           (1.865, 2.9e-09), (1.868, 5.3e-10), (1.870, 1.2e-10)),
}


class Kernel(NamedTuple):
    width: int
    sigma: float

    @property
    def beta(self) -> float:
        return _BEST[self.sigma][self.width - 2][0] * self.width


def width_for(eps: float, sigma: float) -> int:
    """Grid points under the kernel for an error of about ``eps``; above MOST_WIDTH if that is not enough."""
    for i, (_, error) in enumerate(_BEST[sigma]):
        if error <= 1.25 * eps:
            return i + 2
    return MOST_WIDTH if sigma == 2.0 else MOST_WIDTH + 1


def _shape(z: np.ndarray, beta: float) -> np.ndarray:
    return np.exp(beta * (np.sqrt(np.maximum(1 - z * z, 0)) - 1))


@functools.lru_cache(maxsize=64)
def polynomials(kernel: Kernel, dtype: np.dtype) -> np.ndarray:
    """Coefficients ``[power, i]``, highest first: value i of w is a polynomial in u, 2 / w * ((u + 1) / 2 + i) - 1 = z.

    Chebyshev interpolation in each of the w intervals, with as many terms as keep it below the kernel's own error.
    """
    w = kernel.width
    terms = w + (4 if dtype == np.float64 else 2)
    k = np.arange(terms, dtype=np.longdouble)
    angle = (k + 0.5) * np.longdouble("3.14159265358979323846264338327950288") / terms
    z = (np.cos(angle)[:, None] + 1 + 2 * np.arange(w)) / w - 1
    values = _shape(z, np.longdouble(kernel.beta))
    chebyshev = np.cos(k[:, None] * angle) @ values * 2 / terms
    chebyshev[0] /= 2
    power = np.zeros_like(chebyshev)
    before, now = np.zeros(terms, np.longdouble), np.zeros(terms, np.longdouble)
    now[0] = 1  # T_0, T_1, ... by their powers
    for m in range(terms):
        power += now[:, None] * chebyshev[m]
        following = 2 * np.roll(now, 1) - before if m else np.roll(now, 1)
        before, now = now, following
    out = np.zeros((terms, -(-w // 4) * 4), dtype=dtype)
    out[:, :w] = power[::-1]
    out.flags.writeable = False
    return out


@functools.lru_cache(maxsize=64)
def _quadrature(kernel: Kernel) -> tuple[np.ndarray, np.ndarray]:
    """Gauss-Legendre nodes on (0, 1), and w times weights times the kernel: twice half its integral over the grid."""
    nodes, weights = np.polynomial.legendre.leggauss(2 * kernel.width + 12)
    z = (nodes + 1) / 2
    return z, kernel.width * weights / 2 * _shape(z, kernel.beta)


@functools.lru_cache(maxsize=32)
def transform_on_grid(kernel: Kernel, points: int, modes: int) -> np.ndarray:
    """The kernel's Fourier transform at modes ``0 .. modes - 1`` of a grid of so many points."""
    z, weights = _quadrature(kernel)
    angle = math.pi * kernel.width / points * z
    block = min(1024, max(1, modes))
    fine = np.exp(1j * np.arange(block)[:, None] * angle) * weights
    coarse = np.exp(1j * block * np.arange(-(-modes // block))[:, None] * angle)
    out = (coarse @ fine.T).real.reshape(-1)[:modes].copy()
    out.flags.writeable = False
    return out


def transform_at(kernel: Kernel, x: np.ndarray) -> np.ndarray:
    """The kernel's Fourier transform at ``abs(x) <= pi / sigma``, in radians per grid point: a Chebyshev series."""
    z, weights = _quadrature(kernel)
    top = math.pi / kernel.sigma * 1.001
    count = kernel.width + 16
    angle = (np.arange(count) + 0.5) * math.pi / count
    square = (np.cos(angle) + 1) / 2
    values = np.cos(kernel.width / 2 * top * np.sqrt(square)[:, None] * z) @ weights
    series = np.cos(np.arange(count)[:, None] * angle) @ values * 2 / count
    series[0] /= 2
    small = np.abs(series) < 1e-17 * np.abs(series).max()
    series = series[:count - int(np.argmin(small[::-1]))]
    return np.polynomial.chebyshev.chebval(2 * (x / top) ** 2 - 1, series)
