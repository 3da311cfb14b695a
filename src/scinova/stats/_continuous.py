# SPDX-License-Identifier: BSD-3-Clause
"""Continuous distributions: the public methods, and the formulas inherited where a family states none."""
from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from scinova._core.arrays import FLOAT64
from scinova.stats._engine import SCALARS, real_array, rv_generic


class _Rule(NamedTuple):
    """How a public method comes from a formula: its value below and above the support, and the part of the scale."""

    formula: str
    below: float = 0.0
    above: float = 0.0
    density: bool = False        # divided by the scale; also evaluated at the ends of the support
    logarithm: bool = False


_PDF = _Rule("_pdf", density=True)
_LOGPDF = _Rule("_logpdf", -math.inf, -math.inf, density=True, logarithm=True)
_CDF = _Rule("_cdf", 0.0, 1.0)
_SF = _Rule("_sf", 1.0, 0.0)
_LOGCDF = _Rule("_logcdf", -math.inf, 0.0)
_LOGSF = _Rule("_logsf", 0.0, -math.inf)
_NAN = np.float64(np.nan)


def _inherited(function: Callable) -> Callable:
    """Marks a formula as the fallback, not stated by the family."""
    function._inherited_formula = True  # type: ignore[attr-defined]
    return function


class rv_continuous(rv_generic):
    """A family of continuous distributions, to make distributions from or to derive from.

    A subclass states the formulas it knows, for location 0 and scale 1, as methods of the points and the shape
    parameters: ``_pdf`` or ``_cdf`` at least, and any of ``_logpdf``, ``_logcdf``, ``_sf``, ``_logsf``, ``_ppf``,
    ``_isf``, ``_stats`` (mean, variance, skewness and excess kurtosis, None for an unknown one), ``_munp`` (moment of
    order n about zero), ``_entropy``, ``_rvs``, ``_argcheck``, ``_get_support`` and ``_fitstart``. What is not stated
    is computed from what is.

    Parameters
    ----------
    momtype : {0, 1}
        Moments by integration of the density (0), or of the quantile function where only that is stated (1).
    a, b : float, optional
        Ends of the support; infinite by default.
    xtol : float
        Tolerance of quantiles found as roots.
    badvalue : float, optional
        Ignored; invalid parameters give NaN.
    name, longname : str, optional
    shapes : str, optional
        Names of the shape parameters; by default read from the signatures of the formulas.
    seed : None, int, RandomState or Generator
        The generator that samples come from; NumPy's global one by default.

    Examples
    --------
    >>> from scinova import stats
    >>> class Triangle(stats.rv_continuous):
    ...     def _pdf(self, x):
    ...         return 2.0 * x
    >>> triangle = Triangle(a=0.0, b=1.0, name="triangle")
    >>> round(triangle.cdf(0.5), 10), round(triangle.mean(), 10)
    (np.float64(0.25), np.float64(0.6666666667))
    """

    _whole_line = False       # the formulas hold on the whole line, infinities and NaN included

    def __init__(self, momtype: int = 1, a: float | None = None, b: float | None = None, xtol: float = 1e-14,
                 badvalue: float | None = None, name: str | None = None, longname: str | None = None,
                 shapes: str | None = None, seed: Any = None):
        super().__init__(seed)
        self.badvalue = math.nan if badvalue is None else badvalue
        self.name = "Distribution" if name is None else name
        self.a = -math.inf if a is None else a
        self.b = math.inf if b is None else b
        self.xtol = xtol
        self.moment_type = momtype
        self.longname = longname
        self._name_parameters(shapes, ("_pdf", "_logpdf", "_cdf", "_logcdf", "_sf", "_logsf", "_ppf", "_isf"))
        self.__doc__ = self._described()
        self._stats_stated = self._states("_stats")
        self._stats_ask = self._stats_stated and "moments" in inspect.signature(self._stats).parameters
        self._fixed_support = type(self)._get_support is rv_continuous._get_support
        self._declared_check = self.parameters is not None and type(self)._argcheck is rv_generic._argcheck

    def _described(self) -> str:
        """What ``help`` shows of an instance: the family's text, and its methods with their parameters."""
        shapes = f"{self.shapes}, " if self.shapes else ""
        lines = [(type(self).__doc__ or f"The distribution {self.name}.").rstrip(), "", "Methods", "-------"]
        for name in ("pdf", "logpdf", "cdf", "logcdf", "sf", "logsf"):
            lines.append(f"{name}(x, {shapes}loc=0, scale=1)")
        lines += [f"{name}(q, {shapes}loc=0, scale=1)" for name in ("ppf", "isf")]
        lines += [f"rvs({shapes}loc=0, scale=1, size=None, random_state=None)",
                  f"stats({shapes}loc=0, scale=1, moments='mv')", f"moment(order, {shapes}loc=0, scale=1)",
                  f"interval(confidence, {shapes}loc=0, scale=1)"]
        lines += [f"{name}({shapes}loc=0, scale=1)" for name in ("entropy", "mean", "median", "var", "std", "support")]
        args = f"({shapes.rstrip(' ')})" if shapes else "()"
        lines += ["fit(data)", f"expect(func, args={args}, loc=0, scale=1, lb=None, ub=None, conditional=False)"]
        return "\n".join(lines)

    def __init_subclass__(cls, **kwds: Any):
        super().__init_subclass__(**kwds)
        # Formulas of classes outside the package are promised arrays.
        cls._plain = cls.__module__.startswith("scinova.stats.")

    def _states(self, formula: str) -> bool:
        return not getattr(getattr(type(self), formula), "_inherited_formula", False)

    # -- formulas --------------------------------------------------------------------------------------------------

    def _get_support(self, *shapes: Any) -> tuple[Any, Any]:
        return self.a, self.b

    @_inherited
    def _pdf(self, x: Any, *shapes: Any) -> Any:
        if self._states("_logpdf"):
            return np.exp(self._logpdf(x, *shapes))
        from scinova.stats import _numeric

        def one(x: float, *shapes: float) -> float:
            low, high = self._get_support(*shapes)
            f = _numeric.scalar_function(self._cdf, shapes)
            return _numeric.slope(f, x, float(low), float(high))

        return _numeric.each(one, x, shapes)

    @_inherited
    def _logpdf(self, x: Any, *shapes: Any) -> Any:
        return np.log(self._pdf(x, *shapes))

    @_inherited
    def _cdf(self, x: Any, *shapes: Any) -> Any:
        if self._states("_logcdf"):
            return np.exp(self._logcdf(x, *shapes))
        if self._states("_sf"):
            return 1.0 - self._sf(x, *shapes)
        return self._integral(x, shapes, below=True)

    @_inherited
    def _sf(self, x: Any, *shapes: Any) -> Any:
        if self._states("_logsf"):
            return np.exp(self._logsf(x, *shapes))
        if self._states("_cdf") or self._states("_logcdf"):
            return 1.0 - self._cdf(x, *shapes)
        return self._integral(x, shapes, below=False)

    def _integral(self, x: Any, shapes: tuple, below: bool) -> np.ndarray:
        from scinova.stats import _numeric
        if not (self._states("_pdf") or self._states("_logpdf")):
            raise NotImplementedError(f"{type(self).__name__} states neither _pdf nor _cdf")

        def one(x: float, *shapes: float) -> float:
            low, high = self._get_support(*shapes)
            f = _numeric.scalar_function(self._pdf, shapes)
            return _numeric.integral(f, float(low), x) if below else _numeric.integral(f, x, float(high))

        return _numeric.each(one, x, shapes)

    @_inherited
    def _logcdf(self, x: Any, *shapes: Any) -> Any:
        return self._log_of(self._cdf, self._sf, "_sf", x, shapes)

    @_inherited
    def _logsf(self, x: Any, *shapes: Any) -> Any:
        return self._log_of(self._sf, self._cdf, "_cdf", x, shapes)

    def _log_of(self, formula: Callable, complement: Callable, name: str, x: Any, shapes: tuple) -> Any:
        """Logarithm of a probability, near 1 from that of the complement where it is stated."""
        p = np.asarray(formula(x, *shapes))
        with np.errstate(divide="ignore", invalid="ignore"):
            if not self._states(name) or not np.any(p > 0.5):
                return np.log(p)[()]
            return np.where(p > 0.5, np.log1p(-np.asarray(complement(x, *shapes))), np.log(p))[()]

    @_inherited
    def _ppf(self, q: Any, *shapes: Any) -> Any:
        if self._states("_isf"):
            return self._isf(1.0 - q, *shapes)
        return self._root(self._cdf, q, shapes, rising=True)

    @_inherited
    def _isf(self, q: Any, *shapes: Any) -> Any:
        if self._states("_ppf"):
            return self._ppf(1.0 - q, *shapes)
        if self._states("_sf") or self._states("_logsf") or not self._states("_cdf"):
            return self._root(self._sf, q, shapes, rising=False)
        return self._root(self._cdf, 1.0 - q, shapes, rising=True)

    def _root(self, formula: Callable[..., Any], q: Any, shapes: tuple, rising: bool) -> np.ndarray:
        from scinova.stats import _numeric

        def one(q: float, *shapes: float) -> float:
            low, high = (float(v) for v in self._get_support(*shapes))
            inside = _numeric.scalar_function(formula, shapes)
            ends = (0.0, 1.0) if rising else (1.0, 0.0)
            f = lambda x: ends[0] if x <= low else ends[1] if x >= high else inside(x)
            return _numeric.quantile(f, q, low, high, rising, self.xtol)

        return _numeric.each(one, q, shapes)

    @_inherited
    def _stats(self, *shapes: Any, **kwds: Any) -> tuple[Any, Any, Any, Any]:
        return None, None, None, None

    @_inherited
    def _munp(self, n: int, *shapes: Any) -> Any:
        from scinova.stats import _numeric
        return _numeric.each(lambda *s: _numeric.moment(self, n, s[:self.numargs]), *self._one_or_more(shapes))[()]

    def _one_or_more(self, shapes: tuple) -> tuple[Any, tuple]:
        """Arguments for ``each`` when there may be no shape parameter at all."""
        return (shapes[0], shapes[1:]) if shapes else (np.zeros(()), ())

    def generic_moment(self, n: int, *shapes: Any) -> Any:
        """Moment of order ``n`` about zero by integration, for location 0 and scale 1."""
        return rv_continuous._munp(self, n, *shapes)

    @_inherited
    def _entropy(self, *shapes: Any) -> Any:
        from scinova.stats import _numeric
        return _numeric.each(lambda *s: _numeric.entropy(self, s[:self.numargs]), *self._one_or_more(shapes))[()]

    def vecentropy(self, *shapes: Any) -> Any:
        """Differential entropy for location 0 and scale 1."""
        return self._entropy(*shapes)

    def _rvs(self, *shapes: Any, size: Any = None, random_state: Any = None) -> Any:
        return self._ppf(np.asarray(random_state.uniform(size=size)), *shapes)

    # -- evaluation ------------------------------------------------------------------------------------------------

    def _domain(self, shapes: tuple, scale: Any) -> Any:
        return self._argcheck(*shapes) & (scale > 0)

    def _evaluate(self, rule: _Rule, x: Any, args: tuple, kwds: dict[str, Any]) -> Any:
        shapes, loc, scale, _ = self._split(args, kwds)
        if self._plain and type(loc) in SCALARS and type(scale) in SCALARS:
            for s in shapes:
                if type(s) not in SCALARS:
                    break
            else:
                if type(x) in SCALARS:
                    return self._at_scalar(rule, x, shapes, loc, scale)
                if type(x) is np.ndarray and x.dtype is FLOAT64 and x.size:
                    return self._at_array(rule, x, shapes, loc, scale)
        return self._at_arrays(rule, x, shapes, loc, scale)

    def _at_array(self, rule: _Rule, x: np.ndarray, shapes: tuple, loc: float, scale: float) -> Any:
        """A float64 array for scalar parameters."""
        if not (scale > 0 and loc == loc and self._argcheck(*shapes)):
            return np.full(x.shape, np.nan)[()]
        if loc != 0 or scale != 1:
            x = np.asarray((x - loc) / scale)
        formula = getattr(self, rule.formula)
        inside = out = None
        with np.errstate(all="ignore"):
            if not self._whole_line:
                a, b = (self.a, self.b) if self._fixed_support else self._get_support(*shapes)
                if not (x.min() > a and x.max() < b):
                    inside = (x > a) & (x < b)
                    out = np.where(x <= a, rule.below, np.where(x >= b, rule.above, np.nan))
                    if rule.density:
                        inside |= ((x == a) | (x == b)) & np.isfinite(x)
            value = formula(x if inside is None else x[inside], *shapes)
        if rule.density and scale != 1:
            value = value - math.log(scale) if rule.logarithm else value / scale
        if out is None:
            return value[()] if value.ndim == 0 else value.copy() if value is x else value
        out[inside] = value
        return out[()]

    def _at_scalar(self, rule: _Rule, x: float, shapes: tuple, loc: float, scale: float) -> np.float64:
        if not (scale > 0 and self._argcheck(*shapes)):
            return _NAN
        y = (float(x) - loc) / scale
        if not self._whole_line:
            a, b = (self.a, self.b) if self._fixed_support else self._get_support(*shapes)
            if y <= a and (y < a or not rule.density or math.isinf(a)):
                return np.float64(rule.below)
            if y >= b and (y > b or not rule.density or math.isinf(b)):
                return np.float64(rule.above)
            if y != y or loc != loc:
                return _NAN
        value = getattr(self, rule.formula)(y, *shapes)
        if rule.density and scale != 1:
            value = value - math.log(scale) if rule.logarithm else value / scale
        return np.float64(value)

    def _at_arrays(self, rule: _Rule, x: Any, shapes: tuple, loc: Any, scale: Any) -> Any:
        x = real_array(x, f"{self.name}: x")
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale)
            y = np.asarray((x - loc) / scale)
            if self._whole_line and self._plain and np.all(valid):
                out = getattr(self, rule.formula)(y, *shapes)
                return self._rescaled(rule, np.asarray(out), scale)[()]
            a, b = self._get_support(*shapes)
            inside = (y > a) & (y < b)
            if rule.density:
                inside |= ((y == a) | (y == b)) & np.isfinite(y)
            inside = inside & valid
            if inside.all() and inside.size:
                out = self._formula(rule.formula, np.broadcast_to(y, inside.shape), shapes)
                return self._rescaled(rule, out, scale)[()]
            out = np.where(y <= a, rule.below, np.where(y >= b, rule.above, np.nan))
            out = np.array(np.broadcast_to(np.where(valid, out, np.nan), np.broadcast_shapes(out.shape, inside.shape)))
            if inside.any():
                picked = self._formula(rule.formula, *self._picked(inside, y, shapes))
                out[inside] = self._rescaled(rule, picked, self._picked(inside, scale, ())[0])
        return out[()]

    @staticmethod
    def _rescaled(rule: _Rule, value: np.ndarray, scale: np.ndarray) -> np.ndarray:
        if not rule.density or (scale.ndim == 0 and scale == 1):
            return value
        return value - np.log(scale) if rule.logarithm else value / scale

    def _arrays(self, shapes: tuple, loc: Any, scale: Any) -> tuple[tuple[np.ndarray, ...], np.ndarray, np.ndarray]:
        what = f"{self.name}: a parameter"
        return tuple(real_array(s, what) for s in shapes), real_array(loc, what), real_array(scale, what)

    @staticmethod
    def _picked(mask: np.ndarray, first: Any, others: tuple) -> tuple[Any, tuple]:
        pick = lambda v: v if np.ndim(v) == 0 else np.broadcast_to(v, mask.shape)[mask]
        return np.broadcast_to(first, mask.shape)[mask], tuple(pick(v) for v in others)

    def _formula(self, name: str, y: np.ndarray, shapes: tuple) -> np.ndarray:
        """A formula's values at ``y``, in the shape of ``y``. Classes outside the package see one dimension only."""
        if self._plain:
            return np.asarray(getattr(self, name)(y, *shapes))
        flat = [np.atleast_1d(s) if s.ndim == 0 else np.broadcast_to(s, y.shape).ravel() for s in shapes]
        out = np.asarray(getattr(self, name)(y.ravel(), *flat))
        return np.broadcast_to(out, (y.size,)).reshape(y.shape)

    def _quantiles(self, formula: str, q: Any, args: tuple, kwds: dict[str, Any], falling: bool) -> Any:
        shapes, loc, scale, _ = self._split(args, kwds)
        if self._plain and type(q) is float and 0 < q < 1 and type(loc) in SCALARS and type(scale) in SCALARS \
                and all(type(s) in SCALARS for s in shapes):
            if not (scale > 0 and self._argcheck(*shapes)):
                return _NAN
            return np.float64(getattr(self, formula)(q, *shapes) * scale + loc)
        q = real_array(q, f"{self.name}: q")
        if self._plain and q.size and type(loc) in SCALARS and type(scale) in SCALARS \
                and all(type(s) in SCALARS for s in shapes) and q.dtype is FLOAT64 and q.min() > 0 and q.max() < 1 \
                and scale > 0 and loc == loc and self._argcheck(*shapes):
            with np.errstate(all="ignore"):
                out = getattr(self, formula)(q, *shapes)
            if loc != 0 or scale != 1:
                return out * scale + loc
            return out[()] if out.ndim == 0 else out.copy() if out is q else out
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale) & (loc == loc)
            low, high = self._get_support(*shapes)
            if falling:
                low, high = high, low
            inside = valid & (q > 0) & (q < 1)
            out = np.where(q == 0, low, np.where(q == 1, high, np.nan))
            out = np.where(valid, out, np.nan)
            out = np.array(np.broadcast_to(out, np.broadcast_shapes(out.shape, inside.shape, loc.shape, scale.shape)))
            if inside.shape != out.shape:
                inside = np.broadcast_to(inside, out.shape)
            if inside.any():
                out[inside] = self._formula(formula, *self._picked(inside, q, shapes))
            return (out * scale + loc)[()]

    def pdf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Probability density.

        Parameters
        ----------
        x : array_like
            Points.
        *args : array_like
            Shape parameters, then optionally loc and scale; all of them also by keyword.

        Returns
        -------
        ndarray or scalar
            NaN where a parameter is outside its domain.

        Examples
        --------
        >>> from scinova import stats
        >>> round(stats.norm.pdf(1.0, loc=1.0, scale=2.0), 6)
        np.float64(0.199471)
        """
        return self._evaluate(_PDF, x, args, kwds)

    def logpdf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Logarithm of the probability density; arguments as for `pdf`."""
        return self._evaluate(_LOGPDF, x, args, kwds)

    def cdf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Distribution function, the probability of a value up to ``x``; arguments as for `pdf`."""
        return self._evaluate(_CDF, x, args, kwds)

    def logcdf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Logarithm of the distribution function; arguments as for `pdf`."""
        return self._evaluate(_LOGCDF, x, args, kwds)

    def sf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Survival function, the probability of a value above ``x``; arguments as for `pdf`."""
        return self._evaluate(_SF, x, args, kwds)

    def logsf(self, x: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Logarithm of the survival function; arguments as for `pdf`."""
        return self._evaluate(_LOGSF, x, args, kwds)

    def ppf(self, q: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """Quantile function, the inverse of `cdf`.

        Parameters
        ----------
        q : array_like
            Probabilities.
        *args : array_like
            Shape parameters, then optionally loc and scale; all of them also by keyword.

        Returns
        -------
        ndarray or scalar
            NaN where ``q`` is outside [0, 1] or a parameter outside its domain.
        """
        return self._quantiles("_ppf", q, args, kwds, falling=False)

    def isf(self, q: npt.ArrayLike, *args: Any, **kwds: Any) -> Any:
        """The inverse of `sf`; arguments as for `ppf`."""
        return self._quantiles("_isf", q, args, kwds, falling=True)

    # -- moments ---------------------------------------------------------------------------------------------------

    def _central(self, shapes: tuple, wanted: str) -> dict[str, Any]:
        """Mean, variance, skewness and excess kurtosis (those wanted) for location 0 and scale 1."""
        stated = {}
        if self._stats_stated:
            stated = dict(zip("mvsk", self._stats(*shapes, **({"moments": wanted} if self._stats_ask else {}))))
        known = {k: v for k, v in stated.items() if v is not None}
        raw = lambda n: self._munp(n, *shapes)
        if "m" not in known:
            known["m"] = raw(1)
        m = known["m"]
        if "v" not in known and set(wanted) & set("vsk"):
            known["v"] = raw(2) - m * m
        if "s" not in known and "s" in wanted:
            known["s"] = (raw(3) - 3 * m * known["v"] - m**3) / np.power(known["v"], 1.5)
        if "k" not in known and "k" in wanted:
            v = known["v"]
            third = raw(3) - 3 * m * v - m**3
            known["k"] = (raw(4) - 4 * m * third - 6 * m * m * v - m**4) / (v * v) - 3.0
        return known

    def stats(self, *args: Any, **kwds: Any) -> Any:
        """Mean, variance, skewness and excess kurtosis.

        Parameters
        ----------
        *args : array_like
            Shape parameters, then optionally loc and scale.
        moments : str
            Which: letters out of 'mvsk'; mean and variance by default.

        Returns
        -------
        scalar, ndarray or tuple
            In the order m, v, s, k.

        Examples
        --------
        >>> from scinova import stats
        >>> stats.norm.stats(loc=3.0, scale=2.0)
        (np.float64(3.0), np.float64(4.0))
        """
        moments = kwds.pop("moments", None)
        shapes, loc, scale, more = self._split(args, kwds, ("moments",))
        moments = more.get("moments", "mv") if moments is None else moments
        given = shapes
        if self._plain and all(type(v) in SCALARS for v in (*shapes, loc, scale)) and scale > 0 \
                and loc == loc and self._argcheck(*shapes):
            known = self._central(shapes, moments)
            scaled = {"m": lambda v: v * scale + loc, "v": lambda v: v * scale**2}
            out = [np.float64(scaled[k](known[k]) if k in scaled else known[k]) for k in "mvsk" if k in moments]
            return out[0] if len(out) == 1 else tuple(out)
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale) & (loc == loc)
            shape = np.broadcast_shapes(np.shape(valid), loc.shape, *(s.shape for s in shapes))
            safe = tuple(np.where(valid, s, 1.0) if np.ndim(valid) or not valid else s for s in shapes)
            known = self._central(safe if given else (), moments) if np.any(valid) else dict.fromkeys("mvsk", np.nan)
            out = []
            for letter in "mvsk":
                if letter in moments:
                    value = known[letter]
                    value = value * scale + loc if letter == "m" else value * scale**2 if letter == "v" else value
                    out.append(np.where(np.broadcast_to(valid, shape), value, np.nan)[()])
        return out[0] if len(out) == 1 else tuple(out)

    def mean(self, *args: Any, **kwds: Any) -> Any:
        """Mean; arguments are the parameters."""
        return self.stats(*args, **{**kwds, "moments": "m"})

    def var(self, *args: Any, **kwds: Any) -> Any:
        """Variance; arguments are the parameters."""
        return self.stats(*args, **{**kwds, "moments": "v"})

    def std(self, *args: Any, **kwds: Any) -> Any:
        """Standard deviation; arguments are the parameters."""
        return np.sqrt(self.var(*args, **kwds))

    def median(self, *args: Any, **kwds: Any) -> Any:
        """Median; arguments are the parameters."""
        return self.ppf(0.5, *args, **kwds)

    def moment(self, order: int | None = None, *args: Any, **kwds: Any) -> Any:
        """Moment about zero.

        Parameters
        ----------
        order : int
            At least 0.
        *args : array_like
            Shape parameters, then optionally loc and scale.

        Returns
        -------
        ndarray or scalar
        """
        if order is None:
            order = kwds.pop("n", None)          # the old name of the argument
        if order is None:
            raise TypeError(f"{self.name}.moment needs a value for order")
        n = math.floor(order)
        if n != order:
            raise ValueError(f"{self.name}.moment: order must be an integer; got {order}")
        if n < 0:
            raise ValueError(f"{self.name}.moment: order must be at least 0; got {order}")
        shapes, loc, scale, _ = self._split(args, kwds)
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale) & (loc == loc)
            safe = tuple(np.where(valid, s, 1.0) for s in shapes)
            orders = range(n + 1) if np.any(loc) else (n,)
            total = 0.0
            for k in orders if np.any(valid) else ():
                raw = self._raw_moment(k, safe)
                total = total + math.comb(n, k) * scale**k * (loc**(n - k) if n > k else 1.0) * raw
            return np.where(valid, total, np.nan)[()]

    def _raw_moment(self, n: int, shapes: tuple) -> Any:
        if n == 0:
            return 1.0
        if self._states("_munp") or n > 4 or not self._states("_stats"):
            return self._munp(n, *shapes)
        known = self._central(shapes, "mvsk"[:n])
        m = known["m"]
        if n == 1:
            return m
        v = known["v"]
        if n == 2:
            return v + m * m
        third = known["s"] * np.power(v, 1.5)
        if n == 3:
            return third + 3 * m * v + m**3
        return (known["k"] + 3.0) * v * v + 4 * m * third + 6 * m * m * v + m**4

    def entropy(self, *args: Any, **kwds: Any) -> Any:
        """Differential entropy, in nats; arguments are the parameters."""
        shapes, loc, scale, _ = self._split(args, kwds)
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale) & (loc == loc)
            safe = tuple(np.where(valid, s, 1.0) for s in shapes)
            value = self._entropy(*safe) if np.any(valid) else np.nan
            return np.where(valid, value + np.log(scale), np.nan)[()]

    def interval(self, confidence: npt.ArrayLike | None = None, *args: Any, **kwds: Any) -> tuple[Any, Any]:
        """The central interval with probability ``confidence``.

        Parameters
        ----------
        confidence : array_like
            In [0, 1].
        *args : array_like
            Shape parameters, then optionally loc and scale.

        Returns
        -------
        low, high : ndarray or scalar

        Examples
        --------
        >>> from scinova import stats
        >>> low, high = stats.norm.interval(0.95)
        >>> round(high, 6)
        np.float64(1.959964)
        """
        if confidence is None:
            confidence = kwds.pop("alpha", None)          # the old name of the argument
        if confidence is None:
            raise TypeError(f"{self.name}.interval needs a value for confidence")
        c = real_array(confidence, f"{self.name}.interval: confidence")[()]
        if np.any((c > 1) | (c < 0)):
            raise ValueError(f"{self.name}.interval: confidence must be in [0, 1]; got {confidence}")
        return self.ppf((1.0 - c) / 2, *args, **kwds), self.ppf((1.0 + c) / 2, *args, **kwds)

    def support(self, *args: Any, **kwds: Any) -> tuple[Any, Any]:
        """Ends of the support; arguments are the parameters. NaN where one is outside its domain."""
        shapes, loc, scale, _ = self._split(args, kwds)
        shapes, loc, scale = self._arrays(shapes, loc, scale)
        with np.errstate(all="ignore"):
            valid = self._domain(shapes, scale)
            return tuple(np.where(valid, end * scale + loc, np.nan)[()]       # type: ignore[return-value]
                         for end in self._get_support(*shapes))

    def expect(self, func: Callable[[float], float] | None = None, args: tuple = (), loc: float = 0,
               scale: float = 1, lb: float | None = None, ub: float | None = None, conditional: bool = False,
               **kwds: Any) -> float:
        """Expected value of a function.

        Parameters
        ----------
        func : callable, optional
            ``func(x) -> float``; the identity by default.
        args : tuple
            Shape parameters.
        loc, scale : float
        lb, ub : float, optional
            Bounds of the integral; those of the support by default.
        conditional : bool
            Divide by the probability of the interval.
        **kwds
            Options of `scinova.integrate.quad`.

        Returns
        -------
        float

        Examples
        --------
        >>> from scinova import stats
        >>> round(stats.norm.expect(lambda x: x**2, scale=3.0), 8)
        9.0
        """
        from scinova.stats import _numeric
        shapes, loc, scale, _ = self._split((*args, loc, scale), {})
        if not np.all(self._domain(tuple(np.asarray(s) for s in shapes), scale)):
            return math.nan
        given = (*shapes, loc, scale)
        low, high = self.support(*given)
        low, high = low if lb is None else lb, high if ub is None else ub
        g = func or (lambda x: x)
        f = lambda x: g(x) * self.pdf(x, *given)
        inner = [float(v) for v in self.ppf([0.05, 0.95], *given) if low < v < high] if low < high else []
        with np.errstate(all="ignore"):
            total = sum(_numeric.integral(f, a, b, **kwds) for a, b in zip((low, *inner), (*inner, high)))
        if conditional:
            below, above = self.cdf(low, *given), self.sf(high, *given)
            total /= 1.0 - below - above
        return float(total)

    # -- estimation ------------------------------------------------------------------------------------------------

    def nnlf(self, theta: Any, x: npt.ArrayLike) -> float:
        """Negative log-likelihood of parameters, given data.

        Parameters
        ----------
        theta : sequence of float
            Shape parameters, loc and scale.
        x : array_like
            Data.

        Returns
        -------
        float
            inf when a parameter is outside its domain or data outside the support.
        """
        from scinova.stats import _fit
        return _fit.negative_log_likelihood(self, tuple(theta), real_array(x, f"{self.name}.nnlf: x"))

    def fit(self, data: npt.ArrayLike, *args: Any, **kwds: Any) -> tuple:
        """Estimate the parameters from data.

        Parameters
        ----------
        data : array_like
        *args : float
            Where the search starts: shape parameters, as many as wanted.
        loc, scale : float, optional
            Where the search for these starts.
        floc, fscale : float, optional
            Fix location or scale. ``f0``, ``f1``, ..., or ``fa`` or ``fix_a`` for a parameter named a, fix the shape
            parameters.
        method : {'MLE', 'MM'}
            Maximum likelihood, or matching of moments.
        optimizer : callable or str
            Minimizer with the signature of `scinova.optimize.fmin`, or its name there.

        Returns
        -------
        tuple of float
            Shape parameters, loc, scale.

        Raises
        ------
        TypeError, ValueError
            For unknown or surplus arguments; when nothing is left to estimate, data are not finite or outside the
            support.
        FitError
            When the search fails.

        Examples
        --------
        >>> from scinova import stats
        >>> stats.norm.fit([1.0, 2.0, 3.0, 6.0])
        (np.float64(3.0), np.float64(1.8708286933869707))
        """
        from scinova.stats import _fit
        return _fit.fit(self, data, args, kwds)

    def fit_loc_scale(self, data: npt.ArrayLike, *args: Any) -> tuple[Any, Any]:
        """Location and scale that give the mean and variance of the data, for given shape parameters.

        Parameters
        ----------
        data : array_like
        *args : float
            Shape parameters.

        Returns
        -------
        loc, scale : float
        """
        mean, variance = self.stats(*args, moments="mv")
        data = real_array(data, f"{self.name}.fit_loc_scale: data")
        with np.errstate(all="ignore"):
            scale = np.sqrt(data.var() / variance)
            loc = data.mean() - scale * mean
        if not np.isfinite(loc):
            loc = 0
        if not (np.isfinite(scale) and scale > 0):
            scale = 1
        return loc, scale

    def _fitstart(self, data: np.ndarray, args: tuple | None = None) -> tuple:
        """Where a fit starts: shape parameters, loc and scale."""
        from scinova.stats import _fit
        return _fit.start(self, data, (1.0,) * self.numargs if args is None else tuple(args))
