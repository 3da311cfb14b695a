# SPDX-License-Identifier: BSD-3-Clause
"""Taylor series of log Gamma(z) on squares of the right half-plane, where it is small."""
from __future__ import annotations

import mpmath as mp
from fitting import Header

COLUMNS, ROWS, TERMS = 5, 3, 56          # squares [i, i + 1] x [j, j + 1]


def write() -> None:
    h = Header("loggamma")
    table, first, counts = [], [], []
    with mp.workdps(60):
        for j in range(ROWS):
            for i in range(COLUMNS):
                center = mp.mpc(i + 0.5, j + 0.5)
                if (i, j) == (0, 0):                     # the singularity is too near
                    first.append(0)
                    counts.append(0)
                    continue
                c = _series(center)
                if j == 0 and i in (1, 2):
                    for zero in (1, 2):
                        c = _over(c, center - zero)
                c = c[:TERMS]
                sizes = [abs(v) * mp.sqrt(mp.mpf(1) / 2) ** k for k, v in enumerate(c)]
                needed = max([k + 1 for k, s in enumerate(sizes) if s > mp.mpf(2) ** -60], default=0)
                if needed >= TERMS - 1:
                    raise ValueError(f"square {i}, {j} needs more than {TERMS} terms")
                first.append(len(table))
                counts.append((needed + 3) // 4 * 4)
                table += [v.real for v in c[:counts[-1]]] + [v.imag for v in c[:counts[-1]]]
    h.values("loggamma_squares",
             "coefficients of (z - c)^k in log Gamma(z), c = i + 1/2 + (j + 1/2) sqrt(-1): for each square the real "
             "parts,\n// then the imaginary ones; for j = 0, i = 1 and 2 those of log Gamma(z)/((z - 1)(z - 2))", table)
    h.values("loggamma_first", "where those of square i + 5 j begin", first)
    h.values("loggamma_counts", "and how many there are", counts)
    h.write()


def _series(center: mp.mpc) -> list:
    """Coefficients of log Gamma about a point (DLMF 5.15.1)."""
    return [mp.loggamma(center), mp.digamma(center),
            *((-1) ** k * mp.zeta(k, center) / k for k in range(2, TERMS + 40))]


def _over(c: list, distance: mp.mpc) -> list:
    """The series c divided by d + distance, where it has a zero: from the top, so that nothing cancels."""
    out = [mp.mpc(0)] * len(c)
    for k in range(len(c) - 1, 0, -1):
        out[k - 1] = c[k] - distance * out[k]
    return out
