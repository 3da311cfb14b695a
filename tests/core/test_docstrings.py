# SPDX-License-Identifier: BSD-3-Clause
"""The example in every docstring runs and prints what it says."""
import doctest
import importlib
import re
import sys

import numpy as np
import pytest
from modules import all_modules

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?\d+[eE][-+]?\d+")


class NearlyEqual(doctest.OutputChecker):
    """Text equal as doctest understands it, floating-point numbers to a relative 1e-6."""

    def check_output(self, want, got, optionflags):
        if super().check_output(want, got, optionflags):
            return True
        a, b = NUMBER.findall(want), NUMBER.findall(got)
        if len(a) != len(b) or not a or "..." in want:
            return False
        same_text = "".join(NUMBER.sub("#", want).split()) == "".join(NUMBER.sub("#", got).split())
        return same_text and np.allclose([float(x) for x in a], [float(x) for x in b], rtol=1e-6, atol=1e-12)


@pytest.fixture
def _own_imports(monkeypatch):
    """What an example changes in the import system ends with it."""
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    kept = {n: m for n, m in sys.modules.items() if n.split(".")[0] == "scipy"}
    yield
    for n in [n for n in sys.modules if n.split(".")[0] == "scipy"]:
        del sys.modules[n]
    sys.modules.update(kept)


@pytest.mark.parametrize("name", all_modules())
@pytest.mark.filterwarnings("default")
@pytest.mark.usefixtures("_own_imports")
def test_examples(name):
    module = importlib.import_module(name)
    finder = doctest.DocTestFinder(exclude_empty=True)
    runner = doctest.DocTestRunner(checker=NearlyEqual(), optionflags=FLAGS)
    report: list[str] = []
    for test in finder.find(module, name, module=module, globs={}):
        runner.run(test, out=report.append, clear_globs=True)
    assert not runner.summarize(verbose=False).failed, "".join(report)
