# SPDX-License-Identifier: BSD-3-Clause
"""Tables in two variables for Bessel functions of real order and argument.

Each is the function itself with its leading behaviour divided out, so that what is left varies little and has limits
on the edges; it is interpolated, not its asymptotic series. Values come from mpmath, for large orders from Debye's
expansion (DLMF 10.41) or Olver's (DLMF 10.20) carried until their terms are below the working precision.
"""
from __future__ import annotations

import functools

import mpmath as mp
from fitting import Header, octave, uniform


@functools.lru_cache(None)
def debye_polynomial(k: int) -> tuple:
    """U_k(p)/p^k in powers of p^2, DLMF 10.41.9; to 600 digits, of which Olver's coefficients lose many."""
    if k == 0:
        return (mp.mpf(1),)
    out = [mp.mpf(0)] * (k + 1)
    with mp.workdps(600):
        for j, c in enumerate(debye_polynomial(k - 1)):
            e = k - 1 + 2 * j
            out[j] += c * (mp.mpf(e) / 2 + mp.mpf(1) / (8 * (e + 1)))
            out[j + 1] -= c * (mp.mpf(e) / 2 + mp.mpf(5) / (8 * (e + 3)))
    return tuple(out)


def debye(k: int, p):
    return p**k * mp.polyval(list(reversed(debye_polynomial(k))), p * p)


@functools.lru_cache(None)
def airy_u(k: int):
    """DLMF 9.7.2."""
    with mp.workdps(600):
        return mp.fprod(range(2 * k + 1, 6 * k, 2)) / (mp.mpf(216)**k * mp.factorial(k))


def airy_v(k: int):
    return mp.mpf(6 * k + 1) / (1 - 6 * k) * airy_u(k) if k else mp.mpf(1)


def zeta_of(z):
    """DLMF 10.20.2-3, and the square roots of zeta and 1 - z^2 that belong together."""
    if z < 1:
        root = mp.sqrt((1 - z) * (1 + z))
        zeta = (mp.mpf(3) / 2 * (mp.log((1 + root) / z) - root))**(mp.mpf(2) / 3)
        return zeta, mp.sqrt(zeta), 1 / root
    root = mp.sqrt((z - 1) * (z + 1))
    zeta = -(mp.mpf(3) / 2 * (root - mp.acos(1 / z)))**(mp.mpf(2) / 3)
    return zeta, mp.mpc(0, 1) * mp.sqrt(-zeta), 1 / mp.mpc(0, root)


def olver_ab(v, z, count: int) -> tuple:
    """The coefficients of Ai and Ai' in Olver's expansion, DLMF 10.20.10-11."""
    z = mp.mpf(z)
    near = max(0, int(-mp.log10(abs(1 - z)))) if z != 1 else 30
    with mp.workdps(80 + 3 * (count + 1) * (near + 2)):
        if z == 1:
            z += mp.mpf(10)**-30
        _, root, p = zeta_of(z)
        a = b = mp.mpf(0)
        for k in range(count):
            half = mp.mpf(3) / 2
            a += mp.re(sum(half**j * airy_v(j) * root**(-3 * j) * debye(2 * k - j, p)
                           for j in range(2 * k + 1))) / v**(2 * k)
            b -= mp.re(sum(half**j * airy_u(j) * root**(-3 * j) * debye(2 * k - j + 1, p)
                           for j in range(2 * k + 2)) / root) / v**(2 * k)
    return +a, +b


@functools.lru_cache(None)
def jy(v, x) -> tuple:
    """J_v(x) and Y_v(x)."""
    if v < 500:
        return mp.besselj(v, x), mp.bessely(v, x)
    z = x / v
    count = max(3, int(mp.ceil(24 / mp.log10(v))))
    a, b = olver_ab(v, z, count)
    with mp.workdps(70):
        zeta = zeta_of(z)[0]
        t = v**(mp.mpf(2) / 3) * zeta
        front = (4 * zeta / (1 - z * z))**(mp.mpf(1) / 4) / mp.cbrt(v)
        b = b / v**(mp.mpf(4) / 3)
        return (front * (mp.airyai(t) * a + mp.airyai(t, derivative=1) * b),
                -front * (mp.airybi(t) * a + mp.airybi(t, derivative=1) * b))


def debye_series(p, u, sign: int):
    total = mp.mpf(0)
    for k in range(80):
        term = debye(k, p) * (sign * u)**k
        total += term
        if abs(term) < mp.mpf(10)**-36:
            return total
    raise ValueError("Debye's series has not converged")


def modified(p, u, which: str):
    """I or K of order v = 1/u at v sqrt(1/p^2 - 1) over its leading term, DLMF 10.41.3-4."""
    if u * p < 0.006:
        return debye_series(p, u, 1 if which == "i" else -1)
    v, z = 1 / u, mp.sqrt(1 / p**2 - 1)
    power = mp.exp(v * (1 / p + mp.log(z / (1 + 1 / p))))
    if which == "i":
        return mp.besseli(v, v * z) * mp.sqrt(2 * mp.pi * v / p) / power
    return mp.besselk(v, v * z) * mp.sqrt(2 * v / (mp.pi * p)) * power


