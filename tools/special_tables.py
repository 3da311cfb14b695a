# SPDX-License-Identifier: BSD-3-Clause
"""Write the coefficient tables of native/kernels/special/tables_*.hpp.

    python tools/special_tables.py [NAME ...]

Every table is a list of pieces. A piece covers one interval and is stored as (middle, 1/half-length, c0 ... cn): the
polynomial in t = (x - middle)/half-length, -1 <= t <= 1, that interpolates the function at the Chebyshev points of
the first kind, in powers of t. Where pieces shrink with x (``octave``), their number comes from the exponent and the
leading bits of x; where they are of equal length (``uniform``), from a multiplication. The error printed over each
table is the largest relative error found on a fine grid, with the coefficients rounded to float64.
"""
from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import mpmath as mp

OUT = Path(__file__).resolve().parents[1] / "native/kernels/special"
mp.mp.dps = 50


def fit(f: Callable, a, b, degree: int) -> tuple[list, mp.mpf]:
    """The piece for [a, b] and its largest relative error."""
    a, b = mp.mpf(a), mp.mpf(b)
    middle, half = (a + b) / 2, (b - a) / 2
    n = degree + 1
    angles = [mp.pi * (k + mp.mpf(1) / 2) / n for k in range(n)]
    values = [f(middle + half * mp.cos(t)) for t in angles]
    cheb = [2 * sum(v * mp.cos(j * t) for v, t in zip(values, angles)) / n for j in range(n)]
    cheb[0] /= 2
    # From the Chebyshev basis to powers of t.
    power = [mp.mpf(0)] * n
    before, now = [mp.mpf(1)] + [mp.mpf(0)] * (n - 1), [mp.mpf(0), mp.mpf(1)] + [mp.mpf(0)] * (n - 2)
    for j, c in enumerate(cheb):
        basis = before if j == 0 else now
        for i in range(n):
            power[i] += c * basis[i]
        if j >= 1:
            shifted = [mp.mpf(0)] + [2 * v for v in now[:-1]]
            before, now = now, [s - o for s, o in zip(shifted, before)]
    rounded = [float(c) for c in power]
    worst = mp.mpf(0)
    for k in range(41):
        t = mp.mpf(k - 20) / 20
        exact = f(middle + half * t)
        got = mp.polyval([mp.mpf(c) for c in reversed(rounded)], t)
        if exact != 0:
            worst = max(worst, abs(got / exact - 1))
    return [float(middle), float(1 / half), *rounded], worst


def octave(low: int, high: int, parts: int) -> list[tuple]:
    """Intervals of [2^low, 2^high), each octave in ``parts`` (a power of two) equal parts."""
    return [(mp.ldexp(1 + mp.mpf(k) / parts, e), mp.ldexp(1 + mp.mpf(k + 1) / parts, e))
            for e in range(low, high) for k in range(parts)]


def uniform(a, b, parts: int) -> list[tuple]:
    a, b = mp.mpf(a), mp.mpf(b)
    return [(a + (b - a) * k / parts, a + (b - a) * (k + 1) / parts) for k in range(parts)]


