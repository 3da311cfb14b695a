# SPDX-License-Identifier: BSD-3-Clause
"""No bit pattern crashes or hangs a special function; what it reports can be raised."""
import importlib.util
from pathlib import Path

import numpy as np
import pytest

from scinova import special
from scinova.special._table import HELPERS, TABLE

_spec = importlib.util.spec_from_file_location("fuzz_special", Path(__file__).parents[2] / "tools/fuzz_special.py")
fuzz_special = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(fuzz_special)


@pytest.mark.parametrize("name", [*TABLE, *HELPERS])
@pytest.mark.filterwarnings("ignore")
def test_any_bit_pattern_comes_to_an_end(name):
    seconds, at = fuzz_special.fuzz(name, 300)
    assert seconds < 1.0, at          # a hang, not a measurement


@pytest.mark.filterwarnings("ignore:special.*whole number")
@pytest.mark.parametrize("name", TABLE)
def test_every_report_is_an_error_when_asked(name):
    ufunc = getattr(special, name)
    rng = np.random.default_rng(1)
    with special.errstate(all="raise"), np.errstate(all="ignore"):
        for loop in ufunc.types:
            columns = [fuzz_special.patterns(c, 20, rng).astype(c) for c in loop.split("->")[0]]
            for at in zip(*columns):
                try:
                    ufunc(*at)
                except special.SpecialFunctionError as error:
                    assert name in str(error) or name.lstrip("_") in str(error)
