# SPDX-License-Identifier: BSD-3-Clause
"""Cases of special."""
import numpy as np

from bench.case import Case


def columns(*ranges, n=100_000):
    """Uniform columns, one per range."""
    def setup():
        rng = np.random.default_rng(0)
        return tuple(rng.uniform(low, high, n) for low, high in ranges)
    return setup


def case(name, *ranges, n=100_000, bar=None):
    return Case(f"special.{name} {n}", columns(*ranges, n=n),
                lambda lib, *x, name=name: getattr(lib.special, name)(*x), threads=(1, 2), bar=bar or {})


TWO = {2: 3.0}

CASES = [
    case("erf", (-3, 3), bar=TWO), case("erfc", (-3, 10), bar=TWO), case("erfcx", (0, 20), bar=TWO),
    case("ndtr", (-6, 6), bar=TWO), case("ndtri", (0.001, 0.999), bar=TWO), case("log_ndtr", (-20, 5), bar=TWO),
    case("gamma", (0.1, 30), bar=TWO), case("gammaln", (0.1, 100), bar=TWO), case("digamma", (0.1, 30), bar=TWO),
    case("expit", (-10, 10), bar=TWO), case("logit", (0.01, 0.99), bar=TWO), case("xlogy", (0, 3), (0, 3), bar=TWO),
    case("gammainc", (0.5, 50), (0.5, 50), n=20_000, bar=TWO),
    case("gammaincinv", (0.5, 50), (0.01, 0.99), n=5_000),
    case("betainc", (0.5, 50), (0.5, 50), (0.05, 0.95), n=20_000, bar=TWO),
    case("betaincinv", (0.5, 50), (0.5, 50), (0.01, 0.99), n=5_000),
    case("stdtr", (1, 50), (-5, 5), n=20_000), case("binom", (10, 50), (1, 10), n=20_000),
    case("j0", (0, 40), bar=TWO), case("y1", (0.1, 40), bar=TWO), case("i0", (0, 30), bar=TWO),
    case("k1", (0.1, 30), bar=TWO), case("jv", (0, 10), (0.1, 40), n=10_000), case("kv", (0, 10), (0.1, 40), n=10_000),
    case("ellipk", (0, 0.99), bar=TWO), case("ellipkinc", (0, 1.5), (0, 0.99), bar=TWO),
    case("ellipj", (-5, 5), (0, 0.99), bar=TWO),
    Case("special.wofz 100000", lambda: (np.random.default_rng(0).normal(size=200_000).view(complex),),
         lambda lib, z: lib.special.wofz(z), threads=(1, 2), bar=TWO),
    Case("special.logsumexp 1000x100", lambda: (np.random.default_rng(0).normal(size=(1000, 100)),),
         lambda lib, a: lib.special.logsumexp(a, axis=1)),
    Case("special.gammaln of 3", lambda: (np.array([0.5, 1.5, 2.5]),), lambda lib, x: lib.special.gammaln(x)),
]
