# SPDX-License-Identifier: BSD-3-Clause
"""Drawing a tree. Leaves sit at 5, 15, 25, ... along one axis, merges at their heights along the other; the link of a
merge is an inverted U through four points. No recursion: trees may be as deep as they like.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.cluster.hierarchy._checks import checked_linkage

_DEFAULT_PALETTE = ("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9")
_palette: tuple[str, ...] = _DEFAULT_PALETTE
_ORIENTATIONS = ("top", "bottom", "left", "right")
# Up to how many leaves: font size of their labels, and rotation in degrees.
_FONT_SIZES = ((20, 12), (30, 10), (50, 8), (85, 6), (np.inf, 5))
_ROTATIONS = ((20, 0), (40, 45), (np.inf, 90))


def set_link_color_palette(palette: Sequence[str] | None) -> None:
    """Set the colours that `dendrogram` goes through for the groups below its colour threshold.

    Parameters
    ----------
    palette : list or tuple of str, or None
        Colours matplotlib knows; None is back to the default, ``'C1'`` to ``'C9'``.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import set_link_color_palette
    >>> set_link_color_palette(["red", "blue"])
    >>> set_link_color_palette(None)
    """
    global _palette
    if palette is None:
        palette = _DEFAULT_PALETTE
    if not isinstance(palette, (list, tuple)):
        raise TypeError(f"set_link_color_palette: palette must be a list or tuple; got {type(palette).__name__}")
    if not all(isinstance(c, str) for c in palette):
        raise TypeError(f"set_link_color_palette: palette must be made of strings; got {palette!r}")
    _palette = tuple(palette)


@dataclass
class _Drawing:
    """The tree and the options in, the picture's coordinates out."""

    Z: np.ndarray
    shown_whole: Callable[[int, int], bool]      # of a node and its level: draw what is below it?
    first_right: Callable[[int, int], bool]      # of the parts of a merge: does the second come first?
    leaf_text: Callable[[int], str]
    threshold: float
    above_color: str
    color_of: Callable[[int], str] | None
    contracted: bool
    icoord: list[list[float]] = field(default_factory=list)
    dcoord: list[list[float]] = field(default_factory=list)
    colors: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    leaves: list[int] = field(default_factory=list)
    leaf_colors: list[str | None] = field(default_factory=list)
    marks: list[tuple[float, float]] = field(default_factory=list)
    group: int = 0
    inside_group: bool = False

    def link_color(self, node: int, height: float) -> str:
        if self.color_of is not None:
            color = self.color_of(node)
            if not isinstance(color, str):
                raise TypeError(f"dendrogram: link_color_func must return a string; got {color!r}")
            return color
        below = height < self.threshold
        if self.inside_group and not below:
            self.group += 1
        self.inside_group = below
        return _palette[self.group % len(_palette)] if below and _palette else self.above_color

    def add_leaf(self, node: int) -> tuple[float, float, tuple[int, ...]]:
        place = 10.0 * len(self.leaves) + 5.0
        self.leaves.append(node)
        self.leaf_colors.append(None)
        self.texts.append(self.leaf_text(node))
        if self.contracted:
            self.mark_below(place, node)
        return place, 0.0, (len(self.leaves) - 1,)

    def mark_below(self, place: float, node: int) -> None:
        n, stack = len(self.Z) + 1, [node]
        while stack:
            k = stack.pop() - n
            if k >= 0:
                if k + n != node:
                    self.marks.append((place, float(self.Z[k, 2])))
                stack += [int(self.Z[k, 1]), int(self.Z[k, 0])]

    def run(self) -> None:
        n = len(self.Z) + 1
        done: list[tuple[float, float, tuple[int, ...]]] = []
        todo: list[tuple[str, int, Any]] = [("visit", 2 * n - 2, 0)]
        while todo:
            what, node, detail = todo.pop()
            if what == "color":              # between the two parts: what a group's colour depends on
                detail.append(self.link_color(node, self.Z[node - n, 2]))
            elif what == "link":
                self.add_link(node - n, detail[0], done)
            elif node < n or not self.shown_whole(node, detail):
                done.append(self.add_leaf(node))
            else:
                a, b = int(self.Z[node - n, 0]), int(self.Z[node - n, 1])
                if self.first_right(a, b):
                    a, b = b, a
                color: list[str] = []
                todo += [("link", node, color), ("visit", b, detail + 1), ("color", node, color),
                         ("visit", a, detail + 1)]

    def add_link(self, k: int, color: str, done: list[tuple[float, float, tuple[int, ...]]]) -> None:
        right, left = done.pop(), done.pop()
        height = self.Z[k, 2]
        self.icoord.append([left[0], left[0], right[0], right[0]])
        self.dcoord.append([left[1], height, height, right[1]])
        self.colors.append(color)
        for leaf in left[2] + right[2]:
            self.leaf_colors[leaf] = color
        done.append(((left[0] + right[0]) / 2.0, height, ()))


