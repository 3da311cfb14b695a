# SPDX-License-Identifier: BSD-3-Clause
"""What every family of distributions shares: parameters, the handling of arguments, the state of its generator.

A family is a class that states its parameters and the formulas it knows, for location 0 and scale 1; a distribution is
an instance. Everything else is inherited.
"""
from __future__ import annotations

import copy
import inspect
import keyword
import math
from typing import Any, NamedTuple

import numpy as np

from scinova._core.random import check_random_state

# What scalars are taken as they are; anything else goes the way of arrays.
SCALARS = frozenset({float, int, np.float64})


class Parameter(NamedTuple):
    """A shape parameter of a family, and the interval it lies in."""

    name: str
    low: float = 0.0
    high: float = math.inf
    closed_low: bool = False
    closed_high: bool = False
    integral: bool = False

    def holds(self, value: Any) -> Any:
        """Whether ``value`` lies in the interval: a bool, or an array of them."""
        above = value >= self.low if self.closed_low else value > self.low
        below = value <= self.high if self.closed_high else value < self.high
        return above & below


def positive(*names: str) -> tuple[Parameter, ...]:
    """Parameters in (0, inf)."""
    return tuple(Parameter(name) for name in names)


def real_array(x: Any, what: str) -> np.ndarray:
    """``x`` as an array of real numbers, float64 unless it is wider."""
    x = np.asarray(x)
    kind = x.dtype.kind
    if kind == "f":
        return x if x.dtype.itemsize >= 8 else x.astype(np.float64)
    if kind in "biu":
        return x.astype(np.float64)
    if kind == "O":
        try:
            if not any(v is None for v in x.ravel()):
                return x.astype(np.float64)
        except (TypeError, ValueError):
            pass
    raise TypeError(f"{what} must be made of real numbers; got dtype {x.dtype}")


