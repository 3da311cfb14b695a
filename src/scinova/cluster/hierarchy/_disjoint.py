# SPDX-License-Identifier: BSD-3-Clause
"""Disjoint sets with union by size and path halving.

R. E. Tarjan and J. van Leeuwen, "Worst-case analysis of set union algorithms", J. ACM 31 (1984) 245. Each set is also
a circular list, so that it can be walked without looking at the others.
"""
from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Any


class DisjointSet:
    """Elements parted into disjoint subsets that can be merged.

    Parameters
    ----------
    elements : iterable of hashable, optional
        Each starts as a subset of its own.

    Attributes
    ----------
    n_subsets : int
        The number of subsets.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import DisjointSet
    >>> sets = DisjointSet([1, 2, 3])
    >>> sets.merge(1, 3), sets.merge(3, 1)
    (True, False)
    >>> sets.subsets()
    [{1, 3}, {2}]
    """

    def __init__(self, elements: Iterable[Hashable] | None = None):
        self.n_subsets = 0
        self._parent: dict[Any, Any] = {}
        self._size: dict[Any, int] = {}
        self._next: dict[Any, Any] = {}
        self._rank: dict[Any, int] = {}          # order of insertion
        for x in () if elements is None else elements:
            self.add(x)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rank)

    def __len__(self) -> int:
        return len(self._rank)

    def __contains__(self, x: Any) -> bool:
        return x in self._rank

    def __getitem__(self, x: Any) -> Any:
        """The representative of the subset of ``x``; KeyError when there is no ``x``."""
        if x not in self._parent:
            raise KeyError(x)
        parent = self._parent
        while self._rank[parent[x]] != self._rank[x]:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    def add(self, x: Hashable) -> None:
        """Add ``x`` as a subset of its own, unless it is there."""
        if x in self._rank:
            return
        self._rank[x] = len(self._rank)
        self._parent[x] = self._next[x] = x
        self._size[x] = 1
        self.n_subsets += 1

    def merge(self, x: Any, y: Any) -> bool:
        """Join the subsets of ``x`` and ``y``; False when they were one already."""
        a, b = self[x], self[y]
        if self._rank[a] == self._rank[b]:
            return False
        if (-self._size[a], self._rank[a]) > (-self._size[b], self._rank[b]):
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        self._next[a], self._next[b] = self._next[b], self._next[a]
        self.n_subsets -= 1
        return True

    def connected(self, x: Any, y: Any) -> bool:
        """Whether ``x`` and ``y`` are in one subset."""
        return self._rank[self[x]] == self._rank[self[y]]

    def subset(self, x: Any) -> set[Any]:
        """The subset of ``x``."""
        if x not in self._rank:
            raise KeyError(x)
        out, at = {x}, self._next[x]
        while self._rank[at] != self._rank[x]:
            out.add(at)
            at = self._next[at]
        return out

    def subset_size(self, x: Any) -> int:
        """The number of elements in the subset of ``x``."""
        return self._size[self[x]]

    def subsets(self) -> list[set[Any]]:
        """All subsets, in the order of their first elements."""
        out, seen = [], set()
        for x in self:
            if x not in seen:
                out.append(self.subset(x))
                seen |= out[-1]
        return out
