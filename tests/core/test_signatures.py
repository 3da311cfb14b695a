# SPDX-License-Identifier: BSD-3-Clause
"""Public signatures: annotated throughout, and SciPy's where SciPy has the function."""
import importlib
import importlib.util
import inspect
import warnings

import pytest

import scinova

SUBPACKAGES = [n for n in scinova.__all__ if n.islower() and n not in ("compat",)
               and importlib.util.find_spec(f"scinova.{n}") and inspect.ismodule(getattr(scinova, n))]


def public_functions(sub):
    module = importlib.import_module(f"scinova.{sub}")
    for name in module.__all__:
        found = getattr(module, name)
        if inspect.isfunction(found) and found.__module__.startswith("scinova."):
            yield name, found


@pytest.mark.parametrize("sub", SUBPACKAGES)
def test_annotated(sub):
    bare = []
    for name, function in public_functions(sub):
        signature = inspect.signature(function)
        lacking = [p.name for p in signature.parameters.values() if p.annotation is p.empty]
        if lacking or signature.return_annotation is signature.empty:
            bare.append(f"{name}: {lacking or 'no return annotation'}")
    assert not bare, bare


# Where SciPy's inspectable signature is not the one it answers to.
NOT_INSPECTABLE = {("io", "loadmat"), ("io", "whosmat")}


@pytest.mark.parametrize("sub", SUBPACKAGES)
def test_parameters_are_scipys(sub):
    pytest.importorskip("scipy")
    if sub == "misc":
        pytest.skip("gone from SciPy")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        theirs_module = importlib.import_module(f"scipy.{sub}")
    wrong = []
    for name, function in public_functions(sub):
        theirs = getattr(theirs_module, name, None)
        if not inspect.isfunction(theirs) or (sub, name) in NOT_INSPECTABLE:
            continue
        ours = inspect.signature(function).parameters
        for p in inspect.signature(theirs).parameters.values():
            if p.kind in (p.VAR_KEYWORD, p.VAR_POSITIONAL) or p.name.startswith("_"):
                continue
            if p.name in ("seed", "random_state") and "rng" in ours:          # the decorator takes the older name
                continue
            mine = ours.get(p.name)
            if type(p.default) is object or callable(p.default):              # a sentinel, or a function of its own
                assert mine is not None
            elif mine is None:
                if not any(q.kind is q.VAR_KEYWORD for q in ours.values()):
                    wrong.append(f"{name}: no parameter {p.name}")
            elif p.default is not p.empty and mine.default != p.default and repr(mine.default) != repr(p.default):
                wrong.append(f"{name}({p.name}={mine.default!r}), SciPy's default is {p.default!r}")
    assert not wrong, wrong
