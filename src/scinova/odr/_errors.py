# SPDX-License-Identifier: BSD-3-Clause
"""Errors and warnings of orthogonal distance regression."""
from __future__ import annotations


class OdrWarning(UserWarning):
    """The data of a regression look wrong."""


class OdrError(Exception):
    """A regression cannot be done as it was asked for."""


class OdrStop(Exception):
    """Raised by a model function to end the fit; the engine writes where it was raised to standard error."""


odr_error, odr_stop = OdrError, OdrStop
