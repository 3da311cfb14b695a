# SPDX-License-Identifier: BSD-3-Clause
"""Measure the special functions against mpmath, at the points that their table asks for.

    python tools/accuracy.py [--points N] [--only NAME ...] [--output FILE]

Errors are in units in the last place of the local scale: near a zero of the function the unit is that of the largest
value among the neighbouring sample points' scale, |x f'(x)| included, because no float64 argument pins the value down
better than that. SciPy stands beside when it is installed.
"""
from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import mpmath as mp
import numpy as np

from scinova.special import _ufuncs
from scinova.special._table import TABLE

DIGITS = 40


def points(samples: str, count: int, seed: int = 0) -> Iterator[list[np.ndarray]]:
    """For each set of ranges in ``samples``, one array of arguments per input."""
    rng = np.random.default_rng(seed)
    for ranges in samples.split():
        columns = []
        for r in ranges.split(","):
            whole = r.endswith("i")
            low, high = (float(v) for v in r.rstrip("i").replace("~", ":").split(":"))
            if "~" in r:
                sign = np.sign(low)
                x = sign * np.exp(rng.uniform(np.log(abs(low)), np.log(abs(high)), count))
            else:
                x = rng.uniform(low, high, count)
            columns.append(np.floor(x) if whole else x)
        yield columns


def reference(row: Any) -> Callable:
    """The exact function of a row, in mpmath numbers; a tuple where it has several outputs."""
    code = compile(row.reference, "<reference>", "eval")
    names = row.args.split(",")
    space = {k: getattr(mp, k) for k in dir(mp) if not k.startswith("_")} | {"sign": mp.sign, "abs": abs}

    def exact(*args: float) -> Any:
        with mp.workdps(DIGITS):
            return eval(code, {**space, **{n: mp.mpmathify(a) for n, a in zip(names, args)}})
    return exact


def error_ulp(got: complex, exact: Any, spread: float = 0.0) -> float:
    """|got - exact| in ulp of |exact|, or of ``spread`` where that is larger."""
    if mp.isnan(exact) or not np.isfinite(complex(exact)):
        return 0.0 if not np.isfinite(got) else np.inf
    if not np.isfinite(got):
        return np.inf
    with mp.workdps(DIGITS):
        difference = float(abs(mp.mpmathify(complex(got) if np.iscomplexobj(got) else float(got)) - exact))
    scale = max(float(abs(exact)), spread)
    if scale < 2.3e-308:
        return 0.0 if difference < 1e-322 else difference / 5e-324
    return difference / np.spacing(scale)


def measure(name: str, function: Callable, count: int, peer: Callable | None = None) -> tuple[float, float]:
    """Largest error of ``function``, and of ``peer``, over the samples of row ``name``."""
    row = TABLE[name]
    exact_of = reference(row)
    worst, worst_peer = 0.0, 0.0
    for columns in points(row.samples, count):
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            values = function(*columns)
            others = peer(*columns) if peer is not None else values
        if not isinstance(values, tuple):
            values, others = (values,), (others,)
        for k in range(count):
            at = [c[k] for c in columns]
            exact = exact_of(*at)
            for j, e in enumerate(exact if isinstance(exact, tuple) else (exact,)):
                spread = _spread(exact_of, at, e, j) if values[j][k] != 0 and row.ulp else 0.0
                worst = max(worst, error_ulp(values[j][k], e, spread))
                if peer is not None:
                    worst_peer = max(worst_peer, error_ulp(others[j][k], e, spread))
    return worst, worst_peer


def _spread(exact_of: Callable, at: list[float], here: Any, output: int) -> float:
    """How much the value changes over one part in 8 of the last argument, near a zero: the local scale."""
    x = at[-1]
    near = exact_of(*at[:-1], x + 2.0 ** -40 * abs(x))
    near = near[output] if isinstance(near, tuple) else near
    if not np.isfinite(complex(near)) or not np.isfinite(complex(here)):
        return 0.0
    slope = float(abs(near - here)) * 2.0 ** 40          # |x f'(x)|
    # A zero within half of the argument: the function there is as large as its slope says.
    return 0.25 * slope if float(abs(here)) < 0.25 * slope < 1e3 * min(1.0, abs(x)) else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=200, help="points per set of ranges")
    parser.add_argument("--only", nargs="*", help="these functions only")
    parser.add_argument("--output", help="file for the table; by default it is printed")
    options = parser.parse_args()
    try:
        import scipy.special as peer
    except ImportError:
        peer = None
    lines = ["# Accuracy of scinova.special", "",
             f"Largest error in ulp over {options.points} random points per set of ranges, against mpmath at {DIGITS} "
             "digits (`make accuracy SUB=special`). Near a zero the unit is that of the local scale.", "",
             "| function | arguments | ranges | promised | scinova | SciPy |", "|---|---|---|---|---|---|"]
    for name, row in TABLE.items():
        if not row.reference or not row.samples or (options.only and name not in options.only):
            continue
        ours, theirs = measure(name, getattr(_ufuncs, name), options.points, getattr(peer, name, None))
        beside = f"{theirs:.3g}" if peer is not None else ""
        ranges = row.samples.replace(",", " x ").replace("~", " to ").replace(":", " to ")
        lines.append(f"| {name} | {row.args} | {ranges} | {row.ulp:g} | {ours:.2f} | {beside} |")
        print(lines[-1], file=sys.stderr, flush=True)
    text = "\n".join(lines) + "\n"
    if options.output:
        with open(options.output, "w") as file:
            file.write(text)
    else:
        print(text)


if __name__ == "__main__":
    main()
