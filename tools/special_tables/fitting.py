# SPDX-License-Identifier: BSD-3-Clause
"""Piecewise polynomials and their C++ headers.

Every table is a list of pieces. A piece covers one interval and is stored as (middle, 1/half-length, c0 ... cn): the
polynomial in t = (x - middle)/half-length, -1 <= t <= 1, that interpolates the function at the Chebyshev points of
the first kind, in powers of t. Where pieces shrink with x (``octave``), their number comes from the exponent and the
leading bits of x; where they are of equal length (``uniform``), from a multiplication. The error printed over each
table is the largest relative error found on a fine grid, with the coefficients rounded to float64.
"""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import mpmath as mp

OUT = Path(__file__).resolve().parents[2] / "native/kernels/special"
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


def powers(f: Callable, a, b, degree: int) -> list:
    """The powers of t of the polynomial that interpolates f(t) at the Chebyshev points of [a, b]."""
    a, b = mp.mpf(a), mp.mpf(b)
    middle, half = (a + b) / 2, (b - a) / 2
    n = degree + 1
    nodes = [middle + half * mp.cos(mp.pi * (k + mp.mpf(1) / 2) / n) for k in range(n)]
    # Newton's divided differences, then Horner's rule on polynomials.
    table = [f(t) for t in nodes]
    for level in range(1, n):
        for k in range(n - 1, level - 1, -1):
            table[k] = (table[k] - table[k - 1]) / (nodes[k] - nodes[k - level])
    poly = [mp.mpf(0)]
    for k in range(n - 1, -1, -1):
        shifted = [mp.mpf(0), *poly]
        for i, c in enumerate(poly):
            shifted[i] -= nodes[k] * c
        shifted[0] += table[k]
        poly = shifted
    size = [abs(c) * max(abs(a), abs(b)) ** j for j, c in enumerate(poly[:n])]
    return [c if s > max(size) * mp.mpf(10) ** -36 else mp.mpf(0) for c, s in zip(poly, size)]


