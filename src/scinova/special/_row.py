# SPDX-License-Identifier: BSD-3-Clause
"""What a row of the table of special functions says, and the docstring that follows from it."""
from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One special function.

    Attributes
    ----------
    args : str
        Names of the inputs, separated by commas.
    types : str
        Its loops in the order in which NumPy tries them, ``d->d f->f``.
    summary, notes, source : str
        First line of the docstring; what it computes and how; where that comes from.
    samples : str
        Where its accuracy is measured: ranges, ``low:high`` for uniform and ``low~high`` for log-uniform points, with
        ``i`` behind it for integers, two ranges ``re;im`` for complex numbers; one per argument separated by commas;
        several such sets separated by blanks.
    ulp : float
        The error promised there, in units in the last place: of every point, or of 99.9 % of them if it is 1000 or
        more.
    reference : str
        An expression of mpmath's functions and those of the modules tools/special_*.py that tools/accuracy.py reads, in
        the arguments.
    example, shows : str
        Arguments of the docstring's example, and what printing the result to 12 digits gives.
    outputs : str
        Names of the outputs where there are several.
    inverse : str
        For an inverse, the argument that is inverted: its errors count in units of the change of the answer over half
        an ulp of that argument, where that is more than an ulp of the answer.
    """

    args: str
    types: str
    summary: str
    notes: str
    source: str
    samples: str
    ulp: float
    reference: str
    example: str
    shows: str
    outputs: str = ""
    inverse: str = ""


def docstring(name: str, row: Row) -> str:
    """The docstring of the ufunc ``name``."""
    names = row.args.split(",")
    outputs = row.outputs.split(",") if row.outputs else []
    loops = row.types.split()
    out = [f"{row.summary}.", "", "Parameters", "----------"]
    for k, arg in enumerate(names):
        codes = {loop[k] for loop in loops}
        kind = "integer" if codes == {"l"} else "real or complex" if "D" in codes else "real"
        out.append(f"{arg} : array_like, {kind}")
    out += ["out : ndarray or tuple of ndarrays, optional",
            "    Where the result goes; further keywords are those of every NumPy ufunc.", "", "Returns", "-------"]
    out += [f"{o} : scalar or ndarray" for o in outputs or ["scalar or ndarray"]]
    out += ["", "Notes", "-----", f"{row.notes[0].upper()}{row.notes[1:]}.", "", f"Source: {row.source}."]
    if row.samples and row.ulp:
        out.append(f"Error at most {row.ulp:g} ulp of the local scale for {', '.join(names)} in "
                   f"{_ranges(row.samples)}.")
        if row.inverse:
            out.append(f"Where half an ulp of {row.inverse} moves the answer by more than its ulp, that is the unit.")
    out += ["", "Examples", "--------", ">>> from scinova import special"]
    call = f"special.{name}({', '.join(row.example.split(','))})"
    if outputs:
        out += [f'>>> print(*(f"{{v:.12g}}" for v in {call}))', row.shows]
    else:
        out += [f'>>> print(f"{{{call}:.12g}}")', row.shows]
    return "\n".join(out)


def _ranges(samples: str) -> str:
    sets = ["x".join("[" + r.replace("~", ", ").replace(":", ", ") + "]" for r in s.split(","))
            for s in samples.split()]
    return " and ".join(sets)
