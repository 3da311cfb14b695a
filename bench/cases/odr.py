# SPDX-License-Identifier: BSD-3-Clause
"""Cases of odr."""
import numpy as np

from bench.case import Case


def _line(n):
    def setup():
        rng = np.random.default_rng(0)
        x = np.linspace(0.0, 5.0, n)
        return x + 0.01 * rng.normal(size=n), 2.0 * x + 1.0 + 0.01 * rng.normal(size=n)
    return setup


CASES = [
    Case(f"odr.ODR line {n}", _line(n),
         lambda lib, x, y: lib.odr.ODR(lib.odr.Data(x, y), lib.odr.unilinear, beta0=[1.0, 1.0]).run())
    for n in (10, 1000)
]
