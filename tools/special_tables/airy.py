# SPDX-License-Identifier: BSD-3-Clause
"""Tables for Airy functions: Ai, Ai', Bi, Bi' side by side in four lanes."""
from __future__ import annotations

import functools

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


def integrals(x) -> tuple:
    """Means of Ai and Bi over [0, x], and over [-x, 0]."""
    return tuple(f(t, derivative=-1) / t for t in (x, -x) for f in (mp.airyai, mp.airybi))


@functools.lru_cache(None)
def far_integrals(y) -> tuple:
    """What integration of the leading terms of DLMF 9.7.5-12 leaves: of Ai over [x, inf), of Bi over [0, x], and
    P + i Q of Ai(-t) + i Bi(-t) over [x, inf), which is exp(-i w) (P + i Q)/(sqrt(pi) x^(3/4)), w = xi + pi/4."""
    xi = 1 / y
    x = (3 * xi / 2)**(mp.mpf(2) / 3)
    front = mp.sqrt(mp.pi) * x**(mp.mpf(3) / 4)
    if xi > 110:        # the series itself: w_k = u_k + (k - 1/2) w_{k-1}
        sums = [mp.mpf(0)] * 3
        w = mp.mpf(0)
        for k in range(90):
            w = airy_u(k) + (k - mp.mpf(1) / 2) * w
            for j, q in enumerate((-xi, xi, mp.mpc(0, -xi))):
                sums[j] += w / q**k
        return sums[0], sums[1], sums[2].real, sums[2].imag
    with mp.workdps(220):
        cube = x**3 / 9
        values = []
        for sign in (1, -1):
            f = sign * x * mp.hyper([mp.mpf(1) / 3], [mp.mpf(2) / 3, mp.mpf(4) / 3], sign * cube)
            g = x * x / 2 * mp.hyper([mp.mpf(2) / 3], [mp.mpf(4) / 3, mp.mpf(5) / 3], sign * cube)
            c, d = mp.airyai(0), -mp.airyai(0, derivative=1)
            values += [c * f - d * g, mp.sqrt(3) * (c * f + d * g)]
        a, b = mp.mpf(1) / 3 - values[0], values[1]
        left = mp.mpc(mp.mpf(2) / 3 + values[2], values[3]) * front * mp.expj(xi + mp.pi / 4)
    return 2 * front * mp.exp(xi) * a, front * mp.exp(-xi) * b, left.real, left.imag


def airy_u(k: int):
    return mp.fprod(range(2 * k + 1, 6 * k, 2)) / (mp.mpf(216)**k * mp.factorial(k))


def grid(h: Header) -> None:
    """Ai and Ai' on a square grid of the upper half-plane, for Taylor series."""
    rows = []
    for j in range(17):
        for i in range(-16, 17):
            z = mp.mpc(mp.mpf(5 * i) / 8, mp.mpf(5 * j) / 8)
            a, b = mp.airyai(z), mp.airyai(z, derivative=1)
            rows.append([a.real, a.imag, b.real, b.imag])
    h.matrix("airy_grid", "Ai and Ai' at (5 i/8, 5 j/8), -16 <= i <= 16, 0 <= j <= 16, i fastest", rows)
    u = [airy_u(k) for k in range(26)]
    h.values("airy_u", "u_k of DLMF 9.7.2", u)
    h.values("airy_v", "v_k of DLMF 9.7.2", [1, *(mp.mpf(6 * k + 1) / (1 - 6 * k) * u[k] for k in range(1, 26))])


def write() -> None:
    h = Header("airy", ("kernels/special/surface.hpp",))
    with mp.workdps(45):
        lanes(h, "airy_integral", "means of Ai, Bi over [0, x], then over [-x, 0]; x in [0, 8]",
              [(mp.mpf("1e-20"), mp.mpf(1) / 2), *uniform(0, 8, 16)[1:]], 15, integrals)
        edge = 3 / (2 * mp.mpf(8)**(mp.mpf(3) / 2)) * mp.mpf("1.001")
        lanes(h, "airy_far_integral", "the same over their leading terms in 1/xi; x > 8",
              [(mp.mpf("1e-9") * edge, edge / 2), (edge / 2, edge)], 17, far_integrals)
        grid(h)
    with mp.workdps(36):
        lanes(h, "airy_middle", "Ai, Ai', Bi, Bi' on [-5.5, 5.5]", uniform(-5.5, 5.5, 22), 13, plain)
        half = mp.mpf("0.0675")
        top = 2 * half
        zero = mp.mpf("1e-12")
        lanes(h, "airy_right", "Ai, Ai', Bi, Bi' over their leading terms in 1/xi", [(zero, half), (half, top)], 17,
              scaled)
        lanes(h, "airy_left", "P, Q, R, S of DLMF 9.7.9-12 in 1/xi", [(zero, half), (half, top)], 15, turned)
    h.write()
