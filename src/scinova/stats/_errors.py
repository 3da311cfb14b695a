# SPDX-License-Identifier: BSD-3-Clause
"""Warnings and errors of the statistics functions."""
from __future__ import annotations


class FitError(RuntimeError):
    """A distribution could not be fitted to the data."""

    def __init__(self, msg: str = "the distribution could not be fitted to the data"):
        super().__init__(msg)
        self.args = (msg,)


class FitDataError(ValueError):
    """The data lie outside the support that a distribution can have."""


class DegenerateDataWarning(RuntimeWarning):
    """The data leave a statistic undefined or without meaning."""

    def __init__(self, msg: str = "the data are degenerate; the result may not be meaningful"):
        self.args = (msg,)


class ConstantInputWarning(DegenerateDataWarning):
    """All values are equal."""

    def __init__(self, msg: str = "all values are equal; the statistic is not defined"):
        self.args = (msg,)


class NearConstantInputWarning(DegenerateDataWarning):
    """All values are nearly equal."""

    def __init__(self, msg: str = "all values are nearly equal; the statistic may be inaccurate"):
        self.args = (msg,)


class SmallSampleWarning(RuntimeWarning):
    """A sample is too small for the statistic, which is NaN."""
