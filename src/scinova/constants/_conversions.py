# SPDX-License-Identifier: BSD-3-Clause
"""Conversions of temperatures, and between wavelength and frequency."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.constants._units import speed_of_light, zero_Celsius

# Scale -> degrees per kelvin, and the reading at the freezing point of water for scales that do not begin at 0 K.
_SCALES = {"kelvin": (1.0, None), "celsius": (1.0, 0.0), "rankine": (1.8, None), "fahrenheit": (1.8, 32.0)}
_SHORT = {"k": "kelvin", "c": "celsius", "f": "fahrenheit", "r": "rankine"}


def _scale(name: Any, argument: str) -> tuple[float, float | None]:
    key = str(name).lower()
    try:
        return _SCALES[_SHORT.get(key, key)]
    except KeyError:
        raise NotImplementedError(f"convert_temperature: {argument} must be Celsius, Kelvin, Fahrenheit, Rankine "
                                  f"or their initials; got {name!r}") from None


def convert_temperature(val: Any, old_scale: str, new_scale: str) -> Any:
    """Convert temperatures from one scale to another.

    Parameters
    ----------
    val : array_like
        Temperatures in ``old_scale``.
    old_scale, new_scale : str
        'Celsius' ('C'), 'Kelvin' ('K'), 'Fahrenheit' ('F') or 'Rankine' ('R'), in any case of letters.

    Returns
    -------
    float or ndarray
        Of the shape of ``val``, in ``new_scale``.

    Raises
    ------
    NotImplementedError
        If a scale has another name.

    Examples
    --------
    >>> from scinova.constants import convert_temperature
    >>> convert_temperature([-40.0, 100.0], "Celsius", "Fahrenheit")
    array([-40., 212.])
    """
    old_degrees, old_freezing = _scale(old_scale, "old_scale")
    new_degrees, new_freezing = _scale(new_scale, "new_scale")
    readings = _floating(val)
    if old_freezing is None and new_freezing is None:  # both count from absolute zero: nothing is added and taken away
        return readings / old_degrees * new_degrees
    if old_freezing is None:
        celsius = readings / old_degrees - zero_Celsius
    else:
        celsius = (readings - old_freezing) / old_degrees
    if new_freezing is None:
        return (celsius + zero_Celsius) * new_degrees
    return celsius * new_degrees + new_freezing


def lambda2nu(lambda_: Any) -> Any:
    """The frequency of light of a wavelength in vacuum.

    Parameters
    ----------
    lambda_ : array_like
        Wavelength, m.

    Returns
    -------
    float or ndarray
        Frequency, Hz.

    Examples
    --------
    >>> from scinova.constants import lambda2nu
    >>> print(lambda2nu(299792458.0))
    1.0
    """
    return speed_of_light / _floating(lambda_)


def nu2lambda(nu: Any) -> Any:
    """The wavelength in vacuum of light of a frequency.

    Parameters
    ----------
    nu : array_like
        Frequency, Hz.

    Returns
    -------
    float or ndarray
        Wavelength, m.

    Examples
    --------
    >>> from scinova.constants import nu2lambda
    >>> print(nu2lambda(1.0))
    299792458.0
    """
    return speed_of_light / _floating(nu)


def _floating(values: Any) -> Any:
    """Floating values; a scalar as a NumPy scalar, so that division by zero warns as arrays' does."""
    a = np.asanyarray(values)
    return a[()] if a.dtype.kind in "fc" else a.astype(np.float64)[()]