class Header:
    def __init__(self, topic: str):
        self.topic = topic
        self.text = ["// SPDX-License-Identifier: BSD-3-Clause",
                     "// Written by tools/special_tables.py; not to be edited.", "#pragma once", "",
                     "namespace scinova::special::tables {", ""]

    def pieces(self, name: str, what: str, intervals: list[tuple], degree: int, f: Callable) -> None:
        rows, worst = [], mp.mpf(0)
        for a, b in intervals:
            row, error = fit(f, a, b, degree)
            rows.append(row)
            worst = max(worst, error)
        low, high = intervals[0][0], intervals[-1][1]
        self.text.append(f"// {what}; {len(rows)} pieces of degree {degree} "
                         f"on [{mp.nstr(low, 8)}, {mp.nstr(high, 8)}), relative error {mp.nstr(worst, 2)}")
        self.text.append(f"inline constexpr double {name}[{len(rows)}][{degree + 3}] = {{")
        for row in rows:
            self._row(row)
        self.text += ["};", ""]
        print(f"{self.topic}.{name}: {len(rows)} x {degree}, {mp.nstr(worst, 3)}")

    def _row(self, row: list) -> None:
        line = "    {"
        for k, c in enumerate(row):
            item = c.hex() + (", " if k + 1 < len(row) else "},")
            if len(line) + len(item) > 116:
                self.text.append(line.rstrip())
                line = "     "
            line += item
        self.text.append(line)

    def values(self, name: str, what: str, numbers: list) -> None:
        """A plain list of constants."""
        self.text.append(f"// {what}")
        self.text.append(f"inline constexpr double {name}[{len(numbers)}] =")
        self._row([float(v) for v in numbers])
        self.text[-1] = self.text[-1].rstrip(",") + ";"
        self.text.append("")

    def matrix(self, name: str, what: str, rows: list[list]) -> None:
        self.text.append(f"// {what}")
        self.text.append(f"inline constexpr double {name}[{len(rows)}][{len(rows[0])}] = {{")
        for row in rows:
            self._row([float(v) for v in row])
        self.text += ["};", ""]

    def write(self) -> None:
        self.text += ["}  // namespace scinova::special::tables", ""]
        (OUT / f"tables_{self.topic}.hpp").write_text("\n".join(self.text))


def log_table() -> None:
    """log in double-double: for m in [1, 2), piece k of 128, a short c near 1/m (or 2/m past sqrt 2), and -log c."""
    h = Header("log")
    rows = []
    for k in range(128):
        middle = 1 + (k + mp.mpf(1) / 2) / 128
        if middle > mp.sqrt(2):
            middle /= 2
        c = mp.mpf(round(1 / middle * 512)) / 512
        if k == 0 or k == 127:
            c = mp.mpf(1)
        high = mp.mpf(float(-mp.log(c)))
        rows.append([c, high, -mp.log(c) - high])
    h.matrix("log_pieces", "c, and -log c in two parts", rows)
    high = mp.ldexp(mp.floor(mp.ldexp(mp.log(2), 40)), -40)
    middle = mp.mpf(float(mp.log(2) - high))
    h.values("ln2_parts", "log 2 in three parts; the first has 40 bits", [high, middle, mp.log(2) - high - middle])
    h.write()


def erf_tables() -> None:
    h = Header("erf")
    h.pieces("erfcx_small", "erfcx(x)", uniform("-0.125", "0.125", 2), 11, lambda x: mp.exp(x * x) * mp.erfc(x))
    h.pieces("erfcx_middle", "erfcx(x)", octave(-3, 5, 4), 13,
             lambda x: mp.exp(x * x) * mp.erfc(x) if x < 20 else
             mp.nsum(lambda n: (-1) ** int(n) * mp.fac2(2 * int(n) - 1) / (2 * x * x) ** int(n), [0, 40])
             / x / mp.sqrt(mp.pi))

    def from_log(s):
        """z > 0 with log Phi(-z) = -s, by Newton's method on the logarithm."""
        z = mp.sqrt(2 * s)
        for _ in range(60):
            tail = mp.erfc(z / mp.sqrt(2)) / 2
            step = (mp.log(tail) + s) * tail / (mp.npdf(z))
            z += step
            if abs(step) < mp.mpf(10) ** -45 * abs(z):
                break
        return z
    # The quantile is odd in q = p - 1/2: q times a function of q^2.
    def central(w):
        q = mp.sqrt(w) if w > 0 else mp.mpf(0)
        if q < mp.mpf(10) ** -12:
            return mp.sqrt(2 * mp.pi)
        return mp.sqrt(2) * mp.erfinv(2 * q) / q
    h.pieces("ndtri_central", "ndtri(1/2 + q)/q in w = q^2", uniform(0, mp.mpf(9) / 64, 9), 10, central)
    h.pieces("ndtri_tail", "z in s, where log Phi(-z) = -s", octave(0, 10, 4)[2:], 11, from_log)
    h.write()


