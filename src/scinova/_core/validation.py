# SPDX-License-Identifier: BSD-3-Clause
"""Declared validation: what a public function requires of its arguments, stated once as data.

A module declares its functions' arguments and calls the declaration where the argument is used::

    _DET = Arguments("linalg.det", example=dict(a=[[1.0, 2.0], [3.0, 4.0]]),
                     a=Array("inexact", ndim=(2, None), square=True))

    def det(a, overwrite_a=False, check_finite=True):
        a = _DET.a(a, check_finite)

A float64 array that already meets the requirement passes with a few attribute look-ups. Errors name the function, the
argument, what is required and what came. `Arguments.bad_calls` derives wrong calls from the same declaration;
tests/core/test_declared.py makes them all.
"""
from __future__ import annotations

import math
import operator
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from scinova._core import _native
from scinova._core.arrays import FLOAT64, native

DECLARED: dict[str, Arguments] = {}

# Name of a dtype requirement: the NumPy kinds accepted as they are, and the kinds converted to float64.
_DTYPES = {
    "float64": ("", "biuf"),          # anything real, computed in float64
    "complex128": ("", "biufc"),
    "real": ("f", "biu"),             # floats keep their precision
    "inexact": ("fc", "biu"),
    "numeric": ("biufc", ""),         # integers stay integers
    "lapack": ("", "biufc"),          # float32, float64, complex64 or complex128, whichever holds the values
    "any": (None, ""),
}
_LAPACK = tuple(map(np.dtype, "fdFD"))


def is_finite(a: np.ndarray) -> bool:
    """Whether an array has neither NaN nor inf."""
    known = _native.all_finite(a)
    return known if known is not None else a.dtype.kind not in "fc" or bool(np.isfinite(a).all())


class Spec:
    """One argument's requirement, bound to its function and name by `Arguments`."""

    function = name = ""

    def refuse(self, required: str, got: Any, error: type[Exception] = ValueError) -> Exception:
        return error(f"{self.function}: {self.name} must be {required}; got {got}")

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception] | tuple[type[Exception], ...]]]:
        """Values that break the requirement, each with the exception it must raise."""
        return iter(())


class Array(Spec):
    """An array argument.

    Parameters
    ----------
    dtype : {'float64', 'complex128', 'real', 'inexact', 'numeric', 'lapack', 'any'}
        What it is converted to: a fixed dtype, floats in their own precision (integers become float64), any number, or
        the first of LAPACK's four types that holds the values (else double precision).
    ndim : int, (low, high) or None
        Number of dimensions; ``high`` None is no limit.
    square : bool
        The last two dimensions are equal.
    nonempty : bool
    finite : bool
        No NaN or inf, unless the call says ``check_finite=False``.
    size : int or None
        Exact length of the last dimension.
    refusal : type, optional
        What a dtype of another kind raises: TypeError, and object arrays of numbers are converted; if given, they are
        refused with the rest.
    masked : bool
        Masked arrays are taken, as the data without the mask.
    """

    def __init__(self, dtype: str = "float64", *, ndim: int | tuple[int, int | None] | None = None,
                 square: bool = False, nonempty: bool = False, finite: bool = False, size: int | None = None,
                 refusal: type[Exception] | None = None, masked: bool = True):
        self.refusal, self.masked = refusal, masked
        self.kept, self.converted = _DTYPES[dtype]
        self.dtype = dtype
        low, high = (0, None) if ndim is None else (ndim, ndim) if isinstance(ndim, int) else ndim
        self.low, self.high = low, math.inf if high is None else high
        self.square, self.nonempty, self.finite, self.size = square, nonempty, finite, size

    def __call__(self, value: Any, check_finite: bool = True) -> np.ndarray:
        if not (type(value) is np.ndarray and value.dtype is FLOAT64 and value.flags.aligned
                and self.dtype != "complex128"):
            value = self._convert(value)
        if not self.low <= value.ndim <= self.high:
            raise self.refuse(self._dimensions(), f"an array of shape {value.shape}")
        shape = value.shape
        if self.square and shape[-1] != shape[-2]:
            raise self.refuse("square in its last two dimensions", f"an array of shape {shape}")
        if self.nonempty and value.size == 0:
            raise self.refuse("non-empty", f"an array of shape {shape}")
        if self.size is not None and shape[-1] != self.size:
            raise self.refuse(f"of length {self.size} in its last dimension", f"an array of shape {shape}")
        if self.finite and check_finite and not is_finite(value):
            raise self.refuse("finite", "an array with NaN or inf")
        return value

    def _convert(self, value: Any) -> np.ndarray:
        if not self.masked and isinstance(value, np.ma.MaskedArray):
            raise self.refuse("an array without a mask", "a masked array")
        a = np.asarray(value)
        if self.kept is None or a.dtype.kind in self.kept:
            return native(a)
        if a.dtype.kind in self.converted:
            if self.dtype == "lapack":
                widest = _LAPACK[3 if a.dtype.kind == "c" else 1]
                return native(a, next((d for d in _LAPACK if np.can_cast(a.dtype, d)), widest))
            return native(a, np.complex128 if self.dtype == "complex128" else FLOAT64)
        if a.dtype.kind == "O" and a.size and self.converted and not self.refusal:
            for target in (FLOAT64, np.complex128) if self.dtype == "lapack" else (
                    (np.complex128,) if "c" in self.kept + self.converted else (FLOAT64,)):
                try:
                    return native(a, target)
                except (TypeError, ValueError):
                    pass
        raise self.refuse(f"an array of {self._kind()} numbers", f"dtype {a.dtype}", self.refusal or TypeError)

    def _kind(self) -> str:
        return "real" if self.dtype in ("float64", "real") else "real or complex"

    def _dimensions(self) -> str:
        if self.low == self.high:
            return f"{self.low}-dimensional"
        if self.high == math.inf:
            return f"at least {self.low}-dimensional"
        return f"of {self.low} to {self.high} dimensions"

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception] | tuple[type[Exception], ...]]]:
        good = np.asarray(valid)
        if self.kept is not None:
            yield np.full(good.shape, "x"), self.refusal or TypeError
        if self.low > 0:
            yield np.ones((2,) * (self.low - 1)), ValueError
        if self.high != math.inf:
            yield np.ones((2,) * (int(self.high) + 1)), ValueError
        if self.square:
            yield np.ones((2,) * (good.ndim - 2) + (2, 3)), ValueError
        if self.nonempty:
            yield np.ones((0,) * max(good.ndim, 1)), ValueError
        if self.size is not None:
            yield np.ones((*good.shape[:-1], self.size + 1)), ValueError
        if self.finite and good.size:
            for wrong in (np.nan, np.inf):
                broken = np.array(good, dtype=complex if good.dtype.kind == "c" else float)
                broken.flat[0] = wrong
                yield broken, ValueError


