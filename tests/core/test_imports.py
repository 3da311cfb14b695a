# SPDX-License-Identifier: BSD-3-Clause
"""Which subpackage may import which; laziness; and life without SciPy."""
import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from modules import all_modules

import scinova

SOURCE = Path(scinova.__file__).parent
# A subpackage may import those of a lower rank, and none of its own rank.
RANK = {"_core": 0, "constants": 1, "special": 2, "fft": 3, "linalg": 4, "sparse": 5, "spatial": 6, "optimize": 7,
        "integrate": 8, "interpolate": 9, "ndimage": 10, "differentiate": 11, "cluster": 11, "signal": 11, "io": 11,
        "odr": 11, "fftpack": 11, "datasets": 11, "misc": 12, "stats": 13, "compat": 14, "_config": 15, "_tour": 16,
        "__config__": 16, "__init__": 17, "__main__": 17, "examples": 18}


def _imports(file):
    """Subpackages of scinova that a source file imports, anywhere in it."""
    package = file.relative_to(SOURCE.parent).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
            names = [f"{base}.{a.name}" for a in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "scinova" and len(parts) > 1 and parts[1] in RANK:
                yield parts[1], node.lineno


@pytest.mark.parametrize("sub", sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and p.name in RANK))
def test_imports_go_one_way(sub):
    wrong = [f"{file.relative_to(SOURCE)}:{line} imports {other}"
             for file in sorted((SOURCE / sub).rglob("*.py")) for other, line in _imports(file)
             if other != sub and RANK[other] >= RANK[sub]]
    assert not wrong, wrong


def test_every_part_has_a_rank():
    parts = {p.stem for p in SOURCE.iterdir() if (p.is_dir() and any(p.glob("*.py"))) or p.suffix == ".py"}
    assert parts <= set(RANK), parts - set(RANK)


def test_scipy_is_never_imported():
    found = [f"{file.relative_to(SOURCE)}:{node.lineno}" for file in SOURCE.rglob("*.py")
             for node in ast.walk(ast.parse(file.read_text()))
             if (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "scipy" for a in node.names))
             or (isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] == "scipy")]
    assert not found


WITHOUT_SCIPY = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "scipy": raise ModuleNotFoundError("scipy is not here", name=name)
sys.meta_path.insert(0, Refuse())
import importlib, scinova
for name in sys.argv[1:]:
    module = importlib.import_module(name)
    for name in getattr(module, "__all__", ()):
        getattr(module, name)
print("fine")
"""


def test_everything_works_without_scipy():
    out = subprocess.run([sys.executable, "-c", WITHOUT_SCIPY, *all_modules()], capture_output=True, text=True)
    assert out.stdout.strip() == "fine", out.stderr


def test_the_root_loads_nothing_it_does_not_need():
    code = "import json, sys, scinova; print(json.dumps(sorted(m for m in sys.modules if m.startswith('scinova'))))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(out.stdout) == ["scinova", "scinova._core", "scinova._core.lazy"]


def test_unknown_names_are_attribute_errors():
    with pytest.raises(AttributeError):
        _ = scinova.nothing_of_the_kind
    with pytest.raises(AttributeError):
        _ = scinova.misc.nothing_of_the_kind
    with pytest.raises(ImportError):
        importlib.import_module("scinova.nothing_of_the_kind")


@pytest.mark.parametrize("sub", sorted(n for n in scinova.__all__ if n in RANK and n != "compat"))
def test_every_public_name_is_there_and_documented(sub):
    module = getattr(scinova, sub)
    for name in module.__all__:
        found = getattr(module, name)
        assert name in dir(module)
        if callable(found):
            assert found.__doc__, f"{sub}.{name} has no docstring"


def test_stubs_are_up_to_date():
    tool = SOURCE.parents[1] / "tools" / "make_stubs.py"
    if not tool.exists():
        pytest.skip("not a checkout")
    out = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True)
    assert out.returncode == 0, out.stdout