def _collapse_rule(Z: np.ndarray, p: float, mode: str | None) -> Callable[[int, int], bool]:
    n = len(Z) + 1
    if mode in (None, "none"):
        return lambda node, level: True
    if mode == "lastp":
        last = n if p == 0 or p > n else int(p)
        return lambda node, level: node >= 2 * n - last and node < 2 * n - 1 and last > 1
    if mode in ("level", "mtica"):
        return lambda node, level: p <= 0 or level <= p
    raise ValueError(f"dendrogram: truncate_mode must be 'lastp', 'level' or None; got {mode!r}")


def _order_rule(Z: np.ndarray, count_sort: Any, distance_sort: Any) -> Callable[[int, int], bool]:
    n = len(Z) + 1
    for sort, column, of_leaf in ((count_sort, 3, 1.0), (distance_sort, 2, 0.0)):
        value = lambda node, column=column, of_leaf=of_leaf: Z[node - n, column] if node >= n else of_leaf
        if sort == "ascending" or sort is True:
            return lambda a, b, value=value: value(a) > value(b)
        if sort == "descending":
            return lambda a, b, value=value: value(a) <= value(b)
    return lambda a, b: False


def dendrogram(Z: npt.ArrayLike, p: int = 30, truncate_mode: str | None = None, color_threshold: float | None = None,
               get_leaves: bool = True, orientation: str = "top", labels: npt.ArrayLike | None = None,
               count_sort: str | bool = False, distance_sort: str | bool = False, show_leaf_counts: bool = True,
               no_plot: bool = False, no_labels: bool = False, leaf_font_size: float | None = None,
               leaf_rotation: float | None = None, leaf_label_func: Callable[[int], str] | None = None,
               show_contracted: bool = False, link_color_func: Callable[[int], str] | None = None, ax: Any = None,
               above_threshold_color: str = "C0") -> dict[str, Any]:
    """Draw the tree of a hierarchical clustering.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    p : int
        Parameter of ``truncate_mode``.
    truncate_mode : {None, 'lastp', 'level'}
        Draw the whole tree; only the last ``p - 1`` merges, others becoming leaves; or no more than ``p`` levels.
    color_threshold : float, optional
        Every subtree whose links are all below this height has a colour of its own; by default 0.7 of the largest
        height.
    get_leaves : bool
        Include ``leaves`` in the result.
    orientation : {'top', 'bottom', 'left', 'right'}
        Where the top of the tree is.
    labels : sequence, optional
        Texts for the observations; their numbers by default.
    count_sort, distance_sort : bool or {'ascending', 'descending'}
        Draw first, of the two parts of each merge, that with fewer or more observations, or that of lower or larger
        height. True is 'ascending'.
    show_leaf_counts : bool
        Label truncated subtrees with their number of observations in parentheses.
    no_plot : bool
        Compute only.
    no_labels : bool
        Draw no labels.
    leaf_font_size, leaf_rotation : float, optional
        Size in points and angle in degrees of the labels; by default they follow from the number of leaves.
    leaf_label_func : callable, optional
        ``leaf_label_func(node)`` is the label of a leaf.
    show_contracted : bool
        Mark the heights of the merges inside truncated subtrees.
    link_color_func : callable, optional
        ``link_color_func(node)`` is the colour of the link of that merge.
    ax : matplotlib Axes, optional
        Where to draw; the current axes by default.
    above_threshold_color : str
        Colour of links at or above the threshold.

    Returns
    -------
    dict
        ``icoord`` and ``dcoord``, four positions and four heights for each link; ``ivl``, labels of the leaves;
        ``leaves``, their nodes; ``color_list``, colours of the links; ``leaves_color_list``, those of the leaves.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import dendrogram, linkage
    >>> tree = dendrogram(linkage([[0.0], [1.0], [5.0]]), no_plot=True)
    >>> tree["ivl"], tree["icoord"]
    (['2', '0', '1'], [[15.0, 15.0, 25.0, 25.0], [5.0, 5.0, 20.0, 20.0]])
    """
    Z = checked_linkage(Z, "dendrogram: Z")
    n = len(Z) + 1
    if orientation not in _ORIENTATIONS:
        raise ValueError(f"dendrogram: orientation must be one of {', '.join(map(repr, _ORIENTATIONS))}; "
                         f"got {orientation!r}")
    if not isinstance(p, (int, float, np.number)):
        raise TypeError(f"dendrogram: p must be a number; got {p!r}")
    if labels is not None and len(np.asarray(labels)) != n:
        raise ValueError(f"dendrogram: labels must have one for each of the {n} observations; got "
                         f"{len(np.asarray(labels))}")
    if color_threshold is None or (isinstance(color_threshold, str) and color_threshold == "default"):
        color_threshold = 0.7 * Z[:, 2].max()

    def leaf_text(node: int) -> str:
        if leaf_label_func is not None:
            return leaf_label_func(node)
        if node < n:
            return str(node) if labels is None else labels[node]
        return f"({int(Z[node - n, 3])})" if show_leaf_counts else ""

    drawing = _Drawing(Z, _collapse_rule(Z, p, truncate_mode), _order_rule(Z, count_sort, distance_sort), leaf_text,
                       float(color_threshold), above_threshold_color, link_color_func, show_contracted)
    drawing.run()
    if not no_plot:
        _plot(drawing, orientation, no_labels, leaf_font_size, leaf_rotation, ax)
    return {"icoord": drawing.icoord, "dcoord": drawing.dcoord, "ivl": drawing.texts,
            "leaves": drawing.leaves if get_leaves else None, "color_list": drawing.colors,
            "leaves_color_list": drawing.leaf_colors}


