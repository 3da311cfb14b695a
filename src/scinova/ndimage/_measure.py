# SPDX-License-Identifier: BSD-3-Clause
"""Sums, moments, extrema and any other function of the elements under each label."""
from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.ndimage import _native

NATIVE = "?bBhHiIlLqQfd"    # dtypes of values that the kernels know
_NO_TABLE = np.empty(0, np.int64)
# Codes of Measure in native/bindings/ndimage_measure.cpp.
(_SUM, _MEAN, _VARIANCE, _MINIMUM, _MAXIMUM, _MINIMUM_POSITION, _MAXIMUM_POSITION, _EXTREMA, _MEDIAN,
 _CENTER_OF_MASS) = range(10)
_MOST_LABELS = 2**32 - 2


class _Groups:
    """The elements of ``input`` by label, for the labels that ``index`` lists.

    Labels become positions among the distinct entries of ``index``; `spread` turns results per position into the
    shape of ``index``.
    """

    def __init__(self, input: np.ndarray, labels: Any, index: Any):
        labels = np.asarray(labels)
        if input.shape != labels.shape or not input.ndim:
            input, labels = np.broadcast_arrays(np.atleast_1d(input), labels)
        self.values = input
        self.index = index = np.asarray(index)
        self.inverse = None
        if not (index.ndim == 1 and (index.dtype.kind == "i" or index.dtype.char in "BHI")
                and _native.ascending(native(index, np.int64, contiguous=True))):
            index, self.inverse = np.unique(index, return_inverse=True)
        self.count = index.size
        if not (labels.dtype.kind in "biu" and index.dtype.kind in "biu" and self._by_table(labels, index)):
            self._by_search(labels, index)
        self.labels = native(self.labels)

    def _by_table(self, labels: np.ndarray, wanted: np.ndarray) -> bool:
        """Groups by the difference from the lowest label, unless labels lie far apart."""
        if not self.count:
            low, span = 0, 0
        else:
            low, high = int(wanted[0]), int(wanted[-1])
            span = high - low + 1
            if (high >= 2**63 or span > 16 * labels.size + 65536 or span >= _MOST_LABELS
                    or (low < 0 and labels.dtype.char in "LQ")):
                return False
        self.lowest, self.labels, self.table = low, labels, _NO_TABLE
        if span != self.count:
            self.table = np.full(span, -1, np.int64)
            self.table[wanted.astype(np.int64) - low] = np.arange(self.count)
        return True

    def _by_search(self, labels: np.ndarray, wanted: np.ndarray) -> None:
        if labels.dtype.kind == "u" and wanted.dtype.kind == "i":      # one type that holds both exactly
            there = wanted >= 0
            wanted, place = wanted[there].astype(np.uint64), np.flatnonzero(there)
        elif labels.dtype.kind == "i" and wanted.dtype.kind == "u":
            there = wanted < 2**63
            wanted, place = wanted[there].astype(np.int64), np.flatnonzero(there)
        else:
            place = np.arange(wanted.size)
        self.lowest, self.table = 0, _NO_TABLE
        if not wanted.size:
            self.labels = np.full(labels.shape, -1)
            return
        at = np.searchsorted(wanted, labels)
        at[at == wanted.size] = 0
        self.labels = np.where(wanted[at] == labels, place[at], -1)

    def of(self, values: np.ndarray) -> Any:
        """The groups of an array of a type that kernels know."""
        return _native.Grouped(native(values), self.labels, self.lowest, self.table, self.count)

    @property
    def real(self) -> Any:
        """The groups of the values as real numbers."""
        v = self.values
        if v.dtype.char in NATIVE:
            return self.of(v)
        if not np.can_cast(v.dtype, np.float64, "safe"):
            raise TypeError(f"input must be convertible to float64; got dtype {v.dtype}")
        return self.of(v.astype(np.float64))

    def totals(self) -> np.ndarray:
        return self.real.totals()

    def sums(self) -> tuple[np.ndarray, np.ndarray]:
        """Counts and sums."""
        return self.real.sums()

    def squares(self, centre: np.ndarray) -> np.ndarray:
        return self.real.squares(centre)

    def moments(self) -> tuple[np.ndarray, np.ndarray]:
        """Sums, and sums of values times the index along every axis."""
        return self.real.moments()

    def places(self) -> tuple[np.ndarray, np.ndarray]:
        """Flat positions of the first least and last greatest elements; -1 where there is none."""
        values = self.values
        if values.dtype.char not in NATIVE:     # ranks serve
            values = np.unique(values, return_inverse=True)[1].reshape(values.shape)
        return self.of(values).places()

    def extremes(self, greatest: bool) -> np.ndarray:
        """The least or greatest elements; 0 where there is none."""
        place, flat = self.places()[greatest], self.values.ravel()
        if not flat.size:
            return self.spread(np.zeros(self.count, flat.dtype))
        value = flat[place]
        value[place < 0] = 0
        return self.spread(value)

    def positions(self, greatest: bool) -> list[tuple[Any, ...]]:
        """Their indices."""
        at = self.spread(np.maximum(self.places()[greatest], 0)).ravel()
        return list(zip(*np.unravel_index(at, self.values.shape))) if at.size else []

    def extrema(self) -> tuple[Any, Any, Any, Any]:
        return self.extremes(False), self.extremes(True), self.positions(False), self.positions(True)

    def sizes(self) -> np.ndarray:
        return self.of(self.labels).sizes()

    def middles(self) -> tuple[np.ndarray, np.ndarray]:
        """The one or two values in the middle of each group; zero where there is none."""
        values = native(self.values)
        if values.dtype.char in NATIVE:
            return self.of(values).middles()
        back, ranks = np.unique(values, return_inverse=True)
        low, high = self.of(ranks.reshape(values.shape)).middles()
        return (low, high) if not back.size else (back[low], back[high])

    def medians(self) -> np.ndarray:
        low, high = self.middles()
        if low.dtype.kind in "biu":
            low, high = low.astype(np.float64), high.astype(np.float64)
        middle = low + (high - low) / 2
        return np.where(self.sizes() > 0, middle, np.array(np.nan, middle.dtype))

    def tallies(self, edges: np.ndarray) -> np.ndarray:
        """Of each group, how many values lie between each pair of edges."""
        return self.real.tallies(edges)

    def members(self) -> tuple[np.ndarray, np.ndarray]:
        """Flat positions of the elements, group after group, and where each group starts and ends."""
        size = self.sizes()
        ends = np.zeros(self.count + 1, np.int64)
        size.cumsum(out=ends[1:])
        position = np.empty(ends[-1], np.int64)
        if position.size:
            _native.group_positions(self.labels, self.lowest, self.table, size, position)
        return position, ends

    def spread(self, per_label: np.ndarray) -> np.ndarray:
        return per_label if self.inverse is None else per_label[self.inverse.reshape(self.index.shape)]


