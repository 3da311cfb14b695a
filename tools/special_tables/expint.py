# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the exponential integrals E1 and Ei."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def laguerre(n: int, beyond: int) -> list[list]:
    """Nodes and weights of the Gauss-Laguerre rule with n nodes, as far as the node ``beyond``; filled up to a
    multiple of eight with nodes of no weight."""
    rows = []
    x = mp.mpf(3) / (1 + 2.4 * n)
    with mp.workdps(40):
        while x < beyond:
            for _ in range(100):            # Newton, with the roots found so far divided out
                a, b = mp.mpf(1), 1 - x
                for k in range(1, n):
                    a, b = b, ((2 * k + 1 - x) * b - k * a) / (k + 1)
                slope = n * (b - a) / x
                step = b / (slope - b * sum(1 / (x - r) for r, _ in rows))
                x -= step
                if abs(step) < mp.mpf(10) ** -36 * x:
                    break
            rows.append([x, x / (n * a) ** 2])
            x += (rows[-1][0] - rows[-2][0] if len(rows) > 1 else x)
    while len(rows) % 8:
        rows.append([rows[-1][0] + 1, 0])
    return rows


def write() -> None:
    h = Header("expint")
    h.pieces("exp1_small", "E1(x) + log x", uniform(0, 1, 4), 11,
             lambda x: mp.e1(x) + mp.log(x) if x else -mp.euler)
    h.pieces("exp1_middle", "x exp(x) E1(x)", octave(0, 6, 4), 13, lambda x: x * mp.exp(x) * mp.e1(x))
    h.pieces("exp5_middle", "x exp(x) E5(x)", octave(1, 3, 4), 12, lambda x: x * mp.exp(x) * mp.expint(5, x))
    h.pieces("exp1_large", "x exp(x) E1(x) in 1/x", uniform(0, "0.015625", 1), 9,
             lambda w: mp.exp(1 / w) * mp.e1(1 / w) / w if w else mp.mpf(1))
    root = mp.findroot(mp.ei, 0.3725)
    h.values("expi_root", "the zero of Ei, in two parts", [root, root - mp.mpf(float(root))])
    h.pieces("expi_small", "Ei(x) - log x", uniform(0, "0.25", 1), 9, lambda x: mp.ei(x) - mp.log(x) if x else mp.euler)
    h.pieces("expi_near", "Ei(x)/(x - root)", octave(-2, 0, 4), 14, lambda x: mp.ei(x) / (x - root))
    h.pieces("expi_middle", "x exp(-x) Ei(x)", octave(0, 6, 4), 16, lambda x: x * mp.exp(-x) * mp.ei(x))
    h.pieces("expi_large", "x exp(-x) Ei(x) in 1/x", uniform(0, "0.015625", 1), 10,
             lambda w: mp.exp(-1 / w) * mp.ei(1 / w) / w if w else mp.mpf(1))
    for n in (24, 128):
        rows = laguerre(n, 44)
        h.values(f"laguerre_nodes_{n}", f"Gauss-Laguerre nodes for n = {n}, the first {len(rows)}",
                 [r[0] for r in rows])
        h.values(f"laguerre_weights_{n}", "their weights", [r[1] for r in rows])
    h.values("ein_series", "1/(k k!), k = 1, 2, ...", [1 / (k * mp.factorial(k)) for k in range(1, 29)])
    h.write()
