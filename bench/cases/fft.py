# SPDX-License-Identifier: BSD-3-Clause
"""Cases of fft: short, long and prime lengths, lines along either axis, several axes. The peer is ducc0."""
from __future__ import annotations

import numpy as np

import scinova
from bench.case import Case

LENGTHS = (64, 1000, 1009, 1024, 4096, 10007, 65536, 100003, 2**20, 3**12)
LONG = 2**20  # from here on two threads are to be worth it
SHAPES = ((512, 512), (128, 128, 128))
BATCHES = (((1000, 100), 0), ((100, 1000), 1), ((4096, 64), 0), ((64, 4096), 1))


def _peer(name, **options):
    """ducc0's function, on one thread and on two."""
    def on(threads):
        def call(x):
            import ducc0
            return getattr(ducc0.fft, name)(x, nthreads=threads, **options)
        return call
    return {"ducc0": on(1), "ducc0 2 threads": on(2)}


def _data(shape, single, real=False):
    def setup():
        rng = np.random.default_rng(0)
        x = rng.standard_normal(shape)
        if not real:
            x = x + 1j * rng.standard_normal(shape)
        return (x.astype(np.float32 if real else np.complex64) if single else x,)
    return setup


def _case(title, shape, single, call, real, points, peers):
    precision = "single" if single else "double"
    return Case(f"fft.{title} {precision}", _data(shape, single, real), call, peers=peers,
                threads=(1, 2) if points >= LONG // 4 else (1,), bar={1: 1.0})


def _transforms():
    for single in (False, True):
        for n in LENGTHS:
            yield _case(f"fft {n}", n, single, lambda lib, x: lib.fft.fft(x), False, n, _peer("c2c"))
            yield _case(f"rfft {n}", n, single, lambda lib, x: lib.fft.rfft(x), True, n, _peer("r2c"))
            if n % 2 == 0:
                yield _case(f"irfft {n}", n // 2 + 1, single, lambda lib, x: lib.fft.irfft(x), False, n,
                            _peer("c2r", forward=False, inorm=2))
        for shape in SHAPES:
            size = int(np.prod(shape))
            yield _case(f"fftn {shape}", shape, single, lambda lib, x: lib.fft.fftn(x), False, size, _peer("c2c"))
            yield _case(f"rfftn {shape}", shape, single, lambda lib, x: lib.fft.rfftn(x), True, size, _peer("r2c"))
        for shape, axis in BATCHES:
            size = int(np.prod(shape))
            yield _case(f"fft axis {axis} of {shape}", shape, single,
                        lambda lib, x, axis=axis: lib.fft.fft(x, axis=axis), False, size, _peer("c2c", axes=(axis,)))
            yield _case(f"rfft axis {axis} of {shape}", shape, single,
                        lambda lib, x, axis=axis: lib.fft.rfft(x, axis=axis), True, size, _peer("r2c", axes=(axis,)))
        for kind in (1, 2, 3, 4):
            for shape in (65536, (512, 512)):
                yield _case(f"dctn type {kind} of {shape}", shape, single,
                            lambda lib, x, kind=kind: lib.fft.dctn(x, kind), True, int(np.prod(shape)),
                            _peer("dct", type=kind))


# Calls on a few points, where the way to the kernel is the cost.
_SHORT = [Case(f"fft.{name} 64, a call", _data(64, False, name != "fft"),
               lambda lib, x, name=name: getattr(lib.fft, name)(x), bar={1: 3.0})
          for name in ("fft", "rfft", "dct", "dst")]



def _points(dims, count, modes):
    def setup():
        rng = np.random.default_rng(0)
        c, f = rng.standard_normal((2, max(count, modes ** dims), 2)) @ [1, 1j]
        return rng.uniform(-np.pi, np.pi, (dims, count)), c[:count], f[:modes ** dims].reshape((modes,) * dims)
    return setup


def _finufft(kind, modes, eps):
    """finufft's transform, with as many threads as scinova has."""
    def call(x, c, f):
        import finufft

        plan = getattr(finufft, f"nufft{len(x)}d{kind}")
        options = {"eps": eps, "nthreads": scinova.get_num_threads()}
        return plan(*x, c, (modes,) * len(x), **options) if kind == 1 else plan(*x, f, **options)
    return call


def _nonuniform():
    for dims, modes in ((1, 10 ** 5), (2, 300), (3, 48)):
        for eps in (1e-6, 1e-12):
            for kind, call in ((1, lambda lib, x, c, f, n, eps: lib.fft.nufft1(x, c, n, eps=eps)),
                               (2, lambda lib, x, c, f, n, eps: lib.fft.nufft2(x, f, eps=eps))):
                yield Case(f"fft.nufft{kind} {dims}-D 10^5 points {eps:g}, over finufft", _points(dims, 10 ** 5, modes),
                           lambda lib, x, c, f, call=call, n=modes, eps=eps: call(lib, x, c, f, n, eps),
                           peers={"finufft": _finufft(kind, modes, eps)}, threads=(1, 2), reference="finufft")


def _hankel():
    for n in (256, 65536):
        for name in ("fht", "ifht"):
            yield Case(f"fft.{name} {n}", _data(n, False, True),
                       lambda lib, x, name=name: getattr(lib.fft, name)(x, 0.01, 0.5, bias=0.1), bar={1: 1.0})


CASES = [*_transforms(), *_SHORT, *_hankel(), *_nonuniform()]
