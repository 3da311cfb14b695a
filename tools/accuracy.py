# SPDX-License-Identifier: BSD-3-Clause
"""Measure the special functions against mpmath, at the points that their table asks for.

    python tools/accuracy.py [--points N] [--only NAME ...] [--jobs J] [--cache DIR] [--output FILE]

Errors are in units in the last place of the local scale: near a zero of the function the unit is that of |x f'(x)|,
because no float64 argument pins the value down better than that. For an inverse it is the change of the answer over
half an ulp of the argument that is inverted, where that is larger. SciPy stands beside when it is installed.

Exact values are kept in the cache, so that only new points cost mpmath's time. A point whose reference takes longer
than PATIENCE, or which mpmath cannot evaluate, is left out and counted.
"""
from __future__ import annotations

import argparse
import hashlib
import inspect
import itertools
import json
import math
import multiprocessing
import os
import pickle
import re
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import mpmath as mp
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

import special_distributions  # noqa: E402
import special_references  # noqa: E402
import special_wave_references  # noqa: E402

from scinova.special import _ufuncs  # noqa: E402
from scinova.special._table import TABLE  # noqa: E402

REFERENCES = (special_references, special_wave_references, special_distributions)
DIGITS = 40
PATIENCE = 4.0           # seconds of processor time for one reference value
QUANTILE_FROM = 1000     # a promise of so many ulp is made for 99.9 % of the points


