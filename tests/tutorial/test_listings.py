# SPDX-License-Identifier: BSD-3-Clause
"""Every listing of SciPy's tutorial, run as printed under ``import scipy`` answered by scinova."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("PIL")

LISTINGS = Path(__file__).with_name("listings.txt")
GROUPS = re.findall(r"^# (.+)$(?=\n>>>)", LISTINGS.read_text(), re.M)

RUN = r'''
import ast, contextlib, doctest, io, json, re, sys, warnings
from scinova.compat.runner import prepare
prepare(2015)
import numpy as np
from PIL import Image
np.random.seed(1234)
np.set_printoptions(legacy="1.25")
Image.new("L", (4, 3), 7).save("fname.png")
warnings.simplefilter("ignore")

NUMBER = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+)(?:[eE][-+]?\d+)?")

def plain(text):
    """Without what only the year of printing decides: long integers, dtype notes, class paths, spaces."""
    text = re.sub(r"(\d)L\b", r"\1", text)
    text = re.sub(r", dtype=bool\)", ")", text)
    text = re.sub(r"<(?:matplotlib\.[\w.]+|[\w ]*Figure)[^>]*>", "<mpl>", text)
    text = re.sub(r"\((?:np\.float64|np\.int64)\(([^)]*)\)", r"(\1", text)
    return re.sub(r"^(Figure\(|Axes\(|Text\().*$", "<mpl>", text.strip(), flags=re.M)

def agrees(want, got):
    if want.startswith("~"):                      # random: same shape, same order of magnitude
        a, b = (np.array([float(v) for v in NUMBER.findall(t)]) for t in (want.rstrip(".\n")[1:], got))
        return len(a) == len(b) and bool(np.all(np.abs(a - b) < 0.5 + 1.5 * np.abs(a)))
    want, got = plain(want), plain(got)
    if "matplotlib" in want or "<mpl>" in want:
        return "mpl" in got or "matplotlib" in got or "Axes" in got or "object at" in got
    checker, flags = doctest.OutputChecker(), doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    if checker.check_output(want + "\n", got + "\n", flags):
        return True
    lines = [t.strip().splitlines() for t in (want, got)]
    if "..." in want and len(lines[0]) == len(lines[1]) > 1:
        return all(agrees(w, g) for w, g in zip(*lines))
    if "..." in want:
        pieces = [re.escape("".join(p.split())) for p in want.split("...")]
        return re.fullmatch(".*".join(pieces), "".join(got.split()), re.S) is not None
    a, b = NUMBER.findall(want), NUMBER.findall(got)
    words = ["".join(NUMBER.sub("#", t).split()) for t in (want, got)]
    return words[0] == words[1] and np.allclose([float(v) for v in a], [float(v) for v in b], rtol=2e-6, atol=1e-7)

def outcome(example, names):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(example.source, "<listing>", "single"), names)
        except Exception as raised:
            if example.exc_msg is None:
                return f"{type(raised).__name__}: {raised}"
            kind = example.exc_msg.split(":")[0].lstrip(".")
            return None if type(raised).__name__ == kind else f"{type(raised).__name__}, not {kind}"
    if example.exc_msg is not None:
        return "did not raise"
    return None if agrees(example.want, out.getvalue()) else f"printed {out.getvalue()!r}, not {example.want!r}"

names, failures = {}, {}
# The tutorial prints `...LinAlgError` for an exception of whatever module; doctest wants a name there.
text = re.sub(r"^\.\.\.(?=\w+Error:)", "", open(sys.argv[1]).read(), flags=re.M)
for title, body in re.findall(r"^# (.+)$\n((?:(?!^# ).*\n?)+)", text, re.M):
    for example in doctest.DocTestParser().get_examples(body):
        wrong = outcome(example, names)
        if wrong:
            failures.setdefault(title, []).append(f"{example.source.strip()}: {wrong}")
    failures.setdefault(title, [])
print(json.dumps(failures), file=sys.stderr)
'''


@pytest.fixture(scope="module")
def failures(tmp_path_factory):
    done = subprocess.run([sys.executable, "-c", RUN, str(LISTINGS)], cwd=tmp_path_factory.mktemp("listings"),
                          text=True, capture_output=True, env={**os.environ, "MPLBACKEND": "Agg"})
    assert done.returncode == 0, done.stderr
    return json.loads(done.stderr.splitlines()[-1])


@pytest.mark.parametrize("group", GROUPS)
def test_listing(failures, group):
    assert failures[group] == []


def test_no_listing_is_lost(failures):
    assert list(failures) == GROUPS
    assert len(GROUPS) > 40