@functools.lru_cache(None)
def below(r, q) -> tuple:
    """J and Y of order v = r^(-3/2)/q at v sqrt(1 - r) over their leading terms, DLMF 10.19.3."""
    v, root = r**(-mp.mpf(3) / 2) / q, mp.sqrt(r)
    power = mp.exp(v * (mp.atanh(root) - root))
    j, y = jy(v, v * mp.sqrt(1 - r))
    return j * power * mp.sqrt(2 * mp.pi * v * root), -y / power * mp.sqrt(mp.pi * v * root / 2)


@functools.lru_cache(None)
def above(r, q) -> tuple:
    """The modulus and phase left in H1 of order v at v sqrt(1 + r), DLMF 10.19.6; as real and imaginary part."""
    v, root = r**(-mp.mpf(3) / 2) / q, mp.sqrt(r)
    phase = v * (root - mp.atan(root)) - mp.pi / 4
    j, y = jy(v, v * mp.sqrt(1 + r))
    h = mp.mpc(j, y) * mp.expj(-phase) * mp.sqrt(mp.pi * v * root / 2)
    return h.real, h.imag


def far(p2, a) -> tuple:
    """The same in p^2 = v^2/(x^2 - v^2) and a = 1/sqrt(x^2 - v^2)."""
    s, p = 1 / a, mp.sqrt(p2)
    phase = s - s * p * mp.atan(1 / p) - mp.pi / 4
    v, x = s * p, s * mp.sqrt(1 + p2)
    if s > 400:      # Debye
        even = odd = mp.mpf(0)
        for k in range(60):
            term = a**k * mp.polyval(list(reversed(debye_polynomial(k))), -p2)
            if k % 2:
                odd -= (-1)**(k // 2) * term
            else:
                even += (-1)**(k // 2) * term
        return even, odd
    h = mp.hankel1(v, x) * mp.expj(-phase) * mp.sqrt(mp.pi * s / 2)
    return h.real, h.imag


@functools.lru_cache(None)
def hankel(m2, s) -> tuple:
    """H1_m(1/s) exp(-i (x - m pi/2 - pi/4)) sqrt(pi x/2) and the same of -i times its derivative; parts."""
    m, x = mp.sqrt(m2), 1 / s
    front = mp.sqrt(mp.pi * x / 2) * mp.expj(-(x - m * mp.pi / 2 - mp.pi / 4))
    h = mp.hankel1(m, x)
    d = mp.mpc(0, -1) * (m / x * h - mp.hankel1(m + 1, x))
    h, d = front * h, front * d
    return h.real, h.imag, d.real, d.imag


def k_base(m2, s) -> tuple:
    m, x = mp.sqrt(m2), 1 / s
    front = mp.sqrt(2 * x / mp.pi) * mp.exp(x)
    k = mp.besselk(m, x)
    return front * k, front * (mp.besselk(m + 1, x) - m / x * k)


def write() -> None:
    h = Header("bessel_order", ("kernels/special/surface.hpp",))
    with mp.workdps(45):
        orders = (0, 0.25)
        octaves = [((0, 0.0625), orders), ((0.0625, 0.125), orders), ((0.125, 0.25), orders), ((0.25, 0.5), orders)]
        for k, name in enumerate("k_value k_slope".split()):
            h.surfaces(name, "sqrt(2 x/pi) exp(x) " + ("K_m(x)", "(-K_m'(x))")[k] + " in (1/x, m^2)", octaves, 14, 8,
                       lambda s, m, k=k: k_base(m, s)[k])
        what = ["real part of exp(-i (x - m pi/2 - pi/4)) sqrt(pi x/2) H1_m(x)", "its imaginary part",
                "the same of -i H1_m'(x)", "its imaginary part"]
        for k, name in enumerate("h_real h_imag h_slope_real h_slope_imag".split()):
            h.surfaces(name, what[k] + " in (1/x, m^2)", octaves, 16, 8, lambda s, m, k=k: hankel(m, s)[k])
        unit = (0, 0.25)
        h.surfaces("debye_i", "I_v over its leading term in (p, 1/v), v >= 4",
                   [((0, 0.25), unit), ((0.25, 0.5), unit), ((0.5, 0.75), unit), ((0.75, 1), unit)], 16, 16,
                   lambda p, u: modified(p, u, "i"))
        unit = (0, 0.025)
        h.surfaces("debye_k", "K_v over its leading term in (p, 1/v), v >= 40", [((0, 0.5), unit), ((0.5, 1), unit)],
                   16, 8, lambda p, u: modified(p, u, "k"))
        close = [((0, 0.7), (0, 0.0225)), ((0, 0.7), (0.0225, 0.045))]
        for k, name in enumerate("below_j below_y".split()):
            h.surfaces(name, f"{'JY'[k]}_v over its leading term in (r, q), x = v sqrt(1 - r), q = r^(-3/2)/v",
                       [*close, ((0, 0.7), (0.045, 0.07))],
                       14 + 2 * k, 12 + 4 * k, lambda r, q, k=k: below(r, q)[k])
        deep = [((1, 1.2), (0, 0.025))]
        for k, name in enumerate("deep_j deep_y".split()):
            h.surfaces(name, f"{'JY'[k]}_v over its leading term in (p, 1/v), x = v sqrt(1 - 1/p^2), v >= 40", deep,
                       14, 12, lambda p, u, k=k: below(1 / p**2 - mp.mpf("1e-30"), p**3 * u)[k])
        for k, name in enumerate("above_real above_imag".split()):
            h.surfaces(name, "H1_v over its leading term in (r, q), x = v sqrt(1 + r), q = r^(-3/2)/v; "
                       + ("real", "imaginary")[k] + " part", close, 14, 12, lambda r, q, k=k: above(r, q)[k])
        away = [((0, 1.43), (0, 0.015)), ((0, 1.43), (0.015, 0.03))]
        for k, name in enumerate("far_real far_imag".split()):
            h.surfaces(name, "the same in p^2 = v^2/(x^2 - v^2) and 1/sqrt(x^2 - v^2)", away, 14, 12,
                       lambda p, a, k=k: far(p, a)[k])
        turning(h)
        h.pieces("rgamma1p", "1/Gamma(1 + v)", uniform(0, 12, 12), 15, lambda v: mp.rgamma(1 + v))
        angles(h)
        exponents(h)
        slices = [*(s for s, _ in octaves[:3]), (0.25, 0.375), (0.375, 0.5)]
        parts = [(s, v) for s in slices for v in uniform(0, 4, 4)]
        h.surfaces("i_small", "sqrt(2 pi x) exp(-x) I_v(x) in (1/x, v)", parts, 16, 16,
                   lambda s, v: mp.sqrt(2 * mp.pi / s) * mp.exp(-1 / s) * mp.besseli(v, 1 / s))
    h.write()


def exponents(h: Header) -> None:
    """Debye's eta (DLMF 10.41.8) about the middles of sixteenths of octaves, to 1e-21 (z - middle < z/32)."""
    rows = []
    for a, b in octave(-6, 5, 16):
        z = (a + b) / 2
        root = mp.sqrt(1 + z * z)
        # eta' = sqrt(1 + z^2)/z; its series from that of the root
        c = mp.taylor(lambda t: mp.sqrt(1 + t * t) / t, z, 11)
        eta = root + mp.log(z / (1 + root))
        row = [z]
        for v in (eta, c[0]):
            row += [mp.mpf(float(v)), v - mp.mpf(float(v))]
        rows.append([*row, *(c[k] / (k + 1) for k in range(1, 12))])
    h.matrix("eta", "middle, eta and eta' in two parts, eta''/2, ... over sixteenths of octaves from 2^-6", rows)


def angles(h: Header) -> None:
    """cos and sin of k/32, each in two parts."""
    rows = []
    for k in range(52):
        row = []
        for f in (mp.cos, mp.sin):
            v = f(mp.mpf(k) / 32)
            row += [mp.mpf(float(v)), v - mp.mpf(float(v))]
        rows.append(row)
    h.matrix("angle", "cos and sin of k/32, each in two parts", rows)


def turning(h: Header) -> None:
    """Olver's expansion (DLMF 10.20) for x = v (1 + d), v >= 40, |v^(2/3) zeta| <= 5."""
    sides = [(-0.32, 0), (0, 0.4)]

    def front(d) -> tuple:
        d = d or mp.mpf("1e-20")
        z = 1 + d
        with mp.workdps(100):
            zeta = zeta_of(z)[0]
        return -zeta / d, (4 * zeta / (1 - z * z))**(mp.mpf(1) / 4)

    h.pieces("turning_zeta", "-zeta/d, DLMF 10.20.2-3", sides, 15, lambda d: front(d)[0])
    h.pieces("turning_front", "(4 zeta/(1 - z^2))^(1/4), z = 1 + d", sides, 15, lambda d: front(d)[1])
    area = [(side, (0, 1 / mp.mpf(1600))) for side in sides]
    for k, name in enumerate("turning_a turning_b".split()):
        h.surfaces(name, f"sum {'AB'[k]}_k(zeta) w^k in (d, w), w = 1/v^2, DLMF 10.20.10-11", area, 14, 4,
                   lambda d, w, k=k: olver_ab(1 / mp.sqrt(w), 1 + d, 6)[k])
