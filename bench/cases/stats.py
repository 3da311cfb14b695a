# SPDX-License-Identifier: BSD-3-Clause
"""Cases of stats."""
import numpy as np

from bench.case import Case


def _points(n):
    return lambda: (np.random.default_rng(0).uniform(0.1, 0.9, size=n),)


CASES = [
    Case("stats.norm.pdf scalar", lambda: (0.3,), lambda lib, x: lib.stats.norm.pdf(x), bar={1: 10.0}),
    Case("stats.norm.pdf 7", _points(7), lambda lib, x: lib.stats.norm.pdf(x), bar={1: 3.0}),
    *(Case(f"stats.{name}.{method} 100000", _points(100000),
           lambda lib, x, name=name, method=method, shapes=shapes:
           getattr(getattr(lib.stats, name), method)(x, *shapes))
      for name, shapes in (("norm", ()), ("gamma", (2.0,)), ("t", (3.0,)), ("beta", (2.0, 3.0)))
      for method in ("pdf", "cdf", "ppf")),
    Case("stats.norm() frozen", lambda: (), lambda lib: lib.stats.norm(1.0, 2.0), bar={1: 3.0}),
    Case("stats.norm.rvs scalar", lambda: (), lambda lib: lib.stats.norm.rvs()),
    Case("stats.gamma.fit 100", lambda: (np.random.default_rng(0).gamma(2.0, size=100),),
         lambda lib, x: lib.stats.gamma.fit(x)),
    Case("stats.ttest_ind 10, 12", lambda: tuple(np.random.default_rng(0).normal(size=n) for n in (10, 12)),
         lambda lib, a, b: lib.stats.ttest_ind(a, b), bar={1: 3.0}),
    *[Case(f"stats.ttest_ind {name} 50 by 200", lambda: tuple(np.random.default_rng(0).normal(size=(2, 50, 200))),
           lambda lib, a, b, name=name: lib.stats.ttest_ind(a, b, method=getattr(lib.stats, name)(999, rng=1)))
      for name in ("MonteCarloMethod", "PermutationMethod")],
    Case("stats.scoreatpercentile 1000", _points(1000), lambda lib, x: lib.stats.scoreatpercentile(x, 90)),
]
