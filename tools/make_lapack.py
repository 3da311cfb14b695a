# SPDX-License-Identifier: BSD-3-Clause
"""Write native/common/lapack.hpp: typed overloads of the BLAS and LAPACK routines that kernels call.

What a routine's arguments are is read from the table of routines (scinova.linalg._blas_rows and its siblings); here is
only the list of those that kernels use. ``sy|hetrf`` picks the name for real and complex types.

An argument that only the real or only the complex routine has is taken always, and ignored by the other, so that a
template can call one name for all four types; where both have one, that of the complex routine comes first.
"""
from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from scinova.linalg import _blas_rows, _kernel_rows, _lapack_eigen_rows, _lapack_rows  # noqa: E402
from scinova.linalg._rows import Argument, Table, here  # noqa: E402

TABLE = Table("\n".join(rows.ROWS for rows in (_blas_rows, _lapack_rows, _lapack_eigen_rows, _kernel_rows)))

ROUTINES = """
gemm gemv trsm
getrf getrs getri gecon potrf potrs potri pocon
sytrf sytrs sytri sycon sy|hetrf sy|hetrs sy|hetri sy|hecon
trtrs trtri trcon gbtrf gbtrs gbcon gttrf gttrs gtcon pbtrf pbtrs
gesdd gesvd geqrf geqp3 laqps or|ungqr gelsd gelss gelsy
sy|heev sy|heevd sy|heevr sy|heevx sy|hegv sy|hegvd sy|hegvx geev ggev
gees trexc trsyl lacn2 gebal gebak gehrd or|unghr lahqr or|unmqr trmm laswp
"""

TYPES = {"s": ("float", "float"), "d": ("double", "double"),
         "c": ("std::complex<float>", "float"), "z": ("std::complex<double>", "double")}

HEADER = """\
// SPDX-License-Identifier: BSD-3-Clause
// BLAS and LAPACK (OpenBLAS with the symbol prefix scipy_, 32-bit integers) as overloads on the element type.
// Written by tools/make_lapack.py from the table of routines in src/scinova/linalg/_*_rows.py: change that, not this.
//
// Matrices are column-major. A routine with an INFO argument returns it. Arguments that only the real or only the
// complex routine has are passed always and ignored by the other, so that one template serves all four types.
#pragma once

#include <complex>
#include <cstddef>

// clang-format off
"""


def called(name: str, letter: str) -> str:
    """``dsytrf``, ``zhetrf`` from ``sy|hetrf``."""
    real, bar, other = name.partition("|")
    return letter + (name if not bar else real + other[2:] if letter in "sd" else other)


def arguments(name: str, letter: str) -> list[Argument]:
    """What the routine of one type takes, in its order."""
    row, _ = TABLE[called(name, letter)]
    return [a._replace(name="select") if a.kind == "f" else a
            for a in row.arguments if a.passed and here(a.only, letter)]


def merged(real: list[Argument], other: list[Argument]) -> list[str]:
    """Names of the arguments of both."""
    left, right = [a.name for a in other], [a.name for a in real]
    out = []
    for _, i, j, k, n in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        out += left[i:j] + [name for name in right[k:n] if name not in left[i:j]]
    return out


def pointed(a: Argument, letter: str) -> str:
    """The C++ type of what an argument of the routine points to."""
    t, real = TYPES[letter]
    constant = "const " if a.role == "" and a.kind in "TRrsci" else ""
    return constant + {"c": "char", "i": "int", "p": "int", "I": "int", "P": "int", "f": "int", "r": real, "R": real,
                       "s": t, "T": t}[a.kind]


def by_value(a: Argument) -> bool:
    return a.kind in "cirsp" and a.role == ""


def parameter(a: Argument, letter: str) -> str:
    kind = pointed(a, letter)
    return kind.removeprefix("const ") + " " if by_value(a) else kind + "* "


def wrapper(name: str, letter: str) -> tuple[str, str]:
    """The declaration of a routine and its overload."""
    own = {a.name: a for a in arguments(name, letter)}
    real, other = arguments(name, "d"), arguments(name, "z")
    either = {a.name: a for a in [*real, *other]}
    own_info, symbol = own.pop("info", None), f"scipy_{called(name, letter)}_"
    passed = [*own.values(), *([own_info] if own_info else [])]
    letters = sum(a.kind == "c" for a in passed)
    declaration = (f"void {symbol}(" + ", ".join([pointed(a, letter) + "*" for a in passed] + ["std::size_t"] * letters)
                   + ");")
    given = ", ".join(parameter(own.get(k, either[k]), letter) + (k if k in own else "")
                      for k in merged(real, other) if k != "info").replace(" ,", ",")
    values = ", ".join([("&" if by_value(a) or a is own_info else "") + a.name for a in passed] + ["1"] * letters)
    plain = re.sub(r"^\w+\|", "", name)
    if own_info:
        return declaration, f"inline int {plain}({given}) {{ int info = 0; {symbol}({values}); return info; }}"
    return declaration, f"inline void {plain}({given}) {{ {symbol}({values}); }}"


def text() -> str:
    both = [wrapper(name, letter) for name in ROUTINES.split() for letter in TYPES]
    declared = dict.fromkeys(declaration for declaration, _ in both)
    return (HEADER + 'extern "C" {\n' + "\n".join(declared) + '\n}  // extern "C"\n\n'
            "namespace scinova::lapack {\n\n" + "\n".join(overload for _, overload in both)
            + "\n\n}  // namespace scinova::lapack\n")


def main() -> None:
    path = ROOT / "native" / "common" / "lapack.hpp"
    if "--check" in sys.argv:
        sys.exit(path.read_text() != text())
    path.write_text(text())


if __name__ == "__main__":
    main()
