# SPDX-License-Identifier: BSD-3-Clause
"""Names that NumPy dropped, and what they were.

``scipy.X`` once was ``numpy.X`` for all of them; ``python -m scinova run --year 2015`` gives them back to NumPy.
"""
from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

import numpy as np


def _constant(value: Any) -> Callable[[], Any]:
    return lambda: value


def _now(name: str) -> Callable[[], Any]:
    return lambda: getattr(np, name)


def asscalar(a: Any) -> Any:
    """The only element of an array, as a Python scalar."""
    return np.asarray(a).item()


def alen(a: Any) -> int:
    """Length of the first dimension; 1 for a scalar."""
    return len(np.atleast_1d(a))


def asfarray(a: Any, dtype: Any = np.float64) -> np.ndarray:
    """``a`` as a floating array; a dtype that is not inexact counts as float64."""
    return np.asarray(a, dtype=dtype if np.issubdtype(dtype, np.inexact) else np.float64)


def msort(a: Any) -> np.ndarray:
    """A copy of ``a`` sorted along the first axis."""
    return np.sort(a, axis=0)


def in1d(ar1: Any, ar2: Any, assume_unique: bool = False, invert: bool = False) -> np.ndarray:
    """Which elements of the flattened ``ar1`` are in ``ar2``."""
    return np.isin(np.ravel(ar1), ar2, assume_unique=assume_unique, invert=invert)


def row_stack(tup: Any) -> np.ndarray:
    """Arrays stacked as rows."""
    return np.vstack(tup)


def who(vardict: dict[str, Any] | None = None) -> None:
    """Print name, shape, bytes and dtype of the arrays in a dictionary, by default the caller's variables."""
    import sys

    frame = sys._getframe(1)
    found = vardict if vardict is not None else {**frame.f_globals, **frame.f_locals}
    rows = [("Name", "Shape", "Bytes", "Type")]
    rows += [(name, " x ".join(map(str, a.shape)), str(a.nbytes), str(a.dtype)) for name, a in found.items()
             if isinstance(a, np.ndarray)]
    widths = [max(len(row[k]) for row in rows) + 3 for k in range(4)]
    for row in rows:
        print("".join(f"{cell:<{width}}" for cell, width in zip(row, widths)).rstrip())


def source(object: Any, output: Any = None) -> None:
    """Print the file and the source of a Python function, class or module."""
    import inspect

    try:
        text = f"In file: {inspect.getsourcefile(object)}\n\n{inspect.getsource(object)}"
    except (TypeError, OSError):
        text = "Not available for this object."
    print(text, file=output)


def info(object: Any = None, maxwidth: int = 76, output: Any = None, toplevel: str = "numpy") -> None:
    """Print the documentation of an object."""
    np.info(object, maxwidth, output, toplevel)


NAMES: dict[str, Callable[[], Any]] = {
    **{name: _constant(getattr(builtins, name)) for name in ("int", "float", "complex", "bool", "object", "str")},
    "long": _constant(int), "unicode": _constant(str),
    **{name: _now(now) for name, now in {
        "product": "prod", "cumproduct": "cumprod", "sometrue": "any", "alltrue": "all", "round_": "round",
        "rank": "ndim", "mat": "asmatrix", "trapz": "trapezoid", "float_": "float64", "complex_": "complex128",
        "singlecomplex": "complex64", "cfloat": "complex128", "longfloat": "longdouble", "longcomplex": "clongdouble",
        "clongfloat": "clongdouble", "string_": "bytes_", "unicode_": "str_", "object0": "object_", "int0": "intp",
        "uint0": "uintp", "bool8": "bool_", "Inf": "inf", "Infinity": "inf", "infty": "inf", "PINF": "inf",
        "NaN": "nan", "NAN": "nan",
    }.items()},
    "NINF": _constant(-np.inf), "PZERO": _constant(0.0), "NZERO": _constant(-0.0),
    "asscalar": _constant(asscalar), "alen": _constant(alen), "asfarray": _constant(asfarray),
    "who": _constant(who), "source": _constant(source),
    "msort": _constant(msort), "in1d": _constant(in1d), "row_stack": _constant(row_stack),
}


def restore() -> None:
    """Give NumPy back the names it dropped, and the keyword ``normed`` of its histograms.

    Names that the installed NumPy still has are left alone.
    """
    for name, make in NAMES.items():
        if name not in np.__dict__:
            setattr(np, name, make())
    for name in ("histogram", "histogram2d", "histogramdd"):
        function = getattr(np, name)
        if not hasattr(function, "_takes_normed"):
            setattr(np, name, _with_normed(function))


def _with_normed(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function`` with its old keyword ``normed`` read as ``density``."""
    import functools

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        if "normed" in kwargs:
            normed = kwargs.pop("normed")
            kwargs.setdefault("density", normed)
        return function(*args, **kwargs)

    wrapper._takes_normed = True  # type: ignore[attr-defined]
    return wrapper
