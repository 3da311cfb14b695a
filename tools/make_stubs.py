# SPDX-License-Identifier: BSD-3-Clause
"""Write the type stubs that follow from what is declared elsewhere.

``__init__.pyi`` beside every package whose names are attached lazily, from its table of names, and ``_native.pyi`` for
every extension: what it holds is checked by its callers' tests, not by types.

    python tools/make_stubs.py           # write
    python tools/make_stubs.py --check   # exit 1 when one is out of date

The table is read from the source, so that nothing needs to be built.
"""
from __future__ import annotations

import ast
import sys
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "scinova"
DECLARED = SOURCE.parent.parent / "native" / "declare"
NATIVE = ("# Written by tools/make_stubs.py.\nfrom typing import Any\n\n"
          "def __getattr__(name: str) -> Any: ...\n")
HEAD = "# Written by tools/make_stubs.py from the table in __init__.py.\n"


def constant(node: ast.expr, names: dict[str, object]) -> object:
    """The value of a literal, or of a name bound to a literal in the same file."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    return ast.literal_eval(node)


def table_of(init: Path) -> tuple[dict[str, str], list[str]] | None:
    """The table and the submodules that an ``__init__.py`` hands to ``attach``; None when it does not call it."""
    names: dict[str, object] = {}
    for node in ast.parse(init.read_text()).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            try:
                names[node.targets[0].id] = ast.literal_eval(node.value)
            except ValueError:
                continue
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)):
            continue
        call = node.value
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if called != "attach":
            continue
        submodules = next((constant(k.value, names) for k in call.keywords if k.arg == "submodules"), "")
        if len(call.args) > 2:
            submodules = constant(call.args[2], names)
        return constant(call.args[1], names), str(submodules).split()  # type: ignore[return-value]
    return None


def stub(table: dict[str, str], submodules: list[str], extension: bool) -> str:
    """The text of the stub."""
    lines = [HEAD]
    if extension:
        lines.append("from . import _native as _native\n")
    if submodules:
        lines += [f"from . import {s} as {s}\n" for s in sorted(submodules)]
    for module, names in sorted(table.items()):
        inside = ",\n".join(f"    {n} as {n}" for n in sorted(names.split()))
        lines.append(f"from .{module} import (\n{inside},\n)\n")
    listed = sorted([*submodules, *(n for names in table.values() for n in names.split())])
    lines.append("\n__all__ = [\n" + "".join(f'    "{n}",\n' for n in listed) + "]\n")
    return "".join(lines)


def main() -> int:
    check = "--check" in sys.argv
    wanted: dict[Path, str] = {}
    extensions = {SOURCE / d.stem for d in DECLARED.glob("*.cmake")}
    for init in sorted(SOURCE.rglob("__init__.py")):
        found = table_of(init)
        if init.parent in extensions:
            wanted[init.parent / "_native.pyi"] = NATIVE
            found = found or ({}, [])
        if found is None:
            continue
        text = stub(*found, extension=init.parent in extensions)
        wanted[init.with_suffix(".pyi")] = text + ("\n__version__: str\n" if init.parent == SOURCE else "")
    stale = [target for target, text in wanted.items() if not target.exists() or target.read_text() != text]
    for target in stale:
        if not check:
            target.write_text(wanted[target])
        print(("out of date: " if check else "written: ") + str(target.relative_to(SOURCE.parent.parent)))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
