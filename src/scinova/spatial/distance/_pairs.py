# SPDX-License-Identifier: BSD-3-Clause
"""cdist and pdist: a table of metrics over one kernel.

A row of the table says what the metric is called, which kernel formula it is, and how the rows, weights and parameters
are made ready for it.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.spatial import _native
from scinova.spatial.distance import _metrics
from scinova.spatial.distance._metrics import as_weights

# In the order of the kernel's enumeration.
_KERNELS = {name: k for k, name in enumerate(
    "braycurtis canberra chebyshev cityblock cosine euclidean hamming jaccard jensenshannon mahalanobis minkowski "
    "sqeuclidean dice dice_bool jaccard_bool kulczynski1 kulsinski rogerstanimoto russellrao sokalsneath yule "
    "hamming_bool".split())}


@dataclass(frozen=True)
class Metric:
    """A metric of the table."""

    name: str
    kernel: str
    aliases: tuple[str, ...] = ()
    boolean: bool = False                           # rows are read as booleans
    options: tuple[str, ...] = ("w",)               # keyword arguments besides `out`
    prepare: Callable[..., dict[str, Any]] | None = None


def _cosine(x: np.ndarray, y: np.ndarray, w: Any) -> dict[str, Any]:
    weights = 1.0 if w is None else w
    with np.errstate(divide="ignore", over="ignore"):
        norms = [1.0 / np.sqrt((weights * r * r).sum(axis=1)) for r in ((x,) if y is x else (x, y))]
    return dict(norm_a=norms[0], norm_b=norms[-1])


def _correlation(x: np.ndarray, y: np.ndarray, w: Any) -> dict[str, Any]:
    means = [np.average(r, axis=1, weights=w, keepdims=True) if r.size else 0.0 for r in (x, y)]
    x, y = x - means[0], (y - means[1] if y is not x else None)
    y = x if y is None else y
    return dict(a=x, b=y, **_cosine(x, y, w))


def _minkowski(x: np.ndarray, y: np.ndarray, w: Any, p: float = 2.0) -> dict[str, Any]:
    p = float(p)
    if not p > 0:
        raise ValueError(f"minkowski: p must be above 0; got {p}")
    kernel = {1.0: "cityblock", 2.0: "euclidean", np.inf: "chebyshev"}.get(p, "minkowski")
    return dict(kernel=kernel, p=p)


def _seuclidean(x: np.ndarray, y: np.ndarray, V: Any = None) -> dict[str, Any]:
    n = x.shape[1]
    if V is None:
        rows = x if y is x else np.vstack([x, y])
        with np.errstate(divide="ignore", invalid="ignore"):
            V = np.var(rows, axis=0, ddof=1) if len(rows) > 1 else np.full(n, np.nan)
    else:
        V = np.asarray(V, order="c")
        if V.dtype.kind not in "biuf":
            raise TypeError(f"seuclidean: V must hold real numbers; got dtype {V.dtype}")
        if V.ndim != 1 or len(V) != n:
            raise ValueError(f"seuclidean: V must be a vector of length {n}; got shape {V.shape}")
    with np.errstate(divide="ignore", invalid="ignore"):
        return dict(w=1.0 / V.astype(np.float64))


def _mahalanobis(x: np.ndarray, y: np.ndarray, VI: Any = None) -> dict[str, Any]:
    n = x.shape[1]
    if VI is None:
        rows = x if y is x else np.vstack([x, y])
        if len(rows) <= n:
            raise ValueError(f"mahalanobis: {len(rows)} observations of {n} features have a singular covariance; "
                             f"at least {n + 1} are needed, or VI")
        VI = np.linalg.inv(np.atleast_2d(np.cov(rows.T))).T
    VI = np.asarray(VI, dtype=np.float64)
    if VI.shape != (n, n):
        raise ValueError(f"mahalanobis: VI must have the shape {(n, n)}; got {VI.shape}")
    return dict(inverse=np.ascontiguousarray(VI).ravel())


def _jensenshannon(x: np.ndarray, y: np.ndarray, base: Any = None) -> dict[str, Any]:
    return {} if base is None else dict(scale=1.0 / np.sqrt(np.log(base)))


_TABLE = [
    Metric("braycurtis", "braycurtis"),
    Metric("canberra", "canberra"),
    Metric("chebyshev", "chebyshev", ("chebychev", "cheby", "cheb", "ch")),
    Metric("cityblock", "cityblock", ("cblock", "cb", "c")),
    Metric("correlation", "cosine", ("co",), prepare=_correlation),
    Metric("cosine", "cosine", ("cos",), prepare=_cosine),
    Metric("dice", "dice"),
    Metric("euclidean", "euclidean", ("euclid", "eu", "e")),
    Metric("hamming", "hamming", ("matching", "hamm", "ha", "h")),
    Metric("jaccard", "jaccard_bool", ("jacc", "ja", "j"), boolean=True),
    Metric("jensenshannon", "jensenshannon", ("js",), options=("base",), prepare=_jensenshannon),
    Metric("kulczynski1", "kulczynski1", boolean=True),
    Metric("kulsinski", "kulsinski", boolean=True),
    Metric("mahalanobis", "mahalanobis", ("mahal", "mah"), options=("VI",), prepare=_mahalanobis),
    Metric("minkowski", "minkowski", ("mi", "m", "pnorm"), options=("p", "w"), prepare=_minkowski),
    Metric("rogerstanimoto", "rogerstanimoto", boolean=True),
    Metric("russellrao", "russellrao", boolean=True),
    Metric("seuclidean", "euclidean", ("se", "s"), options=("V",), prepare=_seuclidean),
    Metric("sokalmichener", "rogerstanimoto", boolean=True),
    Metric("sokalsneath", "sokalsneath", boolean=True),
    Metric("sqeuclidean", "sqeuclidean", ("sqe", "sqeuclid")),
    Metric("yule", "yule", boolean=True),
]
METRICS = {name: m for m in _TABLE for name in (m.name, *m.aliases)}
METRICS |= {"test_" + m.name: m for m in _TABLE}


def cdist(XA: Any, XB: Any, metric: Any = "euclidean", *, out: Any = None, **kwargs: Any) -> np.ndarray:
    """Distances from every row of one array to every row of another.

    Parameters
    ----------
    XA, XB : array_like
        Matrices of the same number of columns.
    metric : str or callable
        'braycurtis', 'canberra', 'chebyshev', 'cityblock', 'correlation', 'cosine', 'dice', 'euclidean', 'hamming',
        'jaccard', 'jensenshannon', 'mahalanobis', 'minkowski', 'rogerstanimoto', 'russellrao', 'seuclidean',
        'sokalsneath', 'sqeuclidean', 'yule', or a function of two vectors.
    out : ndarray, optional
        Where the result goes.
    **kwargs
        Of the metric: weights ``w``, the exponent ``p`` (minkowski), variances ``V`` (seuclidean), the inverse
        covariance ``VI`` (mahalanobis), the ``base`` of the logarithm (jensenshannon). A callable gets them all.

    Returns
    -------
    ndarray
        Shape ``(len(XA), len(XB))``, float64.

    Examples
    --------
    >>> from scinova.spatial.distance import cdist
    >>> cdist([[0, 0], [3, 0]], [[0, 4]])
    array([[4.],
           [5.]])
    """
    a, b = np.asarray(XA), np.asarray(XB)
    for name, x in (("XA", a), ("XB", b)):
        if x.ndim != 2:
            raise ValueError(f"cdist: {name} must have two dimensions; got shape {x.shape}")
    if a.shape[1] != b.shape[1]:
        raise ValueError(f"cdist: XA and XB must have as many columns; got shapes {a.shape} and {b.shape}")
    shape = (len(a), len(b))
    if callable(metric):
        known = _known_function(metric)
        if known is None:
            return _by_calls(a, b, metric, kwargs, out, shape, False)
        metric = known
    return _by_kernel(a, b, metric, kwargs, out, shape, False)


def pdist(X: Any, metric: Any = "euclidean", *, out: Any = None, **kwargs: Any) -> np.ndarray:
    """Distances between all pairs of rows, as a condensed distance matrix.

    Parameters
    ----------
    X : array_like
        A matrix, one observation a row.
    metric : str or callable
        As for `cdist`.
    out : ndarray, optional
        Where the result goes.
    **kwargs
        As for `cdist`.

    Returns
    -------
    ndarray
        The m (m - 1) / 2 distances between rows i < j, row by row, float64.

    Examples
    --------
    >>> from scinova.spatial.distance import pdist
    >>> pdist([[0, 0], [3, 0], [0, 4]])
    array([3., 4., 5.])
    """
    x = np.asarray(X)
    if x.ndim != 2:
        raise ValueError(f"pdist: X must have two dimensions; got shape {x.shape}")
    shape = (len(x) * (len(x) - 1) // 2,)
    if callable(metric):
        known = _known_function(metric)
        if known is None:
            return _by_calls(x, x, metric, kwargs, out, shape, True)
        metric = known
    return _by_kernel(x, x, metric, kwargs, out, shape, True)


def _known_function(metric: Any) -> str | None:
    """The name of a metric given as this module's own function."""
    name = getattr(metric, "__name__", "")
    return name if name in METRICS and getattr(_metrics, name, None) is metric else None


