# SPDX-License-Identifier: BSD-3-Clause
"""The tree as linked objects, and its leaves in order."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.cluster import _native
from scinova.cluster.hierarchy._checks import checked_linkage


class ClusterNode:
    """A node of a cluster tree.

    Parameters
    ----------
    id : int
        Observations are 0 .. n-1, merges n and up.
    left, right : ClusterNode, optional
        The parts; both or neither.
    dist : float
        Height of the merge, 0 for an observation.
    count : int
        Number of observations of an only node; otherwise it follows from the parts.

    Nodes compare by ``dist``.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import ClusterNode
    >>> ClusterNode(2, ClusterNode(0), ClusterNode(1), 1.5).pre_order()
    [0, 1]
    """

    def __init__(self, id: int, left: ClusterNode | None = None, right: ClusterNode | None = None,
                 dist: float = 0.0, count: int = 1):
        if id < 0:
            raise ValueError(f"ClusterNode: id must be at least 0; got {id}")
        if dist < 0:
            raise ValueError(f"ClusterNode: dist must be at least 0; got {dist}")
        if (left is None) != (right is None):
            raise ValueError("ClusterNode: left and right must both be given or both be None")
        if count < 1:
            raise ValueError(f"ClusterNode: count must be at least 1; got {count}")
        self.id, self.left, self.right, self.dist = id, left, right, dist
        self.count = count if left is None or right is None else left.count + right.count

    def _key(self, other: Any) -> float:
        if not isinstance(other, ClusterNode):
            raise ValueError(f"a ClusterNode compares with another only; got {type(other).__name__}")
        return other.dist

    def __lt__(self, other: Any) -> bool:
        return self.dist < self._key(other)

    def __gt__(self, other: Any) -> bool:
        return self.dist > self._key(other)

    def __eq__(self, other: Any) -> bool:
        return self.dist == self._key(other)

    __hash__ = None  # type: ignore[assignment]

    def get_id(self) -> int:
        """The number of this node."""
        return self.id

    def get_count(self) -> int:
        """The number of observations below this node."""
        return self.count

    def get_left(self) -> ClusterNode | None:
        """The left part."""
        return self.left

    def get_right(self) -> ClusterNode | None:
        """The right part."""
        return self.right

    def is_leaf(self) -> bool:
        """Whether this node is an observation."""
        return self.left is None

    def pre_order(self, func: Callable[[ClusterNode], Any] = lambda node: node.id) -> list[Any]:
        """``func(leaf)`` for the leaves below this node, from left to right."""
        out, stack = [], [self]
        while stack:
            node = stack.pop()
            if node.left is None or node.right is None:
                out.append(func(node))
            else:
                stack += [node.right, node.left]
        return out


def to_tree(Z: npt.ArrayLike, rd: bool = False) -> Any:
    """A linkage matrix as linked `ClusterNode` objects.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    rd : bool
        Return the list of all nodes, too.

    Returns
    -------
    tree : ClusterNode
        The top.
    nodes : list of ClusterNode
        All nodes by number; only with ``rd``.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import linkage, to_tree
    >>> top = to_tree(linkage([[0.0], [1.0], [5.0]]))
    >>> top.id, top.dist, top.count, top.left.id
    (4, 4.0, 3, 2)
    """
    Z = checked_linkage(Z, "to_tree: Z")
    n = len(Z) + 1
    nodes = [ClusterNode(i) for i in range(n)]
    for k, (a, b, height, count) in enumerate(Z.tolist()):
        node = ClusterNode(n + k, nodes[int(a)], nodes[int(b)], height)
        if node.count != count:
            raise ValueError(f"to_tree: row {k} of Z must count {node.count} observations; got {count}")
        nodes.append(node)
    return (nodes[-1], nodes) if rd else nodes[-1]


def leaves_list(Z: npt.ArrayLike) -> np.ndarray:
    """The observations from left to right in the tree.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.

    Returns
    -------
    (n,) ndarray of int32

    Examples
    --------
    >>> from scinova.cluster.hierarchy import leaves_list, linkage
    >>> leaves_list(linkage([[0.0], [9.0], [1.0]]))
    array([1, 0, 2], dtype=int32)
    """
    Z = checked_linkage(Z, "leaves_list: Z")
    order = np.empty(len(Z) + 1, dtype=np.int32)
    _native.leaf_order(Z, order)
    return order
