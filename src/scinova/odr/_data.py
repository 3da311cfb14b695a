# SPDX-License-Identifier: BSD-3-Clause
"""The data of a regression, with weights (`Data`) or with errors (`RealData`)."""
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def numbers(value: Any, name: str) -> np.ndarray | None:
    """``value`` as an array of numbers, None as it is."""
    if value is None:
        return None
    a = np.asarray(value)
    if a.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be made of real numbers; got dtype {a.dtype}")
    return a


class WithMeta:
    """Metadata that are also attributes."""

    meta: dict[str, Any]

    def set_meta(self, **kwds: Any) -> None:
        """Add to the metadata."""
        self.meta.update(kwds)

    def __getattr__(self, name: str) -> Any:
        if name != "meta" and name in self.__dict__.get("meta", {}):
            return self.meta[name]
        raise AttributeError(f"{type(self).__name__} has no attribute and no metadata {name!r}")


class Data(WithMeta):
    """Data to fit, with weights.

    Parameters
    ----------
    x : (n,) or (m, n) array_like
        Explanatory variables.
    y : (n,) or (q, n) array_like, or int
        Responses; for an implicit model, their number q.
    we : array_like, optional
        Weights of the errors in ``y``: one for all; (n,) for one response; the diagonal, (q,) or (q, n), or the whole,
        (q, q) or (q, q, n), of a matrix for all observations or each.
    wd : array_like, optional
        Weights of the errors in ``x``, alike with m for q.
    fix : array_like of int, optional
        Of the shape of ``x``, or (m,): 0 where a value is without error.
    meta : dict, optional
        Anything to keep with the data.

    Examples
    --------
    >>> from scinova import odr
    >>> data = odr.Data([0.0, 1.0, 2.0], [1.0, 3.0, 5.2], meta={"name": "run 1"})
    >>> data.name
    'run 1'
    """

    def __init__(self, x: npt.ArrayLike, y: Any = None, we: Any = None, wd: Any = None, fix: Any = None,
                 meta: dict[str, Any] | None = None):
        self.x = numbers(x, "Data: x")
        self.y = y if isinstance(y, (int, np.integer)) else numbers(y, "Data: y")
        self.we, self.wd, self.fix = numbers(we, "Data: we"), numbers(wd, "Data: wd"), numbers(fix, "Data: fix")
        self.meta = {} if meta is None else dict(meta)


class RealData(Data):
    """Data to fit, with standard deviations or covariances.

    Parameters
    ----------
    x, y, fix, meta
        As for `Data`.
    sx, sy : array_like, optional
        Standard deviations of ``x`` and ``y``; the weights are their inverse squares.
    covx, covy : array_like, optional
        Covariance matrices of ``x`` and ``y``, (m, m) or (m, m, n); the weights are their inverses. Not together with
        ``sx`` or ``sy``.

    Examples
    --------
    >>> from scinova import odr
    >>> odr.RealData([0.0, 1.0], [1.0, 3.0], sx=0.5, sy=[0.1, 0.2]).we
    array([100.,  25.])
    """

    def __init__(self, x: npt.ArrayLike, y: Any = None, sx: Any = None, sy: Any = None, covx: Any = None,
                 covy: Any = None, fix: Any = None, meta: dict[str, Any] | None = None):
        if sx is not None and covx is not None:
            raise ValueError("RealData: give sx or covx; got both")
        if sy is not None and covy is not None:
            raise ValueError("RealData: give sy or covy; got both")
        self.x = numbers(x, "RealData: x")
        self.y = y if isinstance(y, (int, np.integer)) else numbers(y, "RealData: y")
        self.sx, self.sy = numbers(sx, "RealData: sx"), numbers(sy, "RealData: sy")
        self.covx, self.covy = numbers(covx, "RealData: covx"), numbers(covy, "RealData: covy")
        self.fix = numbers(fix, "RealData: fix")
        self.meta = {} if meta is None else dict(meta)

    @property
    def wd(self) -> Any:  # type: ignore[override]
        """Weights of the errors in ``x``."""
        return _weights(self.sx, self.covx)

    @property
    def we(self) -> Any:  # type: ignore[override]
        """Weights of the errors in ``y``."""
        return _weights(self.sy, self.covy)


def _weights(deviation: Any, covariance: Any) -> Any:
    if deviation is not None:
        return 1.0 / np.square(deviation)
    if covariance is None:
        return None
    if covariance.ndim == 2:
        return np.linalg.inv(covariance)
    return np.moveaxis(np.linalg.inv(np.moveaxis(covariance, -1, 0)), 0, -1)
