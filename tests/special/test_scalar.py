# SPDX-License-Identifier: BSD-3-Clause
"""A value does not depend on the array that it stands in: scalars and arrays agree in every bit."""
import numpy as np
import pytest

from scinova import special
from scinova.special._table import TABLE

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
@pytest.mark.parametrize("name", [*TABLE])
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


KINDS = [lambda x: x, int, float, complex, np.float64, np.int64, np.complex128, np.array, lambda x: np.array(int(x)),
         lambda x: np.array(complex(x)), bool, np.float32, np.longdouble, np.complex64, np.int32, np.uint64,
         lambda x: 2**70, lambda x: np.array(x, ">f8"), lambda x: None, lambda x: [x]]


def outcome(f, *x, **options):
    try:
        result = f(*x, **options)
    except Exception as e:
        return type(e), str(e)
    return [(type(r), np.asarray(r).dtype, np.shape(r), np.asarray(r).tobytes())
            for r in (result if isinstance(result, tuple) else (result,))]


@pytest.mark.filterwarnings("ignore:special.*whole number")
@pytest.mark.parametrize("name", TABLE)
def test_a_call_with_numbers_is_numpys_call(name):
    # with a keyword, even an idle one, NumPy makes the call itself
    f = getattr(special, name)
    rng = np.random.default_rng(4)
    for trial in range(150):
        kinds = KINDS[:10] if trial % 3 else KINDS
        x = [kinds[rng.integers(len(kinds))](float(v)) for v in rng.choice([0.5, 1, 1.5, 2, 3.25, -0.75], f.nin)]
        assert outcome(f, *x) == outcome(f, *x, where=True), x


def test_numbers_and_errors():
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError):
        special.gamma(-1.0)
    with special.errstate(all="warn"), pytest.warns(special.SpecialFunctionWarning):
        assert np.isinf(special.gammaln(0.0))
    assert special.jv(1.0, 2.0).dtype == np.float64 and special.jv(1, 2j).dtype == np.complex128
    with pytest.raises(TypeError):
        special.jv(1.0)
    out = np.zeros(())
    assert special.erf(0.5, out) is out and out[()] == special.erf(0.5)
