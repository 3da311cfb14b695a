# SPDX-License-Identifier: BSD-3-Clause
"""Which modules the package has."""
import pkgutil

import scinova

_SKIPPED = ("scinova.examples", "scinova._tour", "scinova.__main__")


def all_modules() -> list[str]:
    """Names of all Python modules of the package, less the tour, the examples and the extensions."""
    return [m.name for m in pkgutil.walk_packages(scinova.__path__, "scinova.")
            if not m.name.startswith(_SKIPPED) and not m.name.endswith(("._native", ".libscinova_common"))]
