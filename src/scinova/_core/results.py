# SPDX-License-Identifier: BSD-3-Clause
"""Result objects: tuples with extra attributes, and dictionaries with attribute access."""
from __future__ import annotations

from typing import Any


class Result(dict):
    """A dictionary whose keys are also attributes, printed one aligned ``name: value`` a line.

    The base of ``OptimizeResult``, ``OdeResult`` and their kind.
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    __setattr__ = dict.__setitem__  # type: ignore[assignment]

    def __delattr__(self, name: str) -> None:
        try:
            del self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return list(self)

    quoted_strings = True

    def __repr__(self) -> str:
        if not self:
            return f"{type(self).__name__}()"
        width, quoted = max(map(len, self)) + 1, type(self).quoted_strings
        return "\n".join(f"{name:>{width}}: {_indented(value, width + 2, quoted)}" for name, value in self.items())


def _indented(value: Any, by: int, quoted: bool) -> str:
    text = repr(value) if quoted and isinstance(value, str) else str(value)
    return text.replace("\n", "\n" + " " * by)


def tuple_result(name: str, fields: str, extra: str = "", *, module: str, doc: str = "") -> type:
    """A tuple class with named fields and, beyond them, attributes that do not count in unpacking.

    Parameters
    ----------
    name : str
        Name of the class.
    fields, extra : str
        Names separated by spaces: those of the tuple, and the further attributes.
    module : str
        ``__name__`` of the module that keeps the class under ``name`` (so that instances pickle).
    doc : str, optional
        The class docstring.

    Returns
    -------
    type
        Called with all of ``fields`` then ``extra``, by position or keyword.

    Examples
    --------
    >>> from scinova._core.results import tuple_result
    >>> Fit = tuple_result("Fit", "slope intercept", "stderr", module=__name__)
    >>> fit = Fit(2.0, 1.0, stderr=0.1)
    >>> slope, intercept = fit
    >>> fit.stderr
    0.1
    """
    in_tuple, beyond = fields.split(), extra.split()
    names = in_tuple + beyond

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        if len(args) > len(names):
            raise TypeError(f"{name} takes {len(names)} values; got {len(args)}")
        values = dict(zip(names, args))
        for key, value in kwargs.items():
            if key in values or key not in names:
                raise TypeError(f"{name} got an unexpected or repeated argument {key!r}")
            values[key] = value
        lacking = [n for n in names if n not in values]
        if lacking:
            raise TypeError(f"{name} lacks {', '.join(lacking)}")
        self = tuple.__new__(cls, [values[n] for n in in_tuple])
        self.__dict__.update(values)
        return self

    def __repr__(self: Any) -> str:
        return f"{name}({', '.join(f'{n}={getattr(self, n)!r}' for n in names)})"

    def __setattr__(self: Any, key: str, value: Any) -> None:
        if key in names:
            raise AttributeError(f"{name}.{key} cannot be set")
        self.__dict__[key] = value

    def _asdict(self: Any) -> dict[str, Any]:
        return {n: getattr(self, n) for n in in_tuple}

    def _replace(self: Any, **changes: Any) -> Any:
        return type(self)(**{**{n: getattr(self, n) for n in names}, **changes})

    return type(name, (tuple,), {
        "__new__": __new__, "__repr__": __repr__, "__setattr__": __setattr__, "__module__": module,
        "__doc__": doc or f"Result with the fields {', '.join(names)}.",
        "__getnewargs_ex__": lambda self: ((), {n: getattr(self, n) for n in names}),
        "__reduce__": lambda self: (_rebuild, (type(self), {n: getattr(self, n) for n in names})),
        "_fields": tuple(in_tuple), "_extra_fields": tuple(beyond), "_asdict": _asdict, "_replace": _replace,
    })


def _rebuild(cls: type, values: dict[str, Any]) -> Any:
    return cls(**values)