def _plot(drawing: _Drawing, orientation: str, no_labels: bool, font_size: float | None, rotation: float | None,
          ax: Any) -> None:
    try:
        import matplotlib.collections
        import matplotlib.patches
    except ImportError:
        raise ImportError("dendrogram draws with matplotlib, which is not installed; pass no_plot=True to compute "
                          "only") from None
    redraw = ax is None
    if ax is None:
        import matplotlib.pyplot
        ax = matplotlib.pyplot.gca()
    upright = orientation in ("top", "bottom")
    leaf_axis, height_axis = (ax.xaxis, ax.yaxis) if upright else (ax.yaxis, ax.xaxis)
    heights = (0.0, 1.05 * float(drawing.Z[:, 2].max()))
    if orientation in ("bottom", "left"):
        heights = heights[::-1]
    width = (0.0, 10.0 * len(drawing.leaves))
    (ax.set_xlim if upright else ax.set_ylim)(width)
    (ax.set_ylim if upright else ax.set_xlim)(heights)
    leaf_axis.set_ticks_position({"top": "bottom", "bottom": "top", "left": "right", "right": "left"}[orientation])
    if no_labels:
        leaf_axis.set_ticks([])
    else:
        count = len(drawing.leaves)
        leaf_axis.set_ticks([10.0 * k + 5.0 for k in range(count)], labels=[str(t) for t in drawing.texts])
        if rotation is None:
            rotation = next(angle for most, angle in _ROTATIONS if count <= most) if upright else 0
        if font_size is None:
            font_size = next(size for most, size in _FONT_SIZES if count <= most)
        for text in leaf_axis.get_ticklabels():
            text.set_rotation(rotation)
            text.set_size(font_size)
    for line in leaf_axis.get_ticklines():
        line.set_visible(False)
    by_color: dict[str, list[Any]] = {}
    for places, levels, color in zip(drawing.icoord, drawing.dcoord, drawing.colors):
        by_color.setdefault(color, []).append(list(zip(places, levels) if upright else zip(levels, places)))
    # Links above the threshold are drawn last, on top.
    for color in sorted(by_color, key=lambda c: c == drawing.above_color):
        ax.add_collection(matplotlib.collections.LineCollection(by_color[color], colors=(color,)))
    for place, height in drawing.marks:
        spot = (place, height) if upright else (height, place)
        across = heights[1] - heights[0]
        size = (5.0, abs(across) / 100.0) if upright else (abs(across) / 100.0, 5.0)
        ax.add_patch(matplotlib.patches.Ellipse(spot, *size, alpha=0.3, facecolor="k"))
    if redraw:
        import matplotlib.pyplot
        matplotlib.pyplot.draw_if_interactive()