def _column(text: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """Random points of one range; a tenth of a uniform one is moved close to integers, and its ends are included."""
    if ";" in text:
        real, imag = (_column(part, count, rng) for part in text.split(";"))
        return real + 1j * rng.permutation(imag)
    whole = text.endswith("i")
    low, high = (float(v) for v in text.rstrip("i").replace("~", ":").split(":"))
    if "~" in text:
        x = np.sign(low) * np.exp(rng.uniform(np.log(abs(low)), np.log(abs(high)), count))
        x = np.clip(x, min(low, high), max(low, high))
    else:
        x = rng.uniform(low, high, count)
        if not whole:
            near = np.round(x) * (1 + rng.choice([-1, 1], count) * 10 ** rng.uniform(-15, -3, count))
            chosen = (rng.uniform(size=count) < 0.1) & (near > low) & (near < high) & (near != 0)
            x = np.where(chosen, near, x)
    if count >= 50:
        x[rng.choice(count, 2, replace=False)] = low, high
    return np.floor(x) if whole else x


def points(samples: str, count: int, seed: int = 0) -> Iterator[list[np.ndarray]]:
    """For each set of ranges in ``samples``, one array of arguments per input."""
    rng = np.random.default_rng(seed)
    for ranges in samples.split():
        yield [_column(r, count, rng) for r in ranges.split(",")]


def reference(row: Any) -> Callable:
    """The exact function of a row, in mpmath numbers; a tuple where it has several outputs."""
    code = compile(row.reference, "<reference>", "eval")
    names = row.args.split(",")
    space = {k: getattr(mp, k) for k in dir(mp) if not k.startswith("_")} | {"sign": mp.sign, "abs": abs}
    for module in REFERENCES:
        space |= {k: v for k, v in vars(module).items() if not k.startswith("_")}

    def exact(*args: complex) -> Any:
        with mp.workdps(DIGITS):
            return eval(code, {**space, **{n: mp.mpmathify(a) for n, a in zip(names, args)}})
    return exact


def error_ulp(got: complex, exact: Any, spread: Callable[[], float] = lambda: 0.0) -> float:
    """|got - exact| in ulp of |exact|, or of ``spread()`` where that is larger."""
    if mp.isnan(exact) or not np.isfinite(complex(exact)):
        return 0.0 if not np.isfinite(got) else np.inf
    if not np.isfinite(got):
        return np.inf
    with mp.workdps(DIGITS):
        difference = float(abs(mp.mpmathify(complex(got) if np.iscomplexobj(got) else float(got)) - exact))
    scale = float(abs(exact))
    if difference <= np.spacing(scale):
        return difference / np.spacing(scale)
    scale = max(scale, spread())
    if scale < 2.3e-308:
        return 0.0 if difference < 1e-322 else difference / 5e-324
    return difference / np.spacing(scale)


class Measured(NamedTuple):
    """Errors of one function, in ulp, at ``points`` points; ``skipped`` more had no reference."""

    points: int
    skipped: int
    worst: float
    quantile: float       # of 99.9 % of the points
    peer_worst: float
    peer_quantile: float


def measure(name: str, function: Callable, count: int, peer: Callable | None = None,
            cache: Path | None = None) -> Measured:
    """Errors of ``function``, and of ``peer``, over the samples of row ``name``, ``count`` points to each set."""
    row = TABLE[name]
    known = _Known(row, count, cache)
    ours: list[float] = []
    theirs: list[float] = []
    names = row.args.split(",")
    whole = [all(loop[k] == "l" for loop in row.types.split()) for k in range(len(names))]
    for columns in points(row.samples, count):
        columns = [c.astype(np.int64) if w else c for c, w in zip(columns, whole)]
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            values = function(*columns)
            others = _sheltered(peer, columns) if peer is not None else values
        values = values if isinstance(values, tuple) else (values,)
        others = others if isinstance(others, tuple) else (others,)
        for k in range(count):
            at = [c[k] for c in columns]
            exact = known(at)
            if exact is None:
                continue
            for j, e in enumerate(exact):
                def spread(at: list = at, e: Any = e, j: int = j, value: Any = values[j][k]) -> float:
                    if not row.ulp:
                        return 0.0
                    by_argument = _conditioning(known, at, e, names.index(row.inverse)) if row.inverse else 0.0
                    return max(by_argument, _spread(known, at, e, j) if value != 0 else 0.0)

                ours.append(error_ulp(values[j][k], e, spread))
                theirs.append(error_ulp(others[j][k], e, spread))
    known.save()
    return Measured(len(ours), known.skipped, max(ours, default=np.nan), _quantile(ours), max(theirs, default=np.nan),
                    _quantile(theirs))


def _sheltered(call: Callable, columns: list[np.ndarray]) -> Any:
    """What ``call`` returns, from a process of its own where there is fork: SciPy's spheroidal functions overrun their
    memory at some points. The values of elements that end the process, or stop it for good, are NaN."""
    if not hasattr(os, "fork"):
        return call(*columns)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(2 + len(columns[0]) // 100)
            with open(os.devnull, "w") as silent, os.fdopen(writing, "wb") as pipe:
                os.dup2(silent.fileno(), 2)
                pickle.dump(call(*columns), pipe)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    if os.waitpid(child, 0)[1] == 0 and text:
        return pickle.loads(text)
    n = len(columns[0])
    if n == 1:
        count = getattr(call, "nout", 1)
        return tuple([np.full(1, np.nan)] * count) if count > 1 else np.full(1, np.nan)
    halves = [_sheltered(call, [c[part] for c in columns]) for part in (slice(n // 2), slice(n // 2, None))]
    if isinstance(halves[0], tuple):
        return tuple(np.concatenate(both) for both in zip(*halves, strict=True))
    return np.concatenate(halves)


def promise_kept(row: Any, measured: Measured) -> bool:
    return (measured.quantile if row.ulp >= QUANTILE_FROM else measured.worst) <= row.ulp


def _quantile(errors: list[float]) -> float:
    return sorted(errors)[math.ceil(0.999 * len(errors)) - 1] if errors else np.nan


class _Known:
    """Exact values of a row, remembered in a file when there is a folder for it."""

    def __init__(self, row: Any, count: int, cache: Path | None):
        self.exact = reference(row)
        self.skipped = 0
        self.values: dict[str, Any] = {}
        self.fresh = False
        self.file = None
        if cache is not None:
            text = f"{row.reference}|{row.samples}|{count}|{DIGITS}|{_sources(row.reference)}"
            key = hashlib.sha256(text.encode()).hexdigest()[:20]
            self.file = cache / f"{key}.json"
            if self.file.exists():
                self.values = json.loads(self.file.read_text())

    def __call__(self, at: list, moved: int | None = None) -> tuple | None:
        """The outputs at ``at``; with argument number ``moved`` made larger by one part in 2^64."""
        key = repr([complex(a) if np.iscomplexobj(a) else float(a) for a in at])
        key += "" if moved is None else f"+{moved}"
        if key not in self.values:
            if moved is not None:
                with mp.workdps(DIGITS):
                    nearby = mp.mpf(float(at[moved])) * (1 + mp.mpf(2) ** -64)
                at = [*at[:moved], nearby, *at[moved + 1:]]
            self.values[key] = self._evaluate(at)
            self.fresh = True
        stored = self.values[key]
        if stored is None:
            self.skipped += 1
            return None
        with mp.workdps(DIGITS):
            return tuple(mp.mpf(v[0]) if len(v) == 1 else mp.mpc(*v) for v in stored)

    def _evaluate(self, at: list) -> list | None:
        try:
            with _Alarm(PATIENCE):
                exact = self.exact(*at)
        except (ValueError, ZeroDivisionError, ArithmeticError, TimeoutError, RecursionError, TypeError, MemoryError):
            return None
        out = []
        with mp.workdps(DIGITS):
            for e in exact if isinstance(exact, tuple) else (exact,):
                e = mp.mpmathify(e)
                out.append([str(e.real), str(e.imag)] if isinstance(e, mp.mpc) else [str(e)])
        return out

    def save(self) -> None:
        if self.file is not None and self.fresh:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(json.dumps(self.values))


def _sources(expression: str) -> str:
    """The text of the functions of the reference modules that an expression leads to."""
    found: dict[str, str] = {}
    names = set(re.findall(r"\w+", expression))
    while names:
        name = names.pop()
        thing = next((vars(m)[name] for m in REFERENCES if name in vars(m)), None)
        thing = inspect.unwrap(thing) if callable(thing) else thing               # the function in a cache
        if name not in found and inspect.isfunction(thing) and thing.__module__ in {m.__name__ for m in REFERENCES}:
            found[name] = inspect.getsource(thing)
            names |= set(re.findall(r"\w+", found[name]))
    return "".join(found[name] for name in sorted(found))


class _Alarm:
    """Raises TimeoutError in the block after some seconds of processor time, where the system has such timers."""

    def __init__(self, seconds: float):
        self.seconds = seconds

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            self.before = signal.signal(signal.SIGVTALRM, _ring)
            signal.setitimer(signal.ITIMER_VIRTUAL, self.seconds)

    def __exit__(self, *error: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, self.before)


def _ring(*_: object) -> None:
    raise TimeoutError


def _spread(known: _Known, at: list, here: Any, output: int) -> float:
    """How much the value changes over one part in 4 of an argument, near a zero: the local scale."""
    x = at[-1]

    def value(y: Any) -> Any:
        found = known([*at[:-1], y])
        return None if found is None or not np.isfinite(complex(found[output])) else found[output]

    near = value(x + 2.0 ** -40 * abs(x))
    if near is None or not np.isfinite(complex(here)) or x == 0:
        return 0.0
    with mp.workdps(DIGITS):
        slope = (near - here) * 2.0 ** 40 / abs(x)
        size = 0.25 * float(abs(x * slope))                          # a quarter of |x f'(x)|
        if not float(abs(here)) < size:
            return 0.0
        if size < 1e3 * min(1.0, abs(x)):
            return size
        step = complex(here / slope)
    # A large function may only be steep: where Newton's step leads to a zero, there is one.
    there = value(x - (step if np.iscomplexobj(x) else step.real))
    return size if there is not None and float(abs(there)) < 0.25 * float(abs(here)) else 0.0


def _conditioning(known: _Known, at: list, here: Any, argument: int) -> float:
    """How much a function changes over half of an argument, were it straight: over half an ulp, in ulp."""
    near = known(at, argument)
    if near is None or not mp.isfinite(near[0]):
        return 0.0
    with mp.workdps(DIGITS):
        return float(abs(near[0] - here) * mp.mpf(2) ** 63)


def _line(job: tuple[str, int, str | None]) -> str:
    name, count, cache = job
    try:
        import scipy.special as peer
    except ImportError:
        peer = None
    row = TABLE[name]
    each = math.ceil(count / len(row.samples.split()))
    m = measure(name, getattr(_ufuncs, name), each, getattr(peer, name, None), Path(cache) if cache else None)
    beside = [f"{m.peer_worst:.3g}", f"{m.peer_quantile:.3g}"] if hasattr(peer, name) else ["", ""]
    ranges = row.samples.replace(",", " x ").replace("~", " to ").replace(":", " to ").replace(";", " + i ")
    mark = "" if promise_kept(row, m) else " **(broken)**"
    worse = " **(worse)**" if hasattr(peer, name) and m.worst > max(1.0, m.peer_worst) else ""
    skipped = f" (+{m.skipped} without reference)" if m.skipped else ""
    return (f"| {name} | {row.args} | {ranges} | {m.points}{skipped} | {row.ulp:g}{mark} | {m.worst:.3g}{worse} | "
            f"{m.quantile:.3g} | {beside[0]} | {beside[1]} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=2000, help="points per function")
    parser.add_argument("--only", nargs="*", help="these functions only")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--cache", help="folder for exact values")
    parser.add_argument("--output", help="file for the table; by default it is printed")
    options = parser.parse_args()
    names = [n for n, row in TABLE.items() if row.reference and row.samples]
    left_out = [n for n in names if options.only and n not in options.only]
    names = [n for n in names if n not in left_out]
    lines = ["# Accuracy of scinova.special", "",
             f"Errors in ulp at {options.points} random points per function, ends of ranges and neighbourhoods of "
             f"integers included, against mpmath at {DIGITS} digits (`make accuracy SUB=special`). Near a zero the "
             "unit is that of the local scale. A promise of 1000 ulp or more is for 99.9 % of the points. Promises not "
             "kept are marked broken, functions less accurate than SciPy's worse.", "",
             *([f"Not measured this time: {', '.join(left_out)}.", ""] if left_out else []),
             "| function | arguments | ranges | points | promised | scinova: largest | 99.9 % | SciPy: largest | "
             "99.9 % |", "|---|---|---|---|---|---|---|---|---|"]
    jobs = [(n, options.points, options.cache) for n in names]
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for line in pool.imap(_line, jobs) if options.jobs > 1 else itertools.starmap(_line, ((j,) for j in jobs)):
            lines.append(line)
            print(line, file=sys.stderr, flush=True)
    text = "\n".join(lines) + "\n"
    if options.output:
        Path(options.output).write_text(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
