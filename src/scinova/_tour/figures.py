# SPDX-License-Identifier: BSD-3-Clause
"""Figures for a page that is read in light and dark: transparent SVG whose ink is the page's own text colour."""
from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

_INK = "#010203"  # stands for the text colour until the SVG is written
_CYCLE = ("#3b82d6", "#e07b39", "#2f9e6e", "#c94f6d", "#8b6fd1", "#9a8348")


@contextlib.contextmanager
def style() -> Iterator[None]:
    """Draw figures in the page's style."""
    with matplotlib.rc_context({
        "svg.fonttype": "none", "figure.facecolor": "none", "axes.facecolor": "none", "savefig.facecolor": "none",
        "text.color": _INK, "axes.labelcolor": _INK, "axes.edgecolor": _INK, "xtick.color": _INK, "ytick.color": _INK,
        "axes.prop_cycle": plt.cycler(color=_CYCLE), "axes.spines.top": False, "axes.spines.right": False,
        "axes.titlesize": "medium", "axes.grid": False, "legend.frameon": False, "legend.labelcolor": _INK,
        "figure.figsize": (7.2, 3.6), "font.size": 10, "lines.linewidth": 1.6, "image.cmap": "gray",
        "font.family": "sans-serif", "figure.constrained_layout.use": True, "figure.max_open_warning": 0,
    }):
        yield


def drain() -> list[str]:
    """Every open figure as inline SVG; the figures are closed."""
    out = [_svg(plt.figure(number)) for number in plt.get_fignums()]
    plt.close("all")
    return out


_count = 0


def _svg(figure: plt.Figure) -> str:
    global _count
    _count += 1
    text = io.StringIO()
    figure.savefig(text, format="svg", dpi=110, metadata={"Date": None, "Creator": None})
    svg = text.getvalue()
    svg = svg[svg.index("<svg"):].replace(_INK, "currentColor")
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    # Ids are made distinct: the page holds many figures.
    svg = re.sub(r'\bid="([^"]+)"', rf'id="f{_count}-\1"', svg)
    svg = re.sub(r'(url\(#|href="#)', rf"\g<1>f{_count}-", svg)
    return re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1),
                  count=1)
