# SPDX-License-Identifier: BSD-3-Clause
"""Print the requirements that pyproject.toml states: ``build``, ``run``, or the name of an optional group."""
import sys
import tomllib
from pathlib import Path

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text())
groups = {
    "build": project["build-system"]["requires"],
    "run": project["project"]["dependencies"],
    **project["project"]["optional-dependencies"],
}
print(" ".join(f"'{r}'" if sys.stdout.isatty() else r.replace(" ", "") for name in sys.argv[1:] for r in groups[name]))