def half_octaves(f: Callable, first: int) -> Callable:
    """f(k, t), -1/4 <= t <= 1/4, for the halves of the octaves from 2^first: x = 2^e m and t = m - 5/4 or m - 7/4."""
    return lambda k, t: f(mp.ldexp((mp.mpf(7) if k % 2 else mp.mpf(5)) / 4 + t, first + k // 2))


def _powers(n: int) -> list[list]:
    """Row j: the coefficients of the Chebyshev polynomial T_j in powers of its argument."""
    rows = [[0] * n for _ in range(max(n, 2))]
    rows[0][0] = 1
    if n > 1:
        rows[1][1] = 1
    for j in range(2, n):
        for i in range(n):
            rows[j][i] = (2 * rows[j - 1][i - 1] if i else 0) - rows[j - 2][i]
    return rows[:n]


def _cheb(n: int) -> tuple[list, list[list]]:
    """Chebyshev points of the first kind, and the matrix from values there to powers of t."""
    angles = [mp.pi * (k + mp.mpf(1) / 2) / n for k in range(n)]
    powers = _powers(n)
    matrix = [[sum(powers[j][i] * mp.cos(j * a) * (2 - (j == 0)) / n for j in range(n)) for a in angles]
              for i in range(n)]
    return [mp.cos(a) for a in angles], matrix


def fit_surface(f: Callable, x: tuple, y: tuple, rows: int, lanes: int) -> tuple[list[list], mp.mpf]:
    """Coefficients c[i][j] of t^i s^j for f on the rectangle, and the largest error relative to the largest value."""
    (a, b), (c, d) = [tuple(map(mp.mpf, r)) for r in (x, y)]
    tx, mx = _cheb(rows)
    ty, my = _cheb(lanes)

    def value(t, s):
        return f((a + b) / 2 + (b - a) / 2 * t, (c + d) / 2 + (d - c) / 2 * s)

    grid = [[value(t, s) for s in ty] for t in tx]
    half = [[sum(m * v for m, v in zip(row, column)) for column in zip(*grid)] for row in mx]
    rounded = [[float(sum(m * v for m, v in zip(my[j], row))) for j in range(lanes)] for row in half]
    worst, size = mp.mpf(0), mp.mpf(0)
    edge = mp.mpf("0.9999")     # on the edges themselves f may be a limit
    for t in (edge * k / 5 for k in range(-5, 6)):
        for s in (edge * k / 4 for k in range(-4, 5)):
            exact = value(t, s)
            got = sum(c * t**i * s**j for i, row in enumerate(rounded) for j, c in enumerate(row))
            worst, size = max(worst, abs(got - exact)), max(size, abs(exact))
    return rounded, worst / size


class Header:
    def __init__(self, topic: str, includes: tuple[str, ...] = ()):
        self.topic = topic
        self.text = ["// SPDX-License-Identifier: BSD-3-Clause",
                     f"// Written by tools/special_tables/{topic}.py; not to be edited.", "#pragma once", "",
                     *(f'#include "{name}"' for name in includes), *([""] if includes else []),
                     "namespace scinova::special::tables {", ""]

    def surfaces(self, name: str, what: str, rectangles: list[tuple], rows: int, lanes: int, f: Callable) -> None:
        """Polynomials in two variables on rectangles ((x0, x1), (y0, y1)), for kernels/special/surface.hpp."""
        count = len(rectangles)
        lines, worst = [], mp.mpf(0)
        for x, y in rectangles:
            c, error = fit_surface(f, x, y, rows, lanes)
            worst = max(worst, error)
            (a, b), (p, q) = [tuple(map(mp.mpf, r)) for r in (x, y)]
            scale = [(a + b) / 2, 2 / (b - a), (p + q) / 2, 2 / (q - p)]
            lines.append([[float(v) for v in scale], c])
        self.text.append(f"// {what}; error {mp.nstr(worst, 2)} of the largest value")
        self.text.append(f"inline constexpr Surface<{rows}, {lanes}> {name}[{count}] = {{")
        for scale, c in lines:
            self.text.append("    {{")
            for row in c:
                self._row(row)
            self.text[-1] = self.text[-1].rstrip(",") + "},"
            self.text.append("     " + ", ".join(v.hex() for v in scale) + "},")
        self.text += ["};", ""]
        print(f"{self.topic}.{name}: {count} x {rows} x {lanes}, {mp.nstr(worst, 3)}", flush=True)

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

    def columns(self, name: str, what: str, count: int, degree: int, f: Callable, low=-0.5, high=0.5) -> None:
        """Polynomials in t of ``low`` <= t <= ``high`` for f(k, t), k < count, those of t^j in row j: for loops
        that look coefficients up in a register (``low`` may be a function of k)."""
        table, worst = [], mp.mpf(0)
        for k in range(count):
            a = low(k) if callable(low) else low
            row = powers(lambda t, k=k: f(k, t), a, high, degree)
            table.append(row)
            rounded = [mp.mpf(float(c)) for c in reversed(row)]
            scale = max(abs(f(k, mp.mpf(a) + (high - mp.mpf(a)) * j / 8)) for j in range(9))
            for j in range(32):
                t = mp.mpf(a) + (high - mp.mpf(a)) * (2 * j + 1) / 64
                exact = f(k, t)
                error = abs(mp.polyval(rounded, t) - exact) / max(abs(exact), scale * mp.mpf("1e-3"))
                worst = max(worst, error)
        self.text.append(f"// {what}; {count} pieces of degree {degree}, relative error {mp.nstr(worst, 2)}")
        self.text.append(f"alignas(64) inline constexpr double {name}[{degree + 1}][{count}] = {{")
        for j in range(degree + 1):
            self._row([float(row[j]) for row in table])
        self.text += ["};", ""]
        print(f"{self.topic}.{name}: {count} x {degree}, {mp.nstr(worst, 3)}")

    def single(self, name: str, what: str, a, b, degree: int, f: Callable) -> None:
        """One polynomial in the argument itself on [a, b]."""
        row = powers(f, a, b, degree)
        rounded = [mp.mpf(float(c)) for c in reversed(row)]
        worst = mp.mpf(0)
        for j in range(64):
            t = mp.mpf(a) + (mp.mpf(b) - mp.mpf(a)) * (2 * j + 1) / 128
            worst = max(worst, abs(mp.polyval(rounded, t) / f(t) - 1))
        self.values(name, f"{what} on [{mp.nstr(mp.mpf(a), 6)}, {mp.nstr(mp.mpf(b), 6)}], relative error "
                          f"{mp.nstr(worst, 2)}", row)
        print(f"{self.topic}.{name}: {degree}, {mp.nstr(worst, 3)}")

    def write(self) -> None:
        self.text += ["}  // namespace scinova::special::tables", ""]
        (OUT / f"tables_{self.topic}.hpp").write_text("\n".join(self.text))
