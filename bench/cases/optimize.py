# SPDX-License-Identifier: BSD-3-Clause
"""Cases of optimize: small problems, where the driver is the cost, and L-BFGS-B with many variables."""
from __future__ import annotations

import numpy as np

from bench.case import Case

_SMALL = {1: 3.0}


def _wave(x):
    return x**2 + 10 * np.sin(x)


def _wave_float(x):
    return x * x * x - 2 * x - 5


def _system(x):
    return [x[0] * x[1] - 2.0, x[0] + x[1] - 3.0]


def _rosen(x):
    return 100.0 * (x[1] - x[0] * x[0]) ** 2 + (1.0 - x[0]) ** 2


def _rosen_slope(x):
    off = x[1] - x[0] * x[0]
    return np.array([-400.0 * x[0] * off - 2.0 * (1.0 - x[0]), 200.0 * off])


def _decay(x, a, b):
    return a * np.exp(-b * x)


def _decay_data():
    x = np.linspace(0, 4, 50)
    return x, _decay(x, 2.5, 1.3) + 0.1 * np.random.default_rng(0).standard_normal(50)


def _quartic_data():
    a = np.linspace(1, 50, 1000)
    return ((lambda x: 0.5 * float(a @ (x * x)) + 0.25 * float(x @ x) ** 2 - float(x.sum())),
            (lambda x: a * x + float(x @ x) * x - 1.0), np.ones(1000))


CASES = [
    Case("optimize.fmin_bfgs tutorial", tuple, lambda lib: lib.optimize.fmin_bfgs(_wave, 0, disp=0), bar=_SMALL),
    Case("optimize.minimize BFGS rosen 2", tuple,
         lambda lib: lib.optimize.minimize(_rosen, [-1.2, 1.0], jac=_rosen_slope, method="BFGS"), bar=_SMALL),
    Case("optimize.minimize BFGS rosen 2 differences", tuple,
         lambda lib: lib.optimize.minimize(_rosen, [-1.2, 1.0], method="BFGS"), bar=_SMALL),
    Case("optimize.minimize CG rosen 2", tuple,
         lambda lib: lib.optimize.minimize(_rosen, [-1.2, 1.0], jac=_rosen_slope, method="CG"), bar=_SMALL),
    Case("optimize.minimize L-BFGS-B rosen 2", tuple,
         lambda lib: lib.optimize.minimize(_rosen, [-1.2, 1.0], jac=_rosen_slope, method="L-BFGS-B"), bar=_SMALL),
    Case("optimize.minimize L-BFGS-B 1000 variables", _quartic_data,
         lambda lib, f, g, x: lib.optimize.minimize(f, x, jac=g, method="L-BFGS-B")),
    Case("optimize.minimize L-BFGS-B 1000 variables in a box", _quartic_data,
         lambda lib, f, g, x: lib.optimize.minimize(f, x, jac=g, method="L-BFGS-B", bounds=[(-1, 0.05)] * 1000)),
    Case("optimize.fmin rosen 2", tuple, lambda lib: lib.optimize.fmin(_rosen, [-1.2, 1.0], disp=0)),
    Case("optimize.fminbound", tuple, lambda lib: lib.optimize.fminbound(_wave, 0, 10)),
    Case("optimize.brentq", tuple, lambda lib: lib.optimize.brentq(_wave_float, 2, 3)),
    Case("optimize.newton", tuple, lambda lib: lib.optimize.newton(_wave_float, 2.0), bar=_SMALL),
    Case("optimize.fsolve 2", tuple, lambda lib: lib.optimize.fsolve(_system, [0.5, 3.0])),
    Case("optimize.leastsq 50 by 2", _decay_data,
         lambda lib, x, y: lib.optimize.leastsq(lambda p: _decay(x, *p) - y, [1.0, 1.0])),
    Case("optimize.curve_fit 50 by 2", _decay_data, lambda lib, x, y: lib.optimize.curve_fit(_decay, x, y)),
    Case("optimize.curve_fit 50 by 2 with bounds", _decay_data,
         lambda lib, x, y: lib.optimize.curve_fit(_decay, x, y, bounds=(0, [5, 5]))),
    Case("optimize.basinhopping tutorial", tuple, lambda lib: lib.optimize.basinhopping(_wave, 0, niter=10, seed=0)),
    Case("optimize.dual_annealing rosen 2", tuple,
         lambda lib: lib.optimize.dual_annealing(_rosen, [(-2, 2)] * 2, maxiter=50, seed=0)),
    Case("optimize.brute 20 by 20", tuple, lambda lib: lib.optimize.brute(_rosen, [(-2, 2)] * 2, finish=None)),
]
