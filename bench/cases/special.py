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

# Where an array kernel stands behind the function: five times SciPy's speed on one thread.
FIVE = {1: 5.0}
LARGE = {
    "erf": [(-3, 3)], "erfc": [(-3, 10)], "gamma": [(0.1, 30)], "gammaln": [(0.1, 30)], "digamma": [(0.1, 30)],
    "ndtr": [(-6, 6)], "ndtri": [(0.001, 0.999)], "expit": [(-10, 10)], "logit": [(0.01, 0.99)],
    "erfinv": [(-0.999, 0.999)], "j0": [(0, 40)], "j1": [(0, 40)], "y0": [(0.1, 40)], "i0": [(0, 30)], "i1": [(0, 30)],
    "k0": [(0.1, 30)], "log_ndtr": [(-20, 5)], "xlogy": [(0, 3), (0, 3)], "entr": [(0, 3)], "ellipk": [(0, 0.99)],
}
# Made by the same means, without a bar of their own but 1.
OTHERS = {
    "erfcx": [(0, 20)], "y1": [(0.1, 40)], "k1": [(0.1, 30)], "i0e": [(0, 30)], "i1e": [(0, 30)], "k0e": [(0.1, 30)],
    "k1e": [(0.1, 30)], "erfcinv": [(0.001, 1.999)], "ndtri_exp": [(-20, -0.01)], "rgamma": [(0.1, 30)],
    "loggamma": [(0.1, 100)], "gammasgn": [(-10, 10)], "ellipe": [(0, 0.99)], "ellipkm1": [(0.01, 1)],
    "zeta": [(1.1, 30)], "xlog1py": [(0, 3), (0, 3)], "rel_entr": [(0, 3), (0, 3)], "kl_div": [(0, 3), (0, 3)],
    "log_expit": [(-10, 10)], "log1p": [(-0.5, 5)], "expm1": [(-3, 3)], "exp2": [(-10, 10)], "exp10": [(-10, 10)],
    "cbrt": [(-10, 10)], "cosm1": [(-3, 3)], "exprel": [(-3, 3)], "boxcox": [(0.1, 10), (-2, 2)],
    "inv_boxcox": [(0.1, 2), (0.1, 2)], "boxcox1p": [(0.1, 10), (-2, 2)], "inv_boxcox1p": [(0.1, 2), (0.1, 2)],
}


def plane(name, scale, bar=None, n=200_000):
    """Complex arguments, normally distributed."""
    return Case(f"special.{name} complex {n}",
                lambda: (scale * np.random.default_rng(0).normal(size=2 * n).view(complex),),
                lambda lib, z, name=name: getattr(lib.special, name)(z), threads=(1, 2), bar=bar or {})


CASES = [
    *(case(name, *ranges, n=200_000, bar=FIVE) for name, ranges in LARGE.items()),
    *(case(name, *ranges, n=200_000) for name, ranges in OTHERS.items()),
    case("gammainc", (0.5, 50), (0.5, 50), n=20_000, bar=TWO),
    case("gammaincinv", (0.5, 50), (0.01, 0.99), n=5_000),
    case("betainc", (0.5, 50), (0.5, 50), (0.05, 0.95), n=20_000, bar=TWO),
    case("betaincinv", (0.5, 50), (0.5, 50), (0.01, 0.99), n=5_000),
    case("stdtr", (1, 50), (-5, 5), n=20_000), case("binom", (10, 50), (1, 10), n=20_000),
    case("jv", (0, 10), (0.1, 40), n=10_000), case("kv", (0, 10), (0.1, 40), n=10_000),
    case("ellipkinc", (0, 1.5), (0, 0.99), bar=TWO),
    case("ellipj", (-5, 5), (0, 0.99), bar=TWO),
    case("exp1", (0.01, 20), n=200_000, bar={1: 5.0}), case("expi", (0.01, 20), n=200_000, bar={1: 5.0}),
    case("lambertw", (-0.3, 20), n=200_000, bar={1: 3.0}), plane("lambertw", 3.0, {1: 3.0}),
    plane("wofz", 1.0, {1: 3.0}), plane("exp1", 3.0), plane("loggamma", 5.0), plane("gamma", 5.0),
    case("sici", (0.01, 20)), case("spence", (0.01, 20)), case("fresnel", (-8, 8)),
    Case("special.logsumexp 1000x100", lambda: (np.random.default_rng(0).normal(size=(1000, 100)),),
         lambda lib, a: lib.special.logsumexp(a, axis=1)),
    Case("special.gammaln of 3", lambda: (np.array([0.5, 1.5, 2.5]),), lambda lib, x: lib.special.gammaln(x)),
]
