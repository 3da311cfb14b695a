# SPDX-License-Identifier: BSD-3-Clause
"""The benchmark harness: that its ratios mean what they say, and that every case runs."""
import importlib
import sys
from pathlib import Path

import pytest

import scinova

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from bench import measure  # noqa: E402


def test_ratio_of_a_known_amount_of_work(monkeypatch):
    now = [0.0]

    def lasting(seconds):
        def call():
            now[0] += seconds * (1 + 0.1 * (int(now[0] * 1e6) % 2))      # some jitter
        return call

    monkeypatch.setattr(measure.time, "perf_counter", lambda: now[0])
    ratios = measure.compare({"long": lasting(4e-3), "short": lasting(1e-3)}, "long", rounds=7, target=0.1)
    assert 3.5 < ratios["short"].median < 4.5
    assert 0.9 < ratios["null"].median < 1.1
    assert ratios["short"].low <= ratios["short"].median <= ratios["short"].high


@pytest.mark.parametrize("sub", sorted(p.stem for p in (ROOT / "bench" / "cases").glob("*.py") if p.stem != "__init__"))
def test_every_case_runs_on_scinova(sub):
    for case in importlib.import_module(f"bench.cases.{sub}").CASES:
        assert 1 in case.threads, case.name
        assert set(case.bar) <= set(case.threads), case.name
        case.call(scinova, *case.setup())
