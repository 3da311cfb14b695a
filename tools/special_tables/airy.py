# SPDX-License-Identifier: BSD-3-Clause
"""Tables for Airy functions: Ai, Ai', Bi, Bi' side by side in four lanes."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, fit, uniform


def plain(x) -> tuple:
    return mp.airyai(x), mp.airyai(x, derivative=1), mp.airybi(x), mp.airybi(x, derivative=1)


def scaled(y) -> tuple:
    """Over the leading terms of DLMF 9.7.5-8, y = 1/xi."""
    xi = 1 / y
    x = (3 * xi / 2)**(mp.mpf(2) / 3)
    root, c = x**(mp.mpf(1) / 4), mp.sqrt(mp.pi)
    a, b, d, e = plain(x)
    up, down = mp.exp(xi) * c, mp.exp(-xi) * c
    return 2 * up * root * a, -2 * up / root * b, down * root * d, down / root * e


def turned(y) -> tuple:
    """P, Q, R, S with Ai(-t) + i Bi(-t) = exp(-i w) (P + i Q)/(sqrt(pi) t^(1/4)), w = xi - pi/4,
    and i exp(-i w) (R + i S) t^(1/4)/sqrt(pi) for the derivatives (DLMF 9.7.9-12)."""
    xi = 1 / y
    t = (3 * xi / 2)**(mp.mpf(2) / 3)
    root, turn = t**(mp.mpf(1) / 4), mp.expj(xi - mp.pi / 4) * mp.sqrt(mp.pi)
    a, b, d, e = plain(-t)
    p, r = mp.mpc(a, d) * turn * root, mp.mpc(b, e) * turn / root * mp.mpc(0, -1)
    return p.real, p.imag, r.real, r.imag


def lanes(h: Header, name: str, what: str, intervals: list[tuple], degree: int, f) -> None:
    """Pieces of degree ``degree`` with the four functions in the lanes of kernels/special/surface.hpp."""
    text, worst = [], mp.mpf(0)
    for a, b in intervals:
        rows = [fit(lambda x, k=k: f(x)[k], a, b, degree) for k in range(4)]
        worst = max([worst, *(error for _, error in rows)])
        text.append((rows[0][0][:2], list(zip(*(row[2:] for row, _ in rows)))))
    h.text.append(f"// {what}; error {mp.nstr(worst, 2)} relative to the values")
    h.text.append(f"inline constexpr Surface<{degree + 1}, 4> {name}[{len(text)}] = {{")
    for (middle, scale), c in text:
        h.text.append("    {{")
        for row in c:
            h._row(list(row))
        h.text[-1] = h.text[-1].rstrip(",") + "},"
        h.text.append(f"     {middle.hex()}, {scale.hex()}, 0.0, 0.0}},")
    h.text += ["};", ""]
    print(f"airy.{name}: {len(text)} x {degree}, {mp.nstr(worst, 3)}", flush=True)


def write() -> None:
    h = Header("airy", ("kernels/special/surface.hpp",))
    with mp.workdps(36):
        lanes(h, "airy_middle", "Ai, Ai', Bi, Bi' on [-5.5, 5.5]", uniform(-5.5, 5.5, 22), 13, plain)
        half = mp.mpf("0.0675")
        top = 2 * half
        zero = mp.mpf("1e-12")
        lanes(h, "airy_right", "Ai, Ai', Bi, Bi' over their leading terms in 1/xi", [(zero, half), (half, top)], 17,
              scaled)
        lanes(h, "airy_left", "P, Q, R, S of DLMF 9.7.9-12 in 1/xi", [(zero, half), (half, top)], 15, turned)
    h.write()