def _by_calls(a: np.ndarray, b: np.ndarray, metric: Any, kwargs: dict[str, Any], out: Any, shape: tuple[int, ...],
              condensed: bool) -> np.ndarray:
    out = _output(out, shape)
    if condensed:
        k = 0
        for i in range(len(a) - 1):
            for j in range(i + 1, len(a)):
                out[k] = metric(a[i], a[j], **kwargs)
                k += 1
        return out
    for i, u in enumerate(a):
        for j, v in enumerate(b):
            out[i, j] = metric(u, v, **kwargs)
    return out


def _output(out: Any, shape: tuple[int, ...]) -> np.ndarray:
    if out is None:
        return np.empty(shape)
    if not isinstance(out, np.ndarray) or out.shape != shape:
        raise ValueError(f"out must be an array of shape {shape}; got {getattr(out, 'shape', type(out).__name__)}")
    if not out.flags.c_contiguous:
        raise ValueError("out must be contiguous in C order")
    if out.dtype != np.float64:
        raise ValueError(f"out must be of dtype float64; got {out.dtype}")
    return out


def _by_kernel(a: np.ndarray, b: np.ndarray, name: Any, kwargs: dict[str, Any], out: Any, shape: tuple[int, ...],
               condensed: bool) -> np.ndarray:
    if not isinstance(name, str):
        raise TypeError(f"metric must be a name or a function; got {name!r}")
    metric = METRICS.get(name.lower())
    if metric is None:
        raise ValueError(f"unknown metric {name!r}; known are {', '.join(m.name for m in _TABLE)}")
    wrong = set(kwargs) - set(metric.options)
    if wrong:
        raise TypeError(f"metric {metric.name!r} takes no argument {', '.join(sorted(wrong))}")
    same = b is a
    a = _rows(a, metric.boolean)
    b = a if same else _rows(b, metric.boolean)
    given = {k: v for k, v in kwargs.items() if v is not None}
    if given.get("w") is not None:
        given["w"] = _weights(given["w"], a.shape[1])
    setup: dict[str, Any] = dict(kernel=metric.kernel, a=a, b=b, w=given.get("w"), norm_a=None, norm_b=None,
                                 inverse=None, p=2.0, scale=1.0)
    if metric.prepare is not None:
        if "w" in metric.options:
            given.setdefault("w", None)
        setup |= metric.prepare(a, b, **given)
    result = _output(out, shape)
    _native.distance(_KERNELS[setup["kernel"]], setup["a"], setup["b"], setup["w"], setup["norm_a"], setup["norm_b"],
                     setup["inverse"], setup["p"], result.reshape(-1), condensed)
    if setup["scale"] != 1.0:
        result *= setup["scale"]
    return result


def _rows(x: np.ndarray, boolean: bool) -> np.ndarray:
    if x.dtype.kind not in "biuf":
        raise ValueError(f"rows must hold real numbers or booleans; got dtype {x.dtype}")
    return native(x.astype(bool) if boolean else x, np.float64, contiguous=True)


def _weights(w: Any, n: int) -> np.ndarray:
    w = as_weights(w)
    if len(w) != n:
        raise ValueError(f"weights must be as many as the columns, {n}; got {len(w)}")
    return np.ascontiguousarray(w)
