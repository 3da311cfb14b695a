# SPDX-License-Identifier: BSD-3-Clause
"""Every declared argument of every public function refuses what its declaration refuses."""
import importlib
import warnings

import numpy as np
import pytest
from modules import all_modules

from scinova._core import validation


def _declared():
    """All declarations, after importing every module that might hold one."""
    for name in all_modules():
        importlib.import_module(name)
    return sorted(validation.DECLARED)


FUNCTIONS = _declared()


def _public(name):
    module, _, attribute = name.rpartition(".")
    found = importlib.import_module(f"scinova.{module}" if module else "scinova")
    return getattr(found, attribute)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_is_accepted(name):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _public(name)(**validation.DECLARED[name].example)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_bad_arguments_are_refused_by_name(name):
    declared = validation.DECLARED[name]
    for argument, keywords, error in declared.bad_calls():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with pytest.raises(error) as caught:
                _public(name)(**keywords)
        assert argument in str(caught.value), f"{name}({argument}={keywords[argument]!r}): {caught.value}"


def test_a_float64_array_passes_untouched():
    spec = validation.Arguments("core.example", example={}, a=validation.Array(ndim=1)).a
    x = np.arange(4.0)
    assert spec(x) is x
    del validation.DECLARED["core.example"]


def test_errors_say_what_was_required_and_what_came():
    square = validation.Array("inexact", ndim=(2, None), square=True)
    spec = validation.Arguments("core.example", example={}, a=square).a
    with pytest.raises(ValueError, match=r"core.example: a must be square.*\(2, 3\)"):
        spec(np.ones((2, 3)))
    with pytest.raises(TypeError, match="dtype <U1"):
        spec(np.full((2, 2), "x"))
    del validation.DECLARED["core.example"]