def _groups(input: np.ndarray, labels: Any, index: Any) -> Any:
    """The elements by label: at once where the arguments are plain."""
    return _native.grouped(input, labels, index) or _Groups(input, labels, index)


def _is_many(index: Any) -> bool:
    """Whether ``index`` lists labels, rather than being one, or None for all."""
    if index is None or isinstance(index, (int, np.integer)):
        return False
    return isinstance(index, (list, tuple)) or np.ndim(index) > 0


def _is_one(labels: Any, index: Any) -> bool:
    """Whether there is but one group."""
    return labels is None or not _is_many(index)


def _one_group(input: np.ndarray, labels: Any, index: Any) -> np.ndarray:
    """The elements of a single group."""
    if labels is None:
        return input
    values, labels = np.broadcast_arrays(input, np.asarray(labels))
    return values[labels > 0] if index is None else values[labels == index]


# By dtype: the type of a sum, and how many elements can be summed in double precision without a rounding.
_SUMMED: dict[str, tuple[type, float]] = {"f": (np.float32, np.inf), "d": (np.float64, np.inf)}
_SUMMED |= {c: (np.uint64 if c in "BHI" else np.int64, 2**53 >> min(8 * np.dtype(c).itemsize, 53)) for c in "?bBhHiI"}


def _summed(a: np.ndarray) -> type | None:
    """The type of the sum of ``a`` if kernels may add it up."""
    found = _SUMMED.get(a.dtype.char)
    return found[0] if found is not None and a.ndim and a.size <= found[1] else None


