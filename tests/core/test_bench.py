# SPDX-License-Identifier: BSD-3-Clause
"""The benchmark harness: that its ratios mean what they say, and that every case runs."""
import importlib
import sys
from pathlib import Path

import pytest

import scinova

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench.measure import compare  # noqa: E402


def _busy(n):
    def call():
        return sum(range(n))
    return call


def test_ratio_of_a_known_amount_of_work():
    ratios = compare({"long": _busy(40_000), "short": _busy(10_000)}, "long", rounds=7, target=0.01)
    assert 2.0 < ratios["short"].median < 8.0
    assert 0.5 < ratios["null"].median < 2.0
    assert ratios["short"].low <= ratios["short"].median <= ratios["short"].high


@pytest.mark.parametrize("sub", sorted(p.stem for p in (ROOT / "bench" / "cases").glob("*.py") if p.stem != "__init__"))
def test_every_case_runs_on_scinova(sub):
    for case in importlib.import_module(f"bench.cases.{sub}").CASES:
        assert 1 in case.threads, case.name
        assert set(case.bar) <= set(case.threads), case.name
        case.call(scinova, *case.setup())
