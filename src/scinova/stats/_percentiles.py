# SPDX-License-Identifier: BSD-3-Clause
"""Scores at percentiles and percentiles of scores."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova._core.arrays import normalize_axis
from scinova.stats._reduction import check_nan_policy

_ROUNDING: dict[str, Callable[[Any], Any]] = {"fraction": lambda x: x, "lower": np.floor, "higher": np.ceil}


def scoreatpercentile(a: npt.ArrayLike, per: npt.ArrayLike, limit: Sequence[float] = (),
                      interpolation_method: str = "fraction", axis: int | None = None) -> Any:
    """The value below which a given percentage of the values lie.

    Parameters
    ----------
    a : array_like
        Values.
    per : array_like
        Percentages, in [0, 100].
    limit : (low, high), optional
        Leave out values outside this interval.
    interpolation_method : {'fraction', 'lower', 'higher'}
        Between two values: interpolate linearly, or take the lower or higher one.
    axis : int, optional
        Along which to look; by default over everything.

    Returns
    -------
    float or ndarray
        The axes of ``per`` come first. NaN when there are no values.

    Examples
    --------
    >>> from scinova import stats
    >>> stats.scoreatpercentile([1, 2, 3, 4], 40), stats.scoreatpercentile([1, 2, 3, 4], [25, 100])
    (np.float64(2.2), array([1.75, 4.  ]))
    """
    if interpolation_method not in _ROUNDING:
        raise ValueError(f"scoreatpercentile: interpolation_method must be one of "
                         f"{', '.join(map(repr, _ROUNDING))}; got {interpolation_method!r}")
    a = np.asarray(a)
    if a.dtype.kind not in "biuf":
        raise TypeError(f"scoreatpercentile: a must be made of real numbers; got dtype {a.dtype}")
    if isinstance(per, (int, float)) and axis is None and not len(limit) and 0 <= per <= 100 and a.size:
        return _one_score(a.ravel(), float(_ROUNDING[interpolation_method](per / 100.0 * (a.size - 1))))
    per = np.asarray(per, dtype=float)
    if not np.all((per >= 0) & (per <= 100)):
        raise ValueError(f"scoreatpercentile: per must be in [0, 100]; got {per}")
    if a.size == 0:
        return np.full(per.shape, np.nan)[()]
    if len(limit):
        a = a[(limit[0] <= a) & (a <= limit[1])]
        if a.size == 0:
            return np.full(per.shape, np.nan)[()]
    if axis is None:
        a, axis = a.ravel(), 0
    axis = normalize_axis(axis, a.ndim, "scoreatpercentile: axis")
    n = a.shape[axis]
    at = _ROUNDING[interpolation_method](per / 100.0 * (n - 1))
    low = np.floor(at).astype(np.intp)
    high = np.minimum(low + 1, n - 1)
    part = np.moveaxis(np.partition(a, np.unique([low, high]), axis=axis), axis, 0)
    weight = (at - low).reshape(per.shape + (1,) * (a.ndim - 1))
    with np.errstate(invalid="ignore"):
        out = np.where(weight == 0, part[low].astype(float), part[low] * (1.0 - weight) + part[high] * weight)
    return out[()]


def _one_score(a: np.ndarray, at: float) -> np.float64:
    """The value at a place, perhaps between two, in the order of a flat array."""
    low = int(at)
    high = min(low + 1, a.size - 1)
    a = np.sort(a) if a.size < 200 else np.partition(a, (low, high))
    if at == low:
        return np.float64(a[low])
    return np.float64(float(a[low]) * (1.0 - (at - low)) + float(a[high]) * (at - low))


def percentileofscore(a: npt.ArrayLike, score: npt.ArrayLike, kind: str = "rank",
                      nan_policy: str = "propagate") -> Any:
    """The percentage of values below a score.

    Parameters
    ----------
    a : (n,) array_like
        Values.
    score : array_like
    kind : {'rank', 'weak', 'strict', 'mean'}
        How values equal to the score count: the mean percentage of their ranks, all, none, or half of them.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN among the values or scores.

    Returns
    -------
    float or ndarray
        In [0, 100].

    Examples
    --------
    >>> from scinova import stats
    >>> [float(stats.percentileofscore([1, 2, 3, 3, 4], 3, kind)) for kind in ("rank", "weak", "strict", "mean")]
    [70.0, 80.0, 40.0, 60.0]
    """
    check_nan_policy(nan_policy, "percentileofscore")
    a, score = np.asarray(a), np.asarray(score)
    if a.ndim != 1:
        raise ValueError(f"percentileofscore: a must have 1 dimension; got {a.ndim}")
    if kind not in ("rank", "weak", "strict", "mean"):
        raise ValueError(f"percentileofscore: kind must be one of 'rank', 'weak', 'strict', 'mean'; got {kind!r}")
    for name, x in (("a", a), ("score", score)):
        if x.dtype.kind not in "biuf":
            raise TypeError(f"percentileofscore: {name} must be made of real numbers; got dtype {x.dtype}")
    bad, bad_score = np.isnan(a), np.isnan(score)
    if nan_policy == "raise" and (bad.any() or bad_score.any()):
        raise ValueError("percentileofscore: NaN among a or score, which nan_policy='raise' refuses")
    if bad.any():
        if nan_policy == "propagate":
            return np.full(score.shape, np.nan)[()]
        a = a[~bad]
    if a.size == 0:
        return np.full(score.shape, np.nan)[()]
    ordered = np.sort(a)
    below, upto = np.searchsorted(ordered, score, "left"), np.searchsorted(ordered, score, "right")
    count = {"rank": 0.5 * (below + upto + (upto > below)), "weak": upto, "strict": below,
             "mean": 0.5 * (below + upto)}[kind]
    return np.where(bad_score, np.nan, 100.0 * count / a.size)[()]