def _one(input: np.ndarray, labels: Any, index: Any) -> Any:
    """The elements of a single group for kernels; None where they cannot take them as they are."""
    if (found := _native.grouped(input, labels, index)) is not None or labels is None:
        return found
    labels = np.asarray(labels)
    if index is None:
        if labels.dtype.kind not in "biuf":
            return None
        labels, index = labels > 0, 1
    if (found := _native.grouped(input, labels, index)) is not None:
        return found
    if (input.dtype.char in NATIVE and input.ndim and labels.shape == input.shape and labels.dtype.kind in "biu"
            and isinstance(index, (int, np.integer)) and -2**63 <= index < 2**63
            and (index >= 0 or labels.dtype.char not in "LQ")):
        return _native.Grouped(native(input), native(labels), int(index), _NO_TABLE, 1)
    return None


def _single(input: np.ndarray, labels: Any, index: Any, with_squares: bool = False) -> tuple[Any, int, float] | None:
    """The sum of a single group, its size, and the sum of squares about its mean; None where NumPy must do it."""
    if labels is None:
        total = _native.total(input)
        if total is None and _summed(input) is not None:
            total = _native.total(np.asarray(native(input)))
        if total is None:
            return None
        size = input.size
        squares = _native.total_squares(native(input), total / size) if with_squares and size else 0.0
        return total, size, squares
    kind = _summed(input)
    if kind is None or (group := _one(input, labels, index)) is None:
        return None
    count, total = group.sums()
    squares = group.squares(total / count)[0] if with_squares and count[0] else 0.0
    return kind(total[0]), int(count[0]), squares


