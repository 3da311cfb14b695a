# SPDX-License-Identifier: BSD-3-Clause
"""Student's t-tests: of one sample, of two paired ones, of two independent ones.

For independent samples: B. L. Welch, "The generalization of 'Student's' problem when several different population
variances are involved", Biometrika 34 (1947) 28, for unequal variances; K. K. Yuen, "The two-sample trimmed t for
unequal population variances", Biometrika 61 (1974) 165, for trimmed means, of which nothing trimmed is Welch's test.
"""
from __future__ import annotations

import functools
import math
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova import special
from scinova._core.arrays import normalize_axes
from scinova._core.random import check_random_state
from scinova._core.results import tuple_result
from scinova.stats._reduction import along_axes, centred
from scinova.stats._resampling import MonteCarloMethod, PermutationMethod, monte_carlo_pvalue, permutation_pvalue

ConfidenceInterval = tuple_result("ConfidenceInterval", "low high", module=__name__, doc="Ends of an interval.")
Ttest_indResult = tuple_result("Ttest_indResult", "statistic pvalue", module=__name__, doc="Result of a t-test.")
_Base = tuple_result("TtestResult", "statistic pvalue", "df", module=__name__)
_ALTERNATIVES = ("two-sided", "less", "greater")


class TtestResult(_Base):  # type: ignore[misc, valid-type]
    """Result of a t-test; unpacks as statistic and p-value.

    Attributes
    ----------
    statistic : float or ndarray
        The t-statistic.
    pvalue : float or ndarray
    df : float or ndarray
        Degrees of freedom.
    """

    def __new__(cls, statistic: Any, pvalue: Any, df: Any, alternative: str = "two-sided", estimate: Any = math.nan,
                standard_error: Any = math.nan) -> TtestResult:
        self = super().__new__(cls, statistic, pvalue, df)
        self._state = (alternative, estimate, standard_error)
        return self

    def __reduce__(self) -> Any:
        return TtestResult, (self.statistic, self.pvalue, self.df, *self._state)

    def confidence_interval(self, confidence_level: float = 0.95) -> Any:
        """Interval for the mean, or difference of means, that the test is about.

        Parameters
        ----------
        confidence_level : float
            In (0, 1).

        Returns
        -------
        ConfidenceInterval
            ``low`` and ``high``; one of them infinite for a one-sided test.

        Examples
        --------
        >>> from scinova import stats
        >>> ci = stats.ttest_1samp([1.0, 2.0, 3.0, 6.0], 0.0).confidence_interval(0.9)
        >>> round(ci.low, 4), round(ci.high, 4)
        (np.float64(0.4581), np.float64(5.5419))
        """
        if not 0 < confidence_level < 1:
            raise ValueError(f"confidence_interval: confidence_level must be in (0, 1); got {confidence_level}")
        alternative, estimate, error = self._state
        tail = (1.0 - confidence_level) / (2.0 if alternative == "two-sided" else 1.0)
        with np.errstate(invalid="ignore"):
            half = -special.stdtrit(self.df, tail) * error
            low, high = estimate - half, estimate + half
        infinite = np.full(np.shape(low), np.inf)[()]
        if alternative == "less":
            low = -infinite
        elif alternative == "greater":
            high = infinite
        return ConfidenceInterval(low, high)


def _check_alternative(alternative: Any, function: str) -> None:
    if alternative not in _ALTERNATIVES:
        raise ValueError(f"{function}: alternative must be one of {', '.join(map(repr, _ALTERNATIVES))}; "
                         f"got {alternative!r}")


def _p_value(t: Any, df: Any, alternative: str) -> Any:
    t = np.asarray(t, dtype=np.float64)
    if alternative == "less":
        return special.stdtr(df, t)
    if alternative == "greater":
        return special.stdtr(df, -t)
    return 2.0 * special.stdtr(df, -np.abs(t))


def _outputs(estimate: Any, error: Any, df: Any, alternative: str, dtype: np.dtype) -> tuple[Any, ...]:
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.asarray(estimate / error)
    values = (t, _p_value(t, df, alternative), df, estimate, error)
    return tuple(np.asarray(v).astype(dtype) for v in values)


