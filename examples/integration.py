# SPDX-License-Identifier: BSD-3-Clause
"""Numerical integration.

Integrals of functions, and of differential equations.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Integrals")
def integrals(tour: Tour) -> None:
    """``quad`` is the general routine: adaptive, also over infinite ranges and with singular weights. ``fixed_quad``
    uses a fixed number of points; ``quadrature`` and ``romberg``, gone from SciPy, refine until two results agree."""
    import numpy as np

    from scinova import integrate

    res, err = integrate.quad(np.sin, 0, np.pi / 2)
    print(res, err)
    gauss, _ = integrate.fixed_quad(np.sin, 0, np.pi / 2, n=5)
    adaptive, _ = integrate.quadrature(np.sin, 0, np.pi / 2)
    richardson = integrate.romberg(np.sin, 0, np.pi / 2)
    whole_line, _ = integrate.quad(lambda x: np.exp(-(x**2)), -np.inf, np.inf)
    weighted, _ = integrate.quad(lambda x: 1 / (1 + x**2), 0, np.inf, weight="cos", wvar=1)
    principal, _ = integrate.quad(lambda x: 1 / (5 * x**3 + 6), -1, 5, weight="cauchy", wvar=0)
    print(gauss, adaptive, richardson, whole_line)
    tour.check("the integral of sin over a quarter turn", res, 1.0, rtol=1e-14)
    tour.check("its error estimate is near the true error", err, 1 - res, atol=1e-8)
    tour.check("fixed_quad, five points", gauss, 1.0, rtol=1e-8)
    tour.check("quadrature", adaptive, 1.0, rtol=1e-8)
    tour.check("romberg", richardson, 1.0, rtol=1e-8)
    tour.check("the Gaussian integral", whole_line, np.sqrt(np.pi), rtol=1e-10)
    tour.check("a Fourier integral: pi / 2e", weighted, np.pi / (2 * np.e), rtol=1e-8)
    tour.check("a principal value (QUADPACK's own example)", principal, -0.08994400695837000, rtol=1e-8)


@section("A first differential equation")
def decay(tour: Tour) -> None:
    """dy/dt = -2y from y(0) = 1. ``counter_arr`` counts how often the solver asks for the derivative; most of its
    questions come in the first step, while it looks for its step size."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.integrate import odeint

    def calc_derivative(ypos, time, counter_arr):
        counter_arr += 1
        return -2 * ypos

    counter = np.zeros((1,), dtype=np.uint16)
    time_vec = np.linspace(0, 4, 40)
    yvec, info = odeint(calc_derivative, 1, time_vec, args=(counter,), full_output=True)
    print(counter, info["nfe"][:10])

    fig, ax = plt.subplots(figsize=(7.2, 2.8))
    ax.plot(time_vec, yvec)
    ax.set(xlabel="Time [s]", ylabel="y position [m]")
    tour.check("evaluations in all", counter, [129])
    tour.check("evaluations up to each of the first steps", info["nfe"][:10], [31, 35, 43, 49, 53, 57, 59, 63, 65, 69])
    tour.check("the closed form exp(-2t)", yvec[:, 0], np.exp(-2 * time_vec), rtol=1e-5, atol=1e-7)


@section("A damped spring-mass oscillator")
def oscillator(tour: Tour) -> None:
    """A second-order equation becomes a system of two of the first order, for position and velocity."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.integrate import odeint

    mass, kspring, cviscous = 0.5, 4.0, 0.4  # kg, N/m, N s/m
    eps = cviscous / (2 * mass * np.sqrt(kspring / mass))
    nu_coef, om_coef = cviscous / mass, kspring / mass

    def calc_deri(yvec, time, nuc, omc):
        return (yvec[1], -nuc * yvec[1] - omc * yvec[0])

    time_vec = np.linspace(0, 10, 100)
    yarr = odeint(calc_deri, (1, 0), time_vec, args=(nu_coef, om_coef))
    print("underdamped:", eps < 1)

    fig, ax = plt.subplots()
    ax.plot(time_vec, yarr[:, 0], label="y")
    ax.plot(time_vec, yarr[:, 1], label="y'")
    ax.legend()
    half = nu_coef / 2
    omega = np.sqrt(om_coef - half**2)
    exact = np.exp(-half * time_vec) * (np.cos(omega * time_vec) + half / omega * np.sin(omega * time_vec))
    tour.check("underdamped", bool(eps < 1), True)
    tour.check("the closed form", yarr[:, 0], exact, atol=2e-6)


@section("A stiff equation")
def stiff(tour: Tour) -> None:
    """Van der Pol's oscillator with mu = 100 jumps now and then and creeps in between. ``odeint`` notices, and changes
    from Adams' methods to backward differences."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.integrate import odeint

    def van_der_pol(y, t):
        return [y[1], 100 * (1 - y[0] ** 2) * y[1] - y[0]]

    t = np.linspace(0, 300, 600)
    y, info = odeint(van_der_pol, [2, 0], t, full_output=True)
    print("evaluations:", info["nfe"][-1], " methods used:", sorted(set(info["mused"].tolist())))

    fig, ax = plt.subplots(figsize=(7.2, 2.8))
    ax.plot(t, y[:, 0])
    tour.check("the stiff method was used", 2 in info["mused"], True)
    tour.check("few evaluations for such a task", bool(info["nfe"][-1] < 5000), True)
    tour.check("the solution stays on its limit cycle", bool(np.abs(y[:, 0]).max() < 2.01), True)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