def sum_labels(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The sum of the elements under each label.

    Parameters
    ----------
    input : array_like
    labels : array_like of int, optional
        Broadcast against ``input``; by default all elements are one group.
    index : int or sequence of int, optional
        The labels; by default all above 0 are one group.

    Returns
    -------
    scalar or ndarray
        Float64 and of the shape of ``index`` if that is a sequence.

    Notes
    -----
    Sums are taken in double precision, not in the order of the elements: by label in four parts for each band of lines,
    over a whole array by pairs of halves. They do not depend on the number of threads. Sums of integers of a single
    group are exact, as NumPy's.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.sum_labels([1, 2, 3, 4], [0, 1, 1, 2], [1, 2])
    array([5., 4.])
    """
    input = np.asarray(input)
    if (found := _native.measure(_SUM, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        single = _single(input, labels, index)
        return _one_group(input, labels, index).sum() if single is None else single[0]
    g = _groups(input, labels, index)
    return g.spread(g.totals())


def sum(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The sum of the elements under each label: another name of `sum_labels`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.sum([1, 2, 3, 4], [0, 1, 1, 2], [1, 2])
    array([5., 4.])
    """
    return sum_labels(input, labels, index)


def mean(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The mean of the elements under each label.

    Parameters are those of `sum_labels`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.mean([1, 2, 3, 4], [0, 1, 1, 2], [1, 2])
    array([2.5, 4. ])
    """
    input = np.asarray(input)
    if (found := _native.measure(_MEAN, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        if (single := _single(input, labels, index)) is not None:
            return single[0] / np.float64(single[1])
        one = _one_group(input, labels, index)
        return one.sum() / np.asanyarray(one.size).astype(np.float64)
    g = _groups(input, labels, index)
    count, total = g.sums()
    return g.spread(total / count)


def variance(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The variance of the elements under each label.

    Parameters are those of `sum_labels`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.variance([1, 2, 4, 4], [0, 1, 1, 2], [1, 2])
    array([1., 0.])
    """
    input = np.asarray(input)
    if (found := _native.measure(_VARIANCE, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        if (single := _single(input, labels, index, True)) is not None:
            return np.float64(single[2]) / np.float64(single[1])
        one = _one_group(input, labels, index)
        away = one - one.mean()
        return (away * away.conjugate()).sum() / np.asanyarray(one.size).astype(np.float64)
    g = _groups(input, labels, index)
    count, total = g.sums()
    return g.spread(g.squares(total / count) / count)


def standard_deviation(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The standard deviation of the elements under each label.

    Parameters are those of `sum_labels`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.standard_deviation([1, 2, 4, 4], [0, 1, 1, 2], [1, 2])
    array([1., 0.])
    """
    return np.sqrt(variance(input, labels, index))


def _ends(input: np.ndarray, labels: Any, index: Any) -> tuple[Any, Any, Any, Any] | None:
    """The least and the greatest value of a single group and their indices; None where NumPy must find them."""
    group = _one(input, labels, index)
    return None if group is None else group.ends()


def _extreme(input: np.ndarray, labels: Any, index: Any, greatest: bool) -> Any:
    """The least or the greatest value."""
    if (found := _native.measure(_MAXIMUM if greatest else _MINIMUM, input, labels, index)) is not None:
        return found
    if labels is None:
        return input.max() if greatest else input.min()
    if not _is_many(index):
        if (ends := _ends(input, labels, index)) is not None:
            return ends[greatest]
        one = _one_group(input, labels, index)
        return one.max() if greatest else one.min()
    return _groups(input, labels, index).extremes(greatest)


_FEW = 4096     # elements for which NumPy's median costs more to call than to find


def _extreme_index(input: np.ndarray, labels: Any, index: Any, greatest: bool) -> Any:
    """The indices of the least or the greatest value, or of each group's."""
    what = _MAXIMUM_POSITION if greatest else _MINIMUM_POSITION
    if (found := _native.measure(what, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        if labels is not None and (ends := _ends(input, labels, index)) is not None:
            return ends[2 + greatest]
        one = _one_group(input, labels, index)
        where = _one_group(np.arange(input.size).reshape(input.shape), labels, index).ravel()
        return tuple(np.unravel_index(where[one.argmax() if greatest else one.argmin()], input.shape))
    return _groups(input, labels, index).positions(greatest)


def minimum(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The least element under each label.

    Parameters are those of `sum_labels`. A label that does not occur gives 0.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.minimum([4, 3, 2, 1], [0, 1, 1, 2], [1, 2])
    array([2, 1])
    """
    return _extreme(np.asarray(input), labels, index, False)


def maximum(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The greatest element under each label.

    Parameters are those of `sum_labels`. A label that does not occur gives 0.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.maximum([4, 3, 2, 1], [0, 1, 1, 2], [1, 2])
    array([3, 1])
    """
    return _extreme(np.asarray(input), labels, index, True)


def minimum_position(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The index of the least element under each label, the first of equals.

    Parameters are those of `sum_labels`.

    Returns
    -------
    tuple of int, or a list of them

    Examples
    --------
    >>> from scinova import ndimage
    >>> [tuple(map(int, p)) for p in ndimage.minimum_position([[4, 3], [2, 1]], [[0, 1], [1, 2]], [1, 2])]
    [(1, 0), (1, 1)]
    """
    return _extreme_index(np.asarray(input), labels, index, False)


def maximum_position(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The index of the greatest element under each label, the last of equals (of a single group, the first).

    Parameters are those of `sum_labels`.

    Returns
    -------
    tuple of int, or a list of them

    Examples
    --------
    >>> from scinova import ndimage
    >>> [tuple(map(int, p)) for p in ndimage.maximum_position([[4, 3], [2, 1]], [[0, 1], [1, 2]], [1, 2])]
    [(0, 1), (1, 1)]
    """
    return _extreme_index(np.asarray(input), labels, index, True)


def extrema(input: Any, labels: Any = None, index: Any = None) -> tuple[Any, Any, Any, Any]:
    """The least and greatest elements under each label and their indices.

    Parameters are those of `sum_labels`.

    Returns
    -------
    minimums, maximums, minimum_positions, maximum_positions

    Examples
    --------
    >>> from scinova import ndimage
    >>> low, high, low_at, high_at = ndimage.extrema([4, 3, 2, 1], [0, 1, 1, 2], [1, 2])
    >>> low, high
    (array([2, 1]), array([3, 1]))
    """
    input = np.asarray(input)
    if (found := _native.measure(_EXTREMA, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        if labels is not None and (ends := _ends(input, labels, index)) is not None:
            return ends
        return (_extreme(input, labels, index, False), _extreme(input, labels, index, True),
                _extreme_index(input, labels, index, False), _extreme_index(input, labels, index, True))
    return _groups(input, labels, index).extrema()


def median(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The median of the elements under each label.

    Parameters are those of `sum_labels`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.median([1, 9, 3, 5, 4], [0, 1, 1, 1, 2], [1, 2])
    array([5., 4.])
    """
    input = np.asarray(input)
    if (found := _native.measure(_MEDIAN, input, labels, index)) is not None:
        return found
    if _is_one(labels, index):
        if input.size <= _FEW and (group := _one(input, labels, index)) is not None:
            middle = group.median()
            if middle is not None:
                return middle
        return np.median(_one_group(input, labels, index))
    g = _groups(input, labels, index)
    return g.spread(g.medians())


def center_of_mass(input: Any, labels: Any = None, index: Any = None) -> Any:
    """The mean index under each label, weighted by the elements.

    Parameters are those of `sum_labels`.

    Returns
    -------
    tuple of float, or a list of them

    Examples
    --------
    >>> from scinova import ndimage
    >>> tuple(map(float, ndimage.center_of_mass([[0, 1], [0, 3]])))
    (0.75, 1.0)
    """
    input = np.asarray(input)
    if (found := _native.measure(_CENTER_OF_MASS, input, labels, index)) is not None:
        return found
    if labels is None or index is None or np.ndim(index) == 0:
        if input.size and _summed(input) and (group := _one(input, labels, index)) is not None:
            total, moment = group.moments()
            return tuple(moment[0] / total)
        normalizer = sum_labels(input, labels, index)
        grids = np.ogrid[tuple(slice(0, n) for n in input.shape)]
        return tuple(sum_labels(input * g.astype(np.float64), labels, index) / normalizer for g in grids)
    g = _groups(input, labels, index)
    total, moment = g.moments()
    centres = g.spread(moment / total[:, None])
    return [tuple(c) for c in np.moveaxis(centres, -1, 0).T]


def histogram(input: Any, min: float, max: float, bins: int, labels: Any = None, index: Any = None) -> Any:
    """The histogram of the elements under each label.

    Parameters
    ----------
    input : array_like
    min, max : float
        The range.
    bins : int
    labels, index
        As for `sum_labels`.

    Returns
    -------
    ndarray
        Counts; an object array of them if ``index`` is a sequence.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.histogram([0.1, 0.2, 0.7, 0.9], 0, 1, 2)
    array([2, 2])
    """
    edges = _edges(min, max, bins)
    input = np.asarray(input)
    if input.dtype.char not in NATIVE or not bins or not edges[0] <= edges[-1]:
        return labeled_comprehension(input, labels, index, lambda v: np.histogram(v, edges)[0], object, None)
    one = None if _is_many(index) else _native.grouped(input, labels, index)
    if one is not None and one.representable():
        tally = one.tallies(edges)[0]
        # Of labels that do not occur there is no histogram; of all of them, or of all elements, there is an empty one.
        return None if index is not None and not tally.any() and not one.sizes()[0] else tally
    if labels is None or index is None:
        _check_labels(input, labels, index)
        values = np.atleast_1d(native(_one_group(input, labels, index)))
        return _native.grouped(values, None, None).tallies(edges)[0]
    labels = np.asarray(labels)
    _check_labels(input, labels, index)
    g = _Groups(input, labels, np.atleast_1d(index))
    tallies = g.tallies(edges)
    rows: list[np.ndarray | None] = list(tallies)
    bare = np.flatnonzero(~tallies.any(axis=1))
    if bare.size:
        sizes = g.sizes()
        for k in bare.tolist():
            if not sizes[k]:
                rows[k] = None
    out = np.empty(g.index.size, object)
    out[:] = rows if g.inverse is None else [rows[k] for k in g.inverse.ravel()]
    return out[0] if np.ndim(index) == 0 else out.reshape(g.index.shape)


def _edges(low: Any, high: Any, bins: Any) -> np.ndarray:
    """What ``np.linspace(low, high, bins + 1)`` gives, without its cost for a few bins."""
    if type(low) in (int, float) and type(high) in (int, float) and type(bins) is int and bins > 0:
        start, stop = float(low), float(high)
        step = (stop - start) / bins
        if step != 0.0 and math.isfinite(step):
            edges = np.arange(bins + 1.0)
            edges *= step
            edges += start
            edges[-1] = stop
            return edges
    return np.linspace(low, high, bins + 1)


def _check_labels(input: np.ndarray, labels: Any, index: Any) -> None:
    if labels is None:
        if index is not None:
            raise ValueError("index must be None where labels is None")
        return
    labels, index = np.asarray(labels), np.asarray(index)
    if labels.shape != input.shape:
        try:
            np.broadcast_shapes(input.shape, labels.shape)
        except ValueError:
            raise ValueError(
                f"labels must broadcast with input, of shape {input.shape}; got {labels.shape}") from None
    dtype = labels.dtype
    if index.dtype != object and not np.can_cast(index.dtype, dtype) and np.any(
            index.astype(dtype).astype(index.dtype) != index):
        raise ValueError(f"index must consist of values of the labels' dtype {dtype}")


def labeled_comprehension(input: Any, labels: Any, index: Any, func: Callable[..., Any], out_dtype: Any, default: Any,
                          pass_positions: bool = False) -> Any:
    """Apply a function to the elements under each label.

    Parameters
    ----------
    input : array_like
    labels : array_like of int or None
    index : int, sequence of int or None
    func : callable
        Called with the elements of one label, and their flat positions if ``pass_positions``.
    out_dtype : dtype
    default : scalar or None
        The result for a label that does not occur.
    pass_positions : bool

    Returns
    -------
    scalar or ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.labeled_comprehension([1, 2, 3, 4], [0, 1, 1, 2], [1, 2, 7], np.max, int, -1)
    array([ 3,  4, -1])
    """
    input = np.asarray(input)
    if (results := _native.comprehend(input, labels, index, func, default, bool(pass_positions))) is not None:
        out = _filled(results.shape, out_dtype, default)
        out[...] = results
        return out if _is_many(index) else out[0]
    positions = np.arange(input.size).reshape(input.shape) if pass_positions else None
    _check_labels(input, labels, index)
    if labels is None:
        return func(input.ravel(), positions.ravel()) if positions is not None else func(input.ravel())
    labels = np.asarray(labels)
    if labels.shape != input.shape:
        input, labels = np.broadcast_arrays(input, labels)
        if positions is not None:
            positions = np.broadcast_to(positions, input.shape)

    def apply(where: np.ndarray) -> Any:
        return func(input[where], positions[where]) if positions is not None else func(input[where])
    if index is None:
        return apply(labels > 0)
    index = np.atleast_1d(index) if (scalar := np.ndim(index) == 0) else np.asarray(index)
    groups = _Groups(input, labels, index)
    members, ends = groups.members()
    values = input.ravel()[members]
    places = positions.ravel()[members] if positions is not None else None
    results = np.empty(groups.count, object)
    for k, (low, high) in enumerate(itertools.pairwise(ends.tolist())):
        if low == high:
            results[k] = default
        else:
            results[k] = func(values[low:high], places[low:high]) if places is not None else func(values[low:high])
    out = _filled(index.shape, out_dtype, default)
    out[...] = groups.spread(results)
    return out[0] if scalar else out


def _filled(shape: tuple[int, ...], dtype: Any, value: Any) -> np.ndarray:
    """A new array of a value, which must fit its dtype whether an element will keep it or not."""
    out = np.empty(shape, dtype)
    out[...] = value
    return out
