# SPDX-License-Identifier: BSD-3-Clause
"""A benchmark case: one row of a table in ``bench/cases/<subpackage>.py``."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One call that SciPy, scinova and perhaps a peer are timed on.

    Attributes
    ----------
    name : str
        ``subpackage.function what``, such as ``'ndimage.zoom 768x1024 uint8 by 2'``.
    setup : callable
        Returns the tuple of data, made once.
    call : callable
        ``call(lib, *data)``, where ``lib`` is ``scipy`` or ``scinova``: ``lib.ndimage.zoom(face, 2)``.
    peers : mapping
        Name of a peer to ``call(*data)``; a peer that does not import (the callable raises ImportError) is left out.
    threads : tuple of int
        Thread counts to time scinova with.
    bar : mapping of int to float, optional
        Ratio SciPy/scinova that is required at a thread count.
    reference : str
        Whom the ratios are of: SciPy, or for what SciPy does not have one of the peers, without which the case is left
        out.
    """

    name: str
    setup: Callable[[], tuple]
    call: Callable[..., Any]
    peers: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    threads: tuple[int, ...] = (1,)
    bar: Mapping[int, float] = field(default_factory=dict)
    reference: str = "scipy"
