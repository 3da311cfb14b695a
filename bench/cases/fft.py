# SPDX-License-Identifier: BSD-3-Clause
"""Cases of fft: short, long and prime lengths; lines and axes. The peer is ducc0."""
from __future__ import annotations

import numpy as np

from bench.case import Case


def _ducc(axes):
    def call(x):
        import ducc0
        return ducc0.fft.c2c(x, axes=axes)
    return call


def _data(shape, real=False):
    def setup():
        rng = np.random.default_rng(0)
        x = rng.standard_normal(shape)
        return (x if real else x + 1j * rng.standard_normal(shape),)
    return setup


CASES = [
    *(Case(f"fft.fft {n}", _data(n), lambda lib, x: lib.fft.fft(x), peers={"ducc0": _ducc(None)}, bar={1: 1.0})
      for n in (8, 100, 1000, 1024, 10007, 65536)),
    *(Case(f"fft.rfft {n}", _data(n, True), lambda lib, x: lib.fft.rfft(x), bar={1: 1.0})
      for n in (8, 1000, 1024, 65536)),
    *(Case(f"fft.irfft {n}", _data(n // 2 + 1), lambda lib, x: lib.fft.irfft(x), bar={1: 1.0}) for n in (1000, 65536)),
    *(Case(f"fft.fftn {shape}", _data(shape), lambda lib, x: lib.fft.fftn(x), peers={"ducc0": _ducc(None)},
           threads=(1, 2), bar={1: 1.0}) for shape in ((512, 512), (1000, 1000), (64, 64, 64))),
    Case("fft.rfftn (512, 512)", _data((512, 512), True), lambda lib, x: lib.fft.rfftn(x), threads=(1, 2)),
    Case("fft.fft axis 0 of (1000, 100)", _data((1000, 100)), lambda lib, x: lib.fft.fft(x, axis=0)),
]
CASES += [Case(f"fft.dct type {kind} of {n}", _data(n, True), lambda lib, x, kind=kind: lib.fft.dct(x, kind))
          for kind in (1, 2, 3, 4) for n in (8, 1000, 4096)]