class Integer(Spec):
    """An integer argument in ``[low, high]``; anything with ``__index__`` is taken, else ``refusal`` raised."""

    def __init__(self, low: int | None = None, high: int | None = None, refusal: type[Exception] = TypeError):
        self.low, self.high, self.refusal = low, high, refusal

    def __call__(self, value: Any) -> int:
        try:
            n = operator.index(value)
        except TypeError:
            raise self.refuse("an integer", f"{value!r}", self.refusal) from None
        if (self.low is not None and n < self.low) or (self.high is not None and n > self.high):
            raise self.refuse(_interval(self.low, self.high, "an integer"), n)
        return n

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception]]]:
        yield "x", self.refusal
        yield 1.5, self.refusal
        if self.low is not None:
            yield self.low - 1, ValueError
        if self.high is not None:
            yield self.high + 1, ValueError


class Number(Spec):
    """A real number in ``[low, high]`` (or above ``low`` when ``open_low``)."""

    def __init__(self, low: float | None = None, high: float | None = None, *, open_low: bool = False,
                 finite: bool = False):
        self.low, self.high, self.open_low, self.finite = low, high, open_low, finite

    def __call__(self, value: Any) -> float:
        try:
            x = float(value)
        except (TypeError, ValueError):
            raise self.refuse("a real number", f"{value!r}", TypeError) from None
        if self.finite and not math.isfinite(x):
            raise self.refuse("finite", x)
        below = self.low is not None and not (x > self.low if self.open_low else x >= self.low)
        above = self.high is not None and not x <= self.high
        if below or above:
            raise self.refuse(_interval(self.low, self.high, "a number", self.open_low), x)
        return x

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception]]]:
        yield object(), TypeError
        if self.low is not None:
            yield (self.low if self.open_low else self.low - 1.0), ValueError
            yield math.nan, ValueError
        if self.high is not None:
            yield self.high + 1.0, ValueError
        if self.finite:
            yield math.inf, ValueError


class Choice(Spec):
    """One of a few names. ``choices`` may map names to what they stand for: a method table."""

    def __init__(self, choices: Mapping[Any, Any] | tuple[str, ...], *, fold_case: bool = False):
        self.choices = choices if isinstance(choices, Mapping) else {c: c for c in choices}
        self.fold_case = fold_case

    def __call__(self, value: Any) -> Any:
        key = value.lower() if self.fold_case and isinstance(value, str) else value
        try:
            return self.choices[key]
        except (KeyError, TypeError):
            raise self.refuse("one of " + ", ".join(map(repr, self.choices)), repr(value)) from None

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception]]]:
        yield "no such choice", ValueError
        yield [], ValueError


class Function(Spec):
    """A callable argument."""

    def __call__(self, value: Any) -> Any:
        if not callable(value):
            raise self.refuse("callable", f"{value!r}", TypeError)
        return value

    def bad_values(self, valid: Any) -> Iterator[tuple[Any, type[Exception]]]:
        yield 3, TypeError


class Arguments:
    """The declared arguments of one public function, as attributes.

    Parameters
    ----------
    function : str
        Its public name below ``scinova``, such as ``'linalg.det'``.
    example : dict
        Keyword arguments of a call that succeeds; the bad calls of the tests each change one of them.
    **specs : Spec
        The requirement of each declared argument.
    """

    def __init__(self, function: str, example: Mapping[str, Any], **specs: Spec):
        self.function, self.example, self.specs = function, example, specs
        for name, spec in specs.items():
            spec.function, spec.name = function, name
            setattr(self, name, spec)
        DECLARED[function] = self

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{self.function} declares no argument {name!r}")

    def bad_calls(self) -> Iterator[tuple[str, dict[str, Any], Any]]:
        """Wrong calls derived from the declaration: the argument at fault, the keywords, the exception required."""
        for name, spec in self.specs.items():
            for wrong, error in spec.bad_values(self.example.get(name)):
                yield name, {**self.example, name: wrong}, error


def _interval(low: Any, high: Any, noun: str, open_low: bool = False) -> str:
    if high is None:
        return f"{noun} {'above' if open_low else 'of at least'} {low}"
    if low is None:
        return f"{noun} of at most {high}"
    return f"{noun} in {'(' if open_low else '['}{low}, {high}]"
