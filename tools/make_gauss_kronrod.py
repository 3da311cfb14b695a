# SPDX-License-Identifier: BSD-3-Clause
"""Write native/kernels/integrate/gauss_kronrod_tables.hpp: Gauss-Kronrod pairs at 30 digits (mpmath).

The Kronrod nodes beyond Gauss's n are the zeros of the Stieltjes polynomial E of degree n + 1, which is orthogonal to
all polynomials of degree at most n under the weight P_n (Kronrod 1965; Piessens et al., QUADPACK, 1983, section 2.2.3).
E is expanded in Legendre polynomials, its zeros found to 60 digits, the weights from the moments of P_0, P_1, ...
"""
from __future__ import annotations

import pathlib

import mpmath as mp

mp.mp.dps = 80
OUT = pathlib.Path(__file__).resolve().parents[1] / "native/kernels/integrate/gauss_kronrod_tables.hpp"


def times(p: list, q: list) -> list:
    out = [mp.mpf(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            out[i + j] += a * b
    return out


def legendre(n: int) -> list:
    before, now = [mp.mpf(1)], [mp.mpf(0), mp.mpf(1)]
    if n == 0:
        return before
    for k in range(1, n):
        shifted = [mp.mpf(0), *[(2 * k + 1) * c for c in now]]
        for i, c in enumerate(before):
            shifted[i] -= k * c
        before, now = now, [c / (k + 1) for c in shifted]
    return now


def integral(p: list) -> mp.mpf:
    return mp.fsum(2 * c / (i + 1) for i, c in enumerate(p) if i % 2 == 0)


def stieltjes(n: int) -> list:
    """Monomial coefficients of the Stieltjes polynomial of degree n + 1, leading coefficient 1."""
    unknown = [k for k in range(n + 1) if (k - n - 1) % 2 == 0]
    tests = [k for k in range(n + 1) if (k + n + n + 1) % 2 == 0][-len(unknown):]
    pn = legendre(n)

    def inner(k: int, j: int) -> mp.mpf:
        monomial = [mp.mpf(0)] * (k + j) + [mp.mpf(1)]
        return integral(times(pn, monomial))

    matrix = mp.matrix(len(tests), len(unknown))
    right = mp.matrix(len(tests), 1)
    for r, k in enumerate(tests):
        for c, j in enumerate(unknown):
            matrix[r, c] = inner(k, j)
        right[r] = -inner(k, n + 1)
    solution = mp.lu_solve(matrix, right)
    out = [mp.mpf(0)] * (n + 2)
    out[n + 1] = mp.mpf(1)
    for c, j in enumerate(unknown):
        out[j] = solution[c]
    return out


def zeros(p: list) -> list:
    found = mp.polyroots(p[::-1], maxsteps=500, extraprec=400)
    return sorted(mp.re(z) for z in found)


def weights(nodes: list) -> list:
    n = len(nodes)
    matrix = mp.matrix(n, n)
    right = mp.matrix(n, 1)
    right[0] = 2
    for i, x in enumerate(nodes):
        for k in range(n):
            matrix[k, i] = mp.legendre(k, x)
    return list(mp.lu_solve(matrix, right))


def block(name: str, note: str, values: list) -> str:
    rows = ",\n".join(f"    {mp.nstr(v, 30, strip_zeros=False)}" for v in values)
    return f"// {note}\ninline constexpr std::array<double, {len(values)}> {name} = {{\n{rows}}};\n"


def pair(n: int) -> str:
    gauss = zeros(legendre(n))
    nodes = sorted(gauss + zeros(stieltjes(n)))
    wk = weights(nodes)
    wg = weights(gauss)
    upper = [i for i in range(len(nodes) - 1, -1, -1) if nodes[i] > mp.mpf(10) ** -40] + [n]
    positive = [mp.mpf(0) if abs(nodes[i]) < mp.mpf(10) ** -40 else nodes[i] for i in upper]
    gauss_weight = []
    for x in positive:
        match = [w for g, w in zip(gauss, wg) if abs(g - x) < mp.mpf(10) ** -40]
        gauss_weight.append(match[0] if match else mp.mpf(0))
    size = 2 * n + 1
    return "\n".join([
        block(f"k{size}_node", f"G{n}K{size}: nodes from the largest down to the centre", positive),
        block(f"k{size}_weight", "Kronrod weights", [wk[i] for i in upper]),
        block(f"k{size}_gauss", "Gauss weights, zero at the nodes that Kronrod added", gauss_weight)])


def main() -> None:
    head = ("// SPDX-License-Identifier: BSD-3-Clause\n"
            "// Gauss-Kronrod pairs on [-1, 1], 30 digits; written by tools/make_gauss_kronrod.py (mpmath).\n"
            "#pragma once\n\n#include <array>\n\nnamespace scinova::quad {\n\n")
    OUT.write_text(head + pair(7) + "\n" + pair(10) + "\n}  // namespace scinova::quad\n")


if __name__ == "__main__":
    main()