class rv_generic:
    """Base of all families of distributions."""

    parameters: tuple[Parameter, ...] | None = None
    has_scale = True
    _plain = False            # the formulas take floats as well as arrays

    def __init__(self, seed: Any = None):
        self._random_state = check_random_state(seed)

    # -- parameters ------------------------------------------------------------------------------------------------

    def _name_parameters(self, shapes: Any, hooks: tuple[str, ...]) -> None:
        """Set ``shapes`` and ``numargs`` from the declaration, from ``shapes``, or from the signatures of hooks."""
        if shapes is not None:
            if not isinstance(shapes, str):
                raise TypeError(f"shapes must be a string of names; got {shapes!r}")
            names = shapes.replace(",", " ").split()
            for name in names:
                if keyword.iskeyword(name) or not name.isidentifier():
                    raise SyntaxError(f"shapes must be made of identifiers; got {name!r}")
        elif self.parameters is not None:
            names = [p.name for p in self.parameters]
        else:
            names = self._names_in_hooks(hooks)
        self._names = tuple(names)
        self.shapes = ", ".join(names) if names else None
        self.numargs = len(names)

    def _names_in_hooks(self, hooks: tuple[str, ...]) -> list[str]:
        found: list[list[str]] = []
        for hook in hooks:
            method = getattr(type(self), hook)
            if getattr(method, "_inherited_formula", False):
                continue
            names = []
            for p in list(inspect.signature(method).parameters.values())[2:]:
                if p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD):
                    if p.kind == p.VAR_KEYWORD or names:
                        raise TypeError(f"{hook} must name all of its shape parameters; it takes {p}")
                    break
                if p.kind == p.KEYWORD_ONLY or p.default is not p.empty:
                    raise TypeError(f"{hook} must take its shape parameters by position and without defaults")
                names.append(p.name)
            else:
                found.append(names)
        if any(names != found[0] for names in found):
            raise TypeError(f"the formulas of {type(self).__name__} name different shape parameters: {found}")
        return found[0] if found else []

    def _split(self, args: tuple, kwds: dict[str, Any], beyond: tuple[str, ...] = ()) -> tuple[tuple, Any, Any, dict]:
        """Shape parameters, loc, scale, and what belongs to the names in ``beyond`` (further positions after scale)."""
        n, given = self.numargs, len(args)
        if not kwds:
            if given == n:
                return args, 0.0, 1.0, {}
            if given == n + 2 and self.has_scale:
                return args[:n], args[n], args[n + 1], {}
        names = (*self._names, "loc", *(("scale",) if self.has_scale else ()), *beyond)
        if given > len(names):
            raise TypeError(f"{self.name} takes at most {len(names)} parameters, {', '.join(names)}; got {given}")
        values = dict(zip(names, args))
        for key, value in kwds.items():
            if key not in names:
                raise TypeError(f"{self.name} has no parameter {key!r}; it has {', '.join(names)}")
            if key in values:
                raise TypeError(f"{self.name} got {key!r} twice, by position and by keyword")
            values[key] = value
        missing = [name for name in self._names if name not in values]
        if missing:
            raise TypeError(f"{self.name} needs a value for {', '.join(missing)}")
        shapes = tuple(values[name] for name in self._names)
        return shapes, values.get("loc", 0.0), values.get("scale", 1.0), {k: values[k] for k in beyond if k in values}

    def _argcheck(self, *shapes: Any) -> Any:
        """Whether shape parameters are valid: a bool, or an array of them."""
        ok: Any = True
        if self.parameters is None:
            for value in shapes:
                ok = ok & (np.asarray(value) > 0)
        else:
            for parameter, value in zip(self.parameters, shapes):
                ok = ok & parameter.holds(value)
        return ok

    # -- the generator ---------------------------------------------------------------------------------------------

    @property
    def random_state(self) -> Any:
        """The generator that `rvs` draws from when it is given none; anything that makes one can be assigned."""
        return self._random_state

    @random_state.setter
    def random_state(self, seed: Any) -> None:
        self._random_state = check_random_state(seed)

    def rvs(self, *args: Any, **kwds: Any) -> Any:
        """Random samples.

        Parameters
        ----------
        *args : array_like
            Shape parameters, then optionally loc and scale.
        size : int or tuple of int, optional
            Shape of the result; by default that of the parameters.
        random_state : None, int, RandomState or Generator
            Where the samples come from; by default from the `random_state` of the distribution.

        Returns
        -------
        ndarray or scalar

        Raises
        ------
        ValueError
            If a parameter is outside its domain.
        """
        state = kwds.pop("random_state", None)
        shapes, loc, scale, more = self._split(args, kwds, ("size",))
        size = more.get("size")
        generator = self._random_state if state is None else check_random_state(state)
        if self._plain and all(type(v) in SCALARS for v in (*shapes, loc, scale)) and scale > 0 and loc == loc \
                and self._argcheck(*shapes):
            shape = () if size is None else (int(size),) if isinstance(size, (int, np.integer)) else tuple(size)
            return self._rvs(*shapes, size=shape, random_state=generator) * scale + loc
        values = [np.asarray(v) for v in (*shapes, loc, scale)]
        if not np.all(self._argcheck(*values[:-2]) & (values[-1] >= 0) & (values[-2] == values[-2])):
            raise ValueError(f"{self.name}.rvs: a parameter is outside its domain; got shapes {shapes}, loc {loc}, "
                             f"scale {scale}")
        shape = self._sample_shape(values, size)
        if np.all(values[-1] == 0):
            return np.ones(shape) * values[-2]
        arguments = [v[()] if v.ndim == 0 else v for v in values[:-2]]
        out = self._rvs(*arguments, size=shape, random_state=generator)
        out = out * values[-1] + values[-2]
        return out[()] if isinstance(out, np.ndarray) and shape == () else out

    @staticmethod
    def _sample_shape(values: list[np.ndarray], size: Any) -> tuple[int, ...]:
        whole = np.broadcast_shapes(*(v.shape for v in values))
        if size is None:
            return whole
        shape = tuple(int(n) for n in np.atleast_1d(size))
        while len(whole) > len(shape) and whole[0] == 1:
            whole = whole[1:]
        try:
            fits = np.broadcast_shapes(whole, shape) == shape
        except ValueError:
            fits = False
        if not fits:
            raise ValueError(f"size must be a shape that the parameters, of shape {whole}, broadcast to; got {size}")
        return shape

    # -- freezing --------------------------------------------------------------------------------------------------

    def freeze(self, *args: Any, **kwds: Any) -> Any:
        """The distribution with its parameters fixed."""
        from scinova.stats._frozen import rv_continuous_frozen
        return rv_continuous_frozen(self, *args, **kwds)

    def __call__(self, *args: Any, **kwds: Any) -> Any:
        """The distribution with its parameters fixed; the same as `freeze`."""
        return self.freeze(*args, **kwds)

    def _copy(self) -> Any:
        return copy.copy(self)
