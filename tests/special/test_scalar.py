# SPDX-License-Identifier: BSD-3-Clause
"""A value does not depend on the array that it stands in: scalars and arrays agree in every bit."""
import numpy as np
import pytest

from scinova import special
from scinova.special._table import TABLE

# Its kernel chooses the method for several elements together.
TOGETHER = {"lpmv"}
EDGES = np.array([0.0, -0.0, 0.5, 1, -1, 1.5, 2, 2.5, 4.25, 8, 24, -37.5, 170.6, 700, 1e-310, np.inf, -np.inf, np.nan])
POINTS = 240


def column(rng, code):
    if code == "l":
        return rng.integers(0, 12, POINTS)
    if code == "D":
        return rng.normal(0, 4, 2 * POINTS).view(complex)
    kinds = [rng.uniform(0, 1, POINTS), rng.uniform(0.05, 20, POINTS), rng.uniform(-10, 10, POINTS),
             rng.normal(0, 60, POINTS), np.exp(rng.normal(0, 3, POINTS)), rng.integers(-5, 20, POINTS).astype(float)]
    x = np.choose(rng.integers(0, len(kinds), POINTS), kinds)
    x[:POINTS // 2] = kinds[rng.integers(0, 2)][:POINTS // 2]
    return np.where(rng.uniform(size=POINTS) < 0.05, rng.choice(EDGES, POINTS), x)


@pytest.mark.filterwarnings("ignore:special.*whole number")
@pytest.mark.parametrize("name", [name for name in TABLE if name not in TOGETHER])
def test_scalar_and_array_agree(name):
    f = getattr(special, name)
    rng = np.random.default_rng(3)
    for loop in TABLE[name].types.split():
        codes, out = loop.split("->")
        if set(codes) - set("dDl"):
            continue
        x = [column(rng, code) for code in codes]
        whole = f(*x, signature=(*codes, *out))
        whole = whole if f.nout > 1 else (whole,)
        for k in range(POINTS):
            one = f(*(c[k] for c in x), signature=(*codes, *out))
            for a, b in zip(whole, one if f.nout > 1 else (one,)):
                assert a[k].tobytes() == b.tobytes() or np.isnan(a[k]) and np.isnan(b), [c[k] for c in x]