def _result(values: tuple[Any, ...], alternative: str) -> TtestResult:
    t, p, df, estimate, error = values
    return TtestResult(t, p, df, alternative, estimate, error)


def _whole_df(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Degrees of freedom as integers, where no omission or empty sample makes some of them differ or NaN."""
    t, p, df, estimate, error = values
    if np.size(df) and np.all(df == np.ravel(df)[0]):
        df = np.asarray(df).astype(np.int64)[()]
    return t, p, df, estimate, error


def _mean_and_error(x: np.ndarray) -> tuple[np.ndarray, np.ndarray, int]:
    """Mean, its standard error, degrees of freedom, in float64."""
    n = x.shape[-1]
    mean, d = centred(x.astype(np.float64, copy=False))
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt((d * d).sum(axis=-1) / np.float64(n - 1) / n)
    return mean[..., 0], error, n - 1


def ttest_1samp(a: npt.ArrayLike, popmean: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0,
                nan_policy: str = "propagate", alternative: str = "two-sided", *,
                keepdims: bool = False) -> TtestResult:
    """Test whether the mean of a sample differs from a given one.

    Parameters
    ----------
    a : array_like
        The sample.
    popmean : array_like
        The mean under the null hypothesis; an array has length 1 along ``axis``.
    axis : None, int or tuple of int
        Along which to test; None is over everything.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN.
    alternative : {'two-sided', 'less', 'greater'}
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    TtestResult
        ``statistic``, ``pvalue``, ``df``, and the method ``confidence_interval``.

    Examples
    --------
    >>> from scinova import stats
    >>> result = stats.ttest_1samp([1.0, 2.0, 3.0, 6.0], 1.0)
    >>> round(result.statistic, 6), round(result.pvalue, 6), result.df
    (np.float64(1.85164), np.float64(0.161162), np.int64(3))
    """
    _check_alternative(alternative, "ttest_1samp")
    popmean = np.asarray(popmean)
    if popmean.dtype.kind not in "biuf":
        raise TypeError(f"ttest_1samp: popmean must be made of real numbers; got dtype {popmean.dtype}")
    scalar = popmean.size == 1 and popmean.ndim <= max(np.ndim(a), 1)

    def kernel(x: np.ndarray, mu: np.ndarray | None = None) -> tuple[Any, ...]:
        mean, error, df = _mean_and_error(x)
        expected = float(popmean.reshape(())) if mu is None else mu[..., 0]
        t, p, df, _, error = _outputs(mean - expected, error, float(df), alternative, x.dtype)
        return t, p, df, np.asarray(mean), error

    options = dict(function="ttest_1samp", outputs=5, axis=axis, nan_policy=nan_policy, keepdims=keepdims)
    if scalar:
        return _result(_whole_df(along_axes(kernel, (a,), **options)), alternative)
    ndim = max(np.ndim(a), popmean.ndim)
    reduced = range(ndim) if axis is None else normalize_axes(axis, ndim, "ttest_1samp: axis")
    repeated = popmean.astype(float).reshape((1,) * (ndim - popmean.ndim) + popmean.shape)
    for d in reduced:
        if repeated.shape[d] != 1:
            raise ValueError(f"ttest_1samp: popmean must have length 1 along axis {d}; got shape {popmean.shape}")
        length = ((1,) * (ndim - np.ndim(a)) + np.shape(a))[d]
        repeated = np.repeat(repeated, length, axis=d)
    return _result(_whole_df(along_axes(kernel, (a, repeated), paired=True, **options)), alternative)


def ttest_rel(a: npt.ArrayLike, b: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0,
              nan_policy: str = "propagate", alternative: str = "two-sided", *, keepdims: bool = False) -> TtestResult:
    """Test whether the means of two paired samples differ.

    Parameters
    ----------
    a, b : array_like
        The samples, of the same size along ``axis``.
    axis : None, int or tuple of int
        Along which to test; None is over everything.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN; pairs are omitted together.
    alternative : {'two-sided', 'less', 'greater'}
        Of the mean of ``a`` relative to that of ``b``.
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    TtestResult
        ``statistic``, ``pvalue``, ``df``, and the method ``confidence_interval``.

    Examples
    --------
    >>> from scinova import stats
    >>> result = stats.ttest_rel([1.0, 2.0, 4.0], [2.0, 2.5, 6.0])
    >>> round(result.statistic, 6), round(result.pvalue, 6)
    (np.float64(-2.645751), np.float64(0.118083))
    """
    _check_alternative(alternative, "ttest_rel")

    def kernel(x: np.ndarray, y: np.ndarray) -> tuple[Any, ...]:
        mean, error, df = _mean_and_error(x.astype(np.float64, copy=False) - y)
        return _outputs(mean, error, float(df), alternative, np.result_type(x, y))

    return _result(_whole_df(along_axes(kernel, (a, b), function="ttest_rel", outputs=5, axis=axis,
                                        nan_policy=nan_policy, keepdims=keepdims, paired=True)), alternative)


def _trimmed(x: np.ndarray, trim: float) -> tuple[Any, Any, int]:
    """Trimmed mean, winsorized sum of squares, and the number of values left."""
    n = x.shape[-1]
    x = x.astype(np.float64, copy=False)
    cut = int(n * trim)
    if cut:
        x = np.sort(x, axis=-1)
        mean = x[..., cut:n - cut].mean(axis=-1)
        x = np.clip(x, x[..., cut:cut + 1], x[..., n - cut - 1:n - cut])
        _, d = centred(x)
    else:
        kept, d = centred(x)
        mean = kept[..., 0]
    return mean, (d * d).sum(axis=-1), n - 2 * cut


def _difference(m1: Any, s1: Any, h1: Any, m2: Any, s2: Any, h2: Any, equal_var: bool) -> tuple[Any, Any, Any]:
    """Difference of means, its standard error and degrees of freedom, from means, sums of squares and sizes."""
    with np.errstate(divide="ignore", invalid="ignore"):
        h1, h2 = np.asarray(h1, dtype=float), np.asarray(h2, dtype=float)
        if equal_var:
            df = h1 + h2 - 2.0
            return m1 - m2, np.sqrt((s1 + s2) / df * (1.0 / h1 + 1.0 / h2)), df
        v1, v2 = s1 / (h1 * (h1 - 1.0)), s2 / (h2 * (h2 - 1.0))
        df = np.asarray((v1 + v2)**2 / (v1**2 / (h1 - 1.0) + v2**2 / (h2 - 1.0)))
        # Where they are undefined (no variance) the statistic is infinite or NaN whatever the degrees of freedom.
        return m1 - m2, np.sqrt(v1 + v2), np.where(np.isnan(df), 1.0, df)


def _answers_to_permutations(function: Callable[..., TtestResult]) -> Callable[..., TtestResult]:
    """Let a test with ``method`` answer to its older keywords, ``permutations`` and ``random_state``."""
    @functools.wraps(function)
    def wrapper(*args: Any, permutations: Any = None, random_state: Any = None, **options: Any) -> TtestResult:
        if permutations is None or permutations == 0:          # the t distribution; random_state has nothing to do
            return function(*args, **options)
        if options.get("method") is not None:
            raise TypeError(f"{function.__name__} got both method and permutations; give one of them")
        count = sys.maxsize if permutations == math.inf else permutations
        try:
            options["method"] = PermutationMethod(count, random_state=check_random_state(random_state))
        except ValueError as wrong:
            raise ValueError(f"{function.__name__}: permutations must be a number of permutations, or inf for all of "
                             f"them, and random_state a source of them; got {permutations!r} and {random_state!r}"
                             ) from wrong
        return function(*args, **options)

    return wrapper


@_answers_to_permutations
def ttest_ind(a: npt.ArrayLike, b: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0, equal_var: bool = True,
              nan_policy: str = "propagate", *, alternative: str = "two-sided", trim: float = 0,
              method: PermutationMethod | MonteCarloMethod | None = None,
              keepdims: bool = False) -> TtestResult:
    """Test whether the means of two independent samples differ.

    Parameters
    ----------
    a, b : array_like
        The samples; shapes broadcast except along ``axis``.
    axis : None, int or tuple of int
        Along which to test; None is over everything.
    equal_var : bool
        Student's test, which takes the variances to be equal, or Welch's, which does not.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN.
    alternative : {'two-sided', 'less', 'greater'}
        Of the mean of ``a`` relative to that of ``b``.
    trim : float
        Part of the values to leave out at either end, in [0, 0.5): Yuen's test.
    method : PermutationMethod or MonteCarloMethod, optional
        Get the p-value by permutation of the observations or from random samples, not from the t distribution.
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    TtestResult
        ``statistic``, ``pvalue``, ``df``, and the method ``confidence_interval`` for the difference of means.

    Notes
    -----
    The older keyword ``permutations=n`` stands for ``method=PermutationMethod(n, random_state=random_state)``. A
    statistic that is not a number has a p-value that is none, by any method.

    Examples
    --------
    >>> from scinova import stats
    >>> result = stats.ttest_ind([1.0, 2.0, 3.0, 6.0], [4.0, 5.0, 9.0], equal_var=False)
    >>> round(result.statistic, 6), round(result.pvalue, 6), round(result.df, 6)
    (np.float64(-1.603567), np.float64(0.186691), np.float64(3.857143))
    """
    _check_alternative(alternative, "ttest_ind")
    if not 0 <= trim < 0.5:
        raise ValueError(f"ttest_ind: trim must be in [0, 0.5); got {trim}")
    if method is not None and not isinstance(method, (PermutationMethod, MonteCarloMethod)):
        raise ValueError(f"ttest_ind: method must be a PermutationMethod, a MonteCarloMethod or None; got {method!r}")

    def statistic(x: np.ndarray, y: np.ndarray) -> np.ndarray:
        d, error, _ = _difference(*_trimmed(x, trim), *_trimmed(y, trim), equal_var)
        with np.errstate(divide="ignore", invalid="ignore"):
            return d / error

    def kernel(x: np.ndarray, y: np.ndarray) -> tuple[Any, ...]:
        d, error, df = _difference(*_trimmed(x, trim), *_trimmed(y, trim), equal_var)
        t, p, *rest = _outputs(d, error, df, alternative, np.result_type(x, y))
        if method is not None:
            with warnings.catch_warnings():        # a resample may happen to have no spread
                warnings.simplefilter("ignore", RuntimeWarning)
                if isinstance(method, PermutationMethod):
                    resampled = permutation_pvalue(method, statistic, x, y, statistic(x, y), alternative)
                else:
                    resampled = monte_carlo_pvalue(method, statistic, (x.shape[-1], y.shape[-1]), statistic(x, y),
                                                   alternative)
                p = resampled.astype(p.dtype)
        return t, p, *rest

    return _result(along_axes(kernel, (a, b), function="ttest_ind", outputs=5, axis=axis, nan_policy=nan_policy,
                              keepdims=keepdims, separate=method is not None), alternative)


def ttest_ind_from_stats(mean1: npt.ArrayLike, std1: npt.ArrayLike, nobs1: npt.ArrayLike, mean2: npt.ArrayLike,
                         std2: npt.ArrayLike, nobs2: npt.ArrayLike, equal_var: bool = True,
                         alternative: str = "two-sided") -> Any:
    """The test of `ttest_ind` from means, standard deviations and sizes of two samples.

    Parameters
    ----------
    mean1, std1, nobs1 : array_like
        Of the first sample; the standard deviation has n - 1 in its denominator.
    mean2, std2, nobs2 : array_like
        Of the second.
    equal_var : bool
        Student's test, or Welch's.
    alternative : {'two-sided', 'less', 'greater'}

    Returns
    -------
    Ttest_indResult
        ``statistic`` and ``pvalue``.

    Examples
    --------
    >>> from scinova import stats
    >>> result = stats.ttest_ind_from_stats(1.0, 2.0, 10, 3.0, 2.5, 12)
    >>> round(result.statistic, 6), round(result.pvalue, 6)
    (np.float64(-2.04102), np.float64(0.054668))
    """
    _check_alternative(alternative, "ttest_ind_from_stats")
    m1, s1, n1, m2, s2, n2 = (np.asarray(v, dtype=float) for v in (mean1, std1, nobs1, mean2, std2, nobs2))
    d, error, df = _difference(m1, (n1 - 1) * s1**2, n1, m2, (n2 - 1) * s2**2, n2, equal_var)
    t, p, *_ = _outputs(d, error, df, alternative, np.dtype(float))
    return Ttest_indResult(t[()], p[()])
