# SPDX-License-Identifier: BSD-3-Clause
"""Look-ups in the table of CODATA's recommended values."""
from __future__ import annotations

import warnings

from scinova.constants import _codata_table


class ConstantWarning(DeprecationWarning):
    """A constant is asked for that is not in the current CODATA set.

    Examples
    --------
    >>> import warnings
    >>> from scinova import constants
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("ignore", constants.ConstantWarning)
    ...     constants.value("electron gyromagn. ratio")
    176085974400.0
    """


def _read(table: str) -> dict[str, tuple[float, str, float]]:
    rows = (line.split("|") for line in table.splitlines())
    return {name: (float(value), unit, float(uncertainty)) for name, value, unit, uncertainty in rows}


_current = _read(_codata_table.CURRENT)
physical_constants: dict[str, tuple[float, str, float]] = {**_read(_codata_table.FORMER), **_current}


def _entry(key: str) -> tuple[float, str, float]:
    found = physical_constants[key]
    if key not in _current:
        warnings.warn(f"{key!r} is not among CODATA's recommended values of 2022", ConstantWarning, stacklevel=3)
    return found


def value(key: str) -> float:
    """The value of a physical constant, in SI units.

    Parameters
    ----------
    key : str
        A key of `physical_constants`.

    Returns
    -------
    float

    Raises
    ------
    KeyError
        If there is no such constant.

    Examples
    --------
    >>> from scinova import constants
    >>> constants.value("elementary charge")
    1.602176634e-19
    """
    return _entry(key)[0]


def unit(key: str) -> str:
    """The SI unit of a physical constant; empty for a pure number.

    Parameters
    ----------
    key : str
        A key of `physical_constants`.

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If there is no such constant.

    Examples
    --------
    >>> from scinova import constants
    >>> constants.unit("proton mass")
    'kg'
    """
    return _entry(key)[1]


def precision(key: str) -> float:
    """The relative standard uncertainty of a physical constant: 0 where it is exact.

    Parameters
    ----------
    key : str
        A key of `physical_constants`.

    Returns
    -------
    float

    Raises
    ------
    KeyError
        If there is no such constant.

    Examples
    --------
    >>> from scinova import constants
    >>> print(f"{constants.precision('proton mass'):.2e}")
    3.11e-10
    """
    number, _, uncertainty = _entry(key)
    return uncertainty / number


def find(sub: str | None = None, disp: bool = False) -> list[str] | None:
    """Names of the current physical constants that contain a piece of text.

    Parameters
    ----------
    sub : str, optional
        Looked for in any case of letters; by default all names are found.
    disp : bool
        Print the names instead of returning them.

    Returns
    -------
    list of str or None
        Sorted; None when printed.

    Examples
    --------
    >>> from scinova import constants
    >>> constants.find("boltzmann")
    ['Boltzmann constant', 'Boltzmann constant in Hz/K', 'Boltzmann constant in eV/K', 'Boltzmann constant in inverse \
meter per kelvin', 'Stefan-Boltzmann constant']
    """
    piece = (sub or "").lower()
    found = sorted(name for name in _current if piece in name.lower())
    if not disp:
        return found
    for name in found:
        print(name)
    return None
