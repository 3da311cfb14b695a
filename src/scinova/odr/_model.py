# SPDX-License-Identifier: BSD-3-Clause
"""Models to fit: the class, and the ready ones."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.odr._data import WithMeta


class Model(WithMeta):
    """A model to fit.

    Parameters
    ----------
    fcn : callable
        ``fcn(beta, x, *extra_args)`` returns the responses, of the shape of ``y``.
    fjacb : callable, optional
        Derivatives by the parameters, of shape (q, p, n); q and p may be left out where they are 1.
    fjacd : callable, optional
        Derivatives by the explanatory variables, of shape (q, m, n), alike.
    extra_args : tuple, optional
        Further arguments of the functions.
    estimate : callable or array_like, optional
        Parameters to start from, or ``estimate(data)`` that returns them.
    implicit : bool
        The model is ``fcn(beta, x) = 0``; there are no responses.
    meta : dict, optional
        Anything to keep with the model.

    Examples
    --------
    >>> from scinova import odr
    >>> line = odr.Model(lambda beta, x: beta[0] * x + beta[1])
    >>> fit = odr.ODR(odr.Data([0.0, 1.0, 2.0, 3.0], [1.0, 3.1, 4.9, 7.0]), line, beta0=[1.0, 0.0]).run()
    >>> fit.beta.round(3)
    array([1.981, 1.028])
    """

    def __init__(self, fcn: Callable[..., Any], fjacb: Callable[..., Any] | None = None,
                 fjacd: Callable[..., Any] | None = None, extra_args: tuple | None = None, estimate: Any = None,
                 implicit: int = 0, meta: dict[str, Any] | None = None):
        self.fcn, self.fjacb, self.fjacd = fcn, fjacb, fjacd
        self.extra_args = None if extra_args is None else tuple(extra_args)
        self.estimate, self.implicit = estimate, implicit
        self.meta = {} if meta is None else dict(meta)


class _Ones:
    """An estimate of ``count`` ones, whatever the data."""

    def __init__(self, count: int):
        self.count = count

    def __call__(self, data: Any) -> np.ndarray:
        return np.ones(self.count)


def _rows(x: Any) -> np.ndarray:
    x = np.asarray(x)
    return x.reshape(1, -1) if x.ndim == 1 else x


def _powers(beta: Any, x: Any, powers: np.ndarray) -> Any:
    return beta[0] + (np.asarray(beta)[1:, np.newaxis] * np.power(x, powers)).sum(axis=0)


def _powers_by_beta(beta: Any, x: Any, powers: np.ndarray) -> Any:
    return np.concatenate([np.ones((1, np.shape(x)[-1])), np.power(np.asarray(x, dtype=float), powers)])


def _powers_by_x(beta: Any, x: Any, powers: np.ndarray) -> Any:
    x = np.asarray(x, dtype=float)
    return (np.asarray(beta)[1:, np.newaxis] * powers * np.power(x, np.maximum(powers - 1, 0))).sum(axis=0)


def polynomial(order: Any) -> Model:
    """A model that is a polynomial.

    Parameters
    ----------
    order : int or sequence of int
        The highest power, or the powers, besides the constant: ``beta[0] + sum(beta[i] * x**powers[i-1])``.

    Returns
    -------
    Model

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import odr
    >>> x = np.array([0.0, 1.0, 2.0, 3.0])
    >>> odr.ODR(odr.Data(x, 1 + 2 * x + x**3), odr.polynomial([1, 3])).run().beta.round(4)
    array([1., 2., 1.])
    """
    powers = np.asarray(order)
    if powers.dtype.kind not in "iu":
        raise TypeError(f"polynomial: order must be an integer or a sequence of them; got {order!r}")
    if powers.ndim == 0:
        powers = np.arange(1, int(powers) + 1)
    powers = powers.reshape(-1, 1)

    count = len(powers) + 1
    return Model(_powers, _powers_by_beta, _powers_by_x, extra_args=(powers,), estimate=_Ones(count), meta={
        "name": "Polynomial", "equ": f"y = B_0 + Sum[i=1..{count - 1}, B_i * (x**i)]",
        "TeXequ": rf"$y=\beta_0 + \sum_{{i=1}}^{{{count - 1}}} \beta_i x^i$"})


def _multilinear_start(data: Any) -> np.ndarray:
    return np.ones(_rows(data.x).shape[0] + 1)


def _multilinear_slopes(beta: Any, x: Any) -> np.ndarray:
    return np.repeat(np.asarray(beta, dtype=float)[1:], np.shape(x)[-1]).reshape(np.shape(x))


def _exponential(beta: Any, x: Any) -> Any:
    return beta[0] + np.exp(beta[1] * x)


def _exponential_by_beta(beta: Any, x: Any) -> Any:
    return np.stack([np.ones(np.shape(x)[-1]), np.ravel(x * np.exp(beta[1] * x))])


def _exponential_by_x(beta: Any, x: Any) -> Any:
    return beta[1] * np.exp(beta[1] * x)


def _line(beta: Any, x: Any) -> Any:
    return beta[0] * x + beta[1]


def _line_by_beta(beta: Any, x: Any) -> Any:
    return np.stack([np.ravel(x), np.ones(np.shape(x)[-1])])


def _line_by_x(beta: Any, x: Any) -> Any:
    return np.full(np.shape(x), beta[0], dtype=float)


def _parabola(beta: Any, x: Any) -> Any:
    return (beta[0] * x + beta[1]) * x + beta[2]


def _parabola_by_beta(beta: Any, x: Any) -> Any:
    return np.stack([np.ravel(x * x), np.ravel(x), np.ones(np.shape(x)[-1])])


def _parabola_by_x(beta: Any, x: Any) -> Any:
    return 2.0 * beta[0] * x + beta[1]


def _plane(beta: Any, x: Any) -> Any:
    return beta[0] + np.asarray(beta)[1:] @ _rows(x)


def _plane_by_beta(beta: Any, x: Any) -> Any:
    return np.concatenate([np.ones((1, np.shape(x)[-1])), _rows(x)])


exponential = Model(_exponential, _exponential_by_beta, _exponential_by_x, estimate=_Ones(2), meta={
    "name": "Exponential", "equ": "y = B_0 + exp(B_1 * x)", "TeXequ": r"$y=\beta_0 + e^{\beta_1 x}$"})

unilinear = Model(_line, _line_by_beta, _line_by_x, estimate=_Ones(2), meta={
    "name": "Straight line", "equ": "y = B_0 * x + B_1", "TeXequ": r"$y = \beta_0 x + \beta_1$"})

quadratic = Model(_parabola, _parabola_by_beta, _parabola_by_x, estimate=_Ones(3), meta={
    "name": "Quadratic", "equ": "y = B_0*x**2 + B_1*x + B_2", "TeXequ": r"$y = \beta_0 x^2 + \beta_1 x + \beta_2$"})

multilinear = Model(_plane, _plane_by_beta, _multilinear_slopes, estimate=_multilinear_start, meta={
    "name": "Linear in many variables", "equ": "y = B_0 + Sum[i=1..m, B_i * x_i]",
    "TeXequ": r"$y=\beta_0 + \sum_{i=1}^m \beta_i x_i$"})

for _model, _what in ((exponential, "B_0 + exp(B_1 * x)"), (unilinear, "B_0 * x + B_1"),
                      (quadratic, "B_0*x**2 + B_1*x + B_2"), (multilinear, "B_0 + sum of B_i * x_i")):
    _model.__doc__ = f"The model y = {_what}."