def gamma_tables() -> None:
    h = Header("gamma")
    h.pieces("gamma_unit", "Gamma(x)", uniform(1, 2, 8), 10, mp.gamma)

    def reduced(x):
        d = (x - 1) * (x - 2)
        if x == 1:
            return mp.euler
        if x == 2:
            return 1 - mp.euler
        return mp.loggamma(x) / d
    h.pieces("lgamma_near", "log Gamma(x)/((x - 1)(x - 2))", uniform("0.5", "4", 28), 13, reduced)
    root = mp.findroot(mp.digamma, mp.mpf("1.4616321449683623"))
    high = mp.mpf(float(root))
    low = mp.mpf(float(root - high))
    h.values("digamma_root", "the positive zero of digamma in three parts", [high, low, root - high - low])
    h.pieces("digamma_unit", "digamma(x)/(x - root)", uniform(1, 2, 8), 10,
             lambda x: mp.digamma(x) / (x - root))
    h.pieces("digamma_middle", "digamma(x)", octave(1, 4, 4), 13, mp.digamma)
    h.values("stirling", "coefficients of x^(1-2k) in log Gamma(x), DLMF 5.11.1, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 12)])
    h.values("digamma_series", "coefficients of -x^(-2k) in digamma(x), DLMF 5.11.2, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / (2 * k) for k in range(1, 12)])
    h.values("lgamma_taylor", "log Gamma(1 + z) = sum_k lgamma_taylor[k] z^(k + 1), DLMF 5.7.3",
             [-mp.euler] + [(-1) ** k * mp.zeta(k) / k for k in range(2, 31)])
    h.values("digamma_taylor", "digamma(root + z) = sum_k digamma_taylor[k] z^(k + 1)",
             mp.taylor(mp.digamma, root, 24)[1:])
    negative = mp.findroot(mp.digamma, mp.mpf("-0.504083008264455"))
    high = mp.mpf(float(negative))
    h.values("digamma_negative_root", "the largest negative zero of digamma in two parts", [high, negative - high])
    h.values("digamma_negative_taylor", "its Taylor coefficients there", mp.taylor(mp.digamma, negative, 24)[1:])
    h.values("factorials", "n!, n = 0 ... 170", [mp.factorial(n) for n in range(171)])
    h.write()


def temme_table() -> None:
    """Taylor coefficients in eta of c_k(eta), DLMF 8.12.9-8.12.12, for the uniform expansion of Q(a, x)."""
    h = Header("gammainc")
    terms, degree = 11, 26
    size = degree + 2 * terms + 6
    # lambda - 1 = mu(eta), where eta^2/2 = mu - log(1 + mu): mu mu' = eta (1 + mu).
    mu = [mp.mpf(0)] * (size + 2)
    mu[1] = mp.mpf(1)
    for n in range(2, size + 1):
        # coefficient of eta^n in mu mu' - eta mu - eta: sum_{i+j=n+1} j mu_i mu_j = mu_{n-1}
        inner = sum((n + 1 - i) * mu[i] * mu[n + 1 - i] for i in range(2, n))
        mu[n] = (mu[n - 1] - inner) / (n + 1)
    # 1/mu = 1/eta * r(eta)
    lead = mu[1:size + 1]
    r = [mp.mpf(1)]
    for n in range(1, size):
        r.append(-sum(lead[i] * r[n - i] for i in range(1, n + 1)))
    # The coefficients g_k of the series of 1/Gamma*(a) come from the demand that c_k has no pole.
    rows = []
    c = [r[n + 1] for n in range(size - 1)]              # c_0 = 1/mu - 1/eta
    rows.append(c[:degree])
    for _ in range(1, terms):
        derivative = [(n + 1) * c[n + 1] for n in range(len(c) - 1)]
        g = -derivative[0]                               # (1/eta)(c' ) + g/mu finite at 0
        total = [derivative[n] + g * r[n] for n in range(min(len(derivative), len(r)))]
        c = total[1:]
        rows.append(c[:degree])
    h.matrix("temme", "c_k(eta) = sum_n temme[k][n] eta^n", rows)
    h.write()


def beta_table() -> None:
    h = Header("beta")
    n = 48
    nodes, weights = [], []
    for k in range(1, n + 1):
        x = mp.cos(mp.pi * (k - mp.mpf("0.25")) / (n + mp.mpf("0.5")))
        for _ in range(12):
            before, now = mp.mpf(1), x
            for j in range(2, n + 1):
                before, now = now, ((2 * j - 1) * x * now - (j - 1) * before) / j
            slope = n * (x * now - before) / (x * x - 1)
            x -= now / slope
        nodes.append((1 + x) / 2)
        weights.append(1 / ((1 - x * x) * slope * slope))
    h.values("legendre_nodes", "Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)", nodes)
    h.values("legendre_weights", "and weights", weights)
    h.write()


def zeta_tables() -> None:
    h = Header("zeta")
    h.pieces("zeta_pole", "(s - 1) zeta(s)", uniform(0, 3, 12), 11,
             lambda s: mp.mpf(1) if s == 1 else (s - 1) * mp.zeta(s))
    h.pieces("zeta_tail", "2^s (zeta(s) - 1)", octave(1, 6, 4), 16,
             lambda s: mp.mpf(2) ** s * mp.zeta(s, 2))
    # Terms of the Euler-Maclaurin tail, DLMF 25.11.28: B_2k/(2k)!
    h.values("euler_maclaurin", "B_2k/(2k)!, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / mp.factorial(2 * k) for k in range(1, 13)])
    h.write()


def faddeeva_tables() -> None:
    h = Header("faddeeva")
    step = mp.mpf(float(mp.sqrt(mp.pi / 12)))
    h.values("faddeeva_step", "sqrt(pi/12)", [step])
    h.values("faddeeva_half", "exp(-t^2) at odd multiples of half a step",
             [mp.exp(-((k + mp.mpf(1) / 2) * step) ** 2) for k in range(12)])
    h.values("faddeeva_whole", "exp(-t^2) at multiples of the step", [mp.exp(-(k * step) ** 2) for k in range(12)])

    def dawson(x):
        return mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x)
    h.pieces("dawson_small", "dawsn(x)/x in x^2", uniform(0, "0.0625", 1), 9,
             lambda w: dawson(mp.sqrt(w)) / mp.sqrt(w) if w > 0 else mp.mpf(1))
    h.pieces("dawson_middle", "dawsn(x)", octave(-2, 4, 4), 14, dawson)
    h.write()


def bessel_tables() -> None:
    h = Header("bessel")
    d = mp.taylor(mp.rgamma, 1, 24)
    h.values("temme_odd", "(1/Gamma(1 - m) - 1/Gamma(1 + m))/(2 m) in powers of m^2", [-v for v in d[1::2]])
    h.values("temme_even", "(1/Gamma(1 - m) + 1/Gamma(1 + m))/2 in powers of m^2", d[0::2])
    # U_k(p), DLMF 10.41.9: U_{k+1} = p^2 (1 - p^2) U_k'/2 + int_0^p (1 - 5 t^2) U_k dt/8. U_k = p^k sum_j c_j p^(2j).
    count = 13
    rows = []
    u = {0: mp.mpf(1)}
    for k in range(count):
        rows.append([u.get(k + 2 * j, mp.mpf(0)) for j in range(count)])
        following: dict[int, mp.mpf] = {}
        for power, c in u.items():
            for shift, factor in ((1, mp.mpf(power) / 2 + mp.mpf(1) / 8 / (power + 1)),
                                  (3, -mp.mpf(power) / 2 - mp.mpf(5) / 8 / (power + 3))):
                following[power + shift] = following.get(power + shift, mp.mpf(0)) + factor * c
        u = following
    h.matrix("debye", "U_k(p)/p^k in powers of p^2", rows)
    h.write()


def bessel_integer_tables() -> None:
    h = Header("bessel_integer")

    def of_square(f, limit):
        return lambda w: f(mp.sqrt(w)) if w > 0 else mp.mpf(limit)
    eight = mp.mpf(1)
    for n in (0, 1):
        h.pieces(f"j{n}_pieces", f"J{n}(x), absolute", uniform(0, 26, 52), 13, lambda x, n=n: mp.besselj(n, x))
        h.pieces(f"y{n}_pieces", f"Y{n}(x), absolute", uniform(1, 26, 100), 13, lambda x, n=n: mp.bessely(n, x))
        h.pieces(f"i{n}e_pieces", f"exp(-x) I{n}(x)", octave(0, 6, 4), 13,
                 lambda x, n=n: mp.exp(-x) * mp.besseli(n, x))
        h.pieces(f"k{n}e_pieces", f"exp(x) K{n}(x)", octave(0, 6, 4), 13,
                 lambda x, n=n: mp.exp(x) * mp.besselk(n, x))
    half = mp.mpf(1) / 2
    h.pieces("j0_small", "J0(x) in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besselj(0, x), 1))
    h.pieces("j1_small", "J1(x)/x in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besselj(1, x) / x, half))
    h.pieces("i0_small", "I0(x) in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besseli(0, x), 1))
    h.pieces("i1_small", "I1(x)/x in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besseli(1, x) / x, half))
    two = 2 / mp.pi
    gap = mp.euler - mp.log(2)
    h.pieces("y0_small", "Y0(x) - 2/pi log(x) J0(x) in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: mp.bessely(0, x) - two * mp.log(x) * mp.besselj(0, x), two * gap))
    h.pieces("y1_small", "(Y1(x) - 2/pi (log(x) J1(x) - 1/x))/x in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: (mp.bessely(1, x) - two * (mp.log(x) * mp.besselj(1, x) - 1 / x)) / x,
                       two * (gap / 2 - mp.mpf(1) / 4)))
    h.pieces("k0_small", "K0(x) + log(x) I0(x) in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: mp.besselk(0, x) + mp.log(x) * mp.besseli(0, x), -gap))
    h.pieces("k1_small", "(K1(x) - log(x) I1(x) - 1/x)/x in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: (mp.besselk(1, x) - mp.log(x) * mp.besseli(1, x) - 1 / x) / x,
                       gap / 2 - mp.mpf(1) / 4))
    for n in (0, 1):
        a = [mp.mpf(1)]
        for k in range(1, 22):
            a.append(a[-1] * (4 * n * n - (2 * k - 1) ** 2) / (8 * k))
        h.values(f"hankel{n}", f"a_k({n}), DLMF 10.17.1", a)
    h.write()


def elliptic_tables() -> None:
    h = Header("elliptic")
    h.pieces("ellipk_pieces", "K in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipk(1 - p))
    h.pieces("ellipe_pieces", "E in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipe(1 - p))
    h.write()


def lambert_tables() -> None:
    """W = sum mu_k p^k, p = +-sqrt(2 (e z + 1)): Corless et al., Adv. Comput. Math. 5 (1996) 329, (4.22)-(4.24)."""
    h = Header("lambert")
    mu, alpha = [mp.mpf(-1), mp.mpf(1)], [mp.mpf(2), mp.mpf(-1)]
    for k in range(2, 40):
        a = sum((mu[j] * mu[k + 1 - j] for j in range(2, k)), mp.mpf(0))
        alpha.append(a)
        mu.append(mp.mpf(k - 1) / (k + 1) * (mu[k - 2] / 2 + alpha[k - 2] / 4) - a / 2 - mu[k - 1] / (k + 1))
    h.values("branch_series", "mu_k", mu)
    h.write()


TABLES = {
    "lambert": lambert_tables,
    "bessel_integer": bessel_integer_tables, "elliptic": elliptic_tables,
    "bessel": bessel_tables,
    "log": log_table, "erf": erf_tables, "gamma": gamma_tables, "gammainc": temme_table, "beta": beta_table,
    "zeta": zeta_tables, "faddeeva": faddeeva_tables,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or TABLES:
        TABLES[name]()
