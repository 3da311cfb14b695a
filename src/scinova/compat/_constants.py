# SPDX-License-Identifier: BSD-3-Clause
"""Temperature conversions as ``scipy.constants`` named them before `convert_temperature`."""
from __future__ import annotations

from typing import Any

from scinova.constants import convert_temperature


def C2K(C: Any) -> Any:
    """Celsius to kelvin."""
    return convert_temperature(C, "C", "K")


def K2C(K: Any) -> Any:
    """Kelvin to Celsius."""
    return convert_temperature(K, "K", "C")


def F2C(F: Any) -> Any:
    """Fahrenheit to Celsius."""
    return convert_temperature(F, "F", "C")


def C2F(C: Any) -> Any:
    """Celsius to Fahrenheit."""
    return convert_temperature(C, "C", "F")


def F2K(F: Any) -> Any:
    """Fahrenheit to kelvin."""
    return convert_temperature(F, "F", "K")


def K2F(K: Any) -> Any:
    """Kelvin to Fahrenheit."""
    return convert_temperature(K, "K", "F")
