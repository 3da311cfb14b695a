# SPDX-License-Identifier: BSD-3-Clause
"""What the compiler does not check: inline constants of one namespace in several headers must not share a name.

The linker keeps one of them, silently, for all sources of an extension.
"""
import re
from collections import defaultdict
from pathlib import Path

import pytest

NATIVE = Path(__file__).parents[2] / "native"
CONSTANT = re.compile(r"^(?:inline constexpr|constexpr inline) [\w:<>, ]+?[ *]?\b(\w+)(?:\[[^\]]*\])*(?=\s*[={])", re.M)


@pytest.mark.parametrize("folder", sorted(p for p in NATIVE.rglob("*") if p.is_dir() and list(p.glob("*.hpp"))),
                         ids=lambda p: str(p.relative_to(NATIVE)))
def test_constants_of_headers_have_names_of_their_own(folder):
    found = defaultdict(set)
    for header in folder.glob("*.hpp"):
        for name in CONSTANT.findall(header.read_text(encoding="utf-8")):
            found[name].add(header.name)
    assert {name: sorted(headers) for name, headers in found.items() if len(headers) > 1} == {}
