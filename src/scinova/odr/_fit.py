# SPDX-License-Identifier: BSD-3-Clause
"""Orthogonal distance regression: the class that gathers a fit, its output, and the one-call function."""
from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.odr._driver import Problem, solve
from scinova.odr._errors import OdrError, OdrWarning

_JOB = ("fit_type", "deriv", "var_calc", "del_init", "restart")
_JOB_CHOICES = {"fit_type": (0, 1, 2), "deriv": (0, 1, 2, 3), "var_calc": (0, 1, 2), "del_init": (0, 1),
                "restart": (0, 1)}
# Digits of iprint for (report to the file, report to standard output): none, short, long.
_REPORTS = ((0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (1, 2), (2, 2))


class Output:
    """The result of a fit.

    Attributes
    ----------
    beta : (p,) ndarray
        Parameters.
    sd_beta : (p,) ndarray
        Their standard deviations.
    cov_beta : (p, p) ndarray
        Their covariance matrix, before multiplication with the residual variance.
    delta, eps : ndarray
        Errors found in ``x`` and ``y``; the next ones only with the full output.
    xplus, y : ndarray
        ``x + delta``, and the function there.
    res_var : float
        Residual variance.
    sum_square, sum_square_delta, sum_square_eps : float
        Sums of squared errors, with weights.
    inv_condnum : float
        Inverse condition number.
    rel_error : float
        Relative error of the function values.
    work, iwork : ndarray
        Work arrays, for a restart.
    work_ind : dict
        Where things begin in ``work``.
    info : int
        Why the fit ended, as ODRPACK codes it.
    stopreason : list of str
        The same in words.

    Examples
    --------
    >>> from scinova import odr
    >>> out = odr.ODR(odr.Data([0.0, 1.0, 2.0], [1.0, 3.0, 5.0]), odr.unilinear, beta0=[1.0, 0.0]).run()
    >>> out.beta.round(6), out.info < 5
    (array([2., 1.]), True)
    """

    def __init__(self, output: Sequence[Any]):
        self.beta, self.sd_beta, self.cov_beta = output[0], output[1], output[2]
        if len(output) == 4:
            self.__dict__.update(output[3])

    def pprint(self) -> None:
        """Print the most important results."""
        print("Beta:", self.beta)
        print("Beta Std Error:", self.sd_beta)
        print("Beta Covariance:", self.cov_beta)
        if hasattr(self, "info"):
            print("Residual Variance:", self.res_var)
            print("Inverse Condition #:", self.inv_condnum)
            print("Reason(s) for Halting:")
            for reason in self.stopreason:
                print(f"  {reason}")


def _given(value: Any, none: Any) -> Any:
    """None for the value that the old interface takes as "not given"."""
    return None if value is None or value == none or (none < 0 and value < 0) else value


def odr(fcn: Callable[..., Any], beta0: npt.ArrayLike, y: Any, x: npt.ArrayLike, we: Any = None, wd: Any = None,
        fjacb: Callable[..., Any] | None = None, fjacd: Callable[..., Any] | None = None,
        extra_args: tuple | None = None, ifixx: Any = None, ifixb: Any = None, job: int = 0, iprint: int = 0,
        errfile: str | None = None, rptfile: str | None = None, ndigit: int = 0, taufac: float = 0.0,
        sstol: float = -1.0, partol: float = -1.0, maxit: int = -1, stpb: Any = None, stpd: Any = None,
        sclb: Any = None, scld: Any = None, work: Any = None, iwork: Any = None, full_output: int = 0) -> tuple:
    """Orthogonal distance regression in one call; `ODR` explains the arguments.

    Parameters
    ----------
    fcn : callable
        ``fcn(beta, x, *extra_args)``.
    beta0, y, x
        Parameters to start from, responses, explanatory variables.
    we, wd, fjacb, fjacd, extra_args
        As in `Data` and `Model`.
    ifixx, ifixb, job, iprint, errfile, rptfile, ndigit, taufac, sstol, partol, maxit, stpb, stpd, sclb, scld, work, \
iwork
        As in `ODR`.
    full_output : bool
        Return a dictionary of everything else, too.

    Returns
    -------
    beta, sd_beta, cov_beta : ndarray
    full : dict
        Only with ``full_output``.

    Examples
    --------
    >>> from scinova import odr
    >>> beta, sd, cov = odr.odr(lambda b, x: b[0] * x, [1.0], [2.0, 4.0], [1.0, 2.0])
    >>> beta.round(6)
    array([2.])
    """
    args = () if extra_args is None else tuple(extra_args)
    problem = Problem(fcn, beta0, x, y, we, wd, fjacb, fjacd, args, None, ifixb, ifixx, job or 0, iprint or 0, errfile,
                      rptfile, _given(ndigit, 0), _given(taufac, 0.0), _given(sstol, -1.0), _given(partol, -1.0),
                      _given(maxit, -1), stpb, stpd, sclb, scld, work, iwork)
    full = solve(problem)
    return _as_tuple(full) if full_output else _as_tuple(full)[:3]


def _as_tuple(full: dict[str, Any]) -> tuple:
    full = dict(full)
    return full.pop("beta"), full.pop("sd_beta"), full.pop("cov_beta"), full


class ODR:
    """A fit: data, a model, where to start and options.

    Parameters
    ----------
    data : Data
    model : Model
    beta0 : (p,) array_like, optional
        Parameters to start from; the model's estimate by default.
    delta0 : array_like, optional
        Errors in ``x`` to start from; zero by default.
    ifixb : (p,) array_like of int, optional
        0 for parameters to keep.
    ifixx : array_like of int, optional
        0 for explanatory variables without error: (m,), or of the shape of ``x``.
    job : int, optional
        What to do, in decimal digits; `set_job` explains them.
    iprint : int, optional
        What to report, in decimal digits; see `set_iprint`.
    errfile, rptfile : str, optional
        Files for errors and reports; standard output by default.
    ndigit : int, optional
        Reliable decimal digits of the function; estimated from its values by default.
    taufac : float, optional
        Factor of the first trust region's radius.
    sstol, partol : float, optional
        Tolerances on the sum of squares and on the parameters.
    maxit : int, optional
        Largest number of iterations; 50 by default, 10 for a restart.
    stpb, stpd : array_like, optional
        Relative steps of the finite differences by parameters and by ``x``.
    sclb, scld : array_like, optional
        Scales of the parameters and of the errors in ``x``.
    work, iwork : ndarray, optional
        Work arrays of an earlier fit.
    overwrite : bool
        Let the report files replace others.

    Attributes
    ----------
    output : Output or None
        The result of the last run.

    Notes
    -----
    The sum of squared errors, with weights, in both ``x`` and ``y`` is minimized by a trust-region
    Levenberg-Marquardt method (P. T. Boggs, R. H. Byrd and R. B. Schnabel, SIAM J. Sci. Stat. Comput. 8 (1987) 1052)
    in the package odrpack. Fits in several threads are done one after the other.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import odr
    >>> x = np.linspace(0.0, 5.0, 6)
    >>> y = 2.0 * x + 1.0 + 0.1 * np.array([1.0, -1.0, 1.0, 1.0, -1.0, -1.0])
    >>> fit = odr.ODR(odr.Data(x, y), odr.unilinear, beta0=[1.0, 1.0]).run()
    >>> fit.beta.round(4)
    array([1.9725, 1.0688])
    """

    def __init__(self, data: Any, model: Any, beta0: Any = None, delta0: Any = None, ifixb: Any = None,
                 ifixx: Any = None, job: int | None = None, iprint: int | None = None, errfile: str | None = None,
                 rptfile: str | None = None, ndigit: int | None = None, taufac: float | None = None,
                 sstol: float | None = None, partol: float | None = None, maxit: int | None = None, stpb: Any = None,
                 stpd: Any = None, sclb: Any = None, scld: Any = None, work: Any = None, iwork: Any = None,
                 overwrite: bool = False):
        self.data, self.model = data, model
        if beta0 is None:
            if model.estimate is None:
                raise ValueError("ODR needs beta0, or a model with an estimate")
            beta0 = model.estimate(data) if callable(model.estimate) else model.estimate
        array = lambda a: None if a is None else np.asarray(a)
        self.beta0, self.delta0, self.ifixx, self.ifixb = array(beta0), array(delta0), array(ifixx), array(ifixb)
        self.job, self.iprint = job, iprint
        self.errfile, self.rptfile = errfile, rptfile
        self.ndigit, self.taufac, self.sstol, self.partol, self.maxit = ndigit, taufac, sstol, partol, maxit
        self.stpb, self.stpd, self.sclb, self.scld = array(stpb), array(stpd), array(sclb), array(scld)
        self.work, self.iwork = array(work), array(iwork)
        self.output: Output | None = None
        for file in (errfile, rptfile):
            if file is not None and not overwrite and os.path.exists(file):
                raise OSError(f"ODR: the file {file!r} exists; overwrite=True replaces it")
        if self.delta0 is not None:
            self.set_job(del_init=1)
        if model.implicit:
            self.set_job(fit_type=1)
        problem = self._problem()
        if problem.n == 0:
            warnings.warn("ODR: the data are empty", OdrWarning, stacklevel=2)
        problem.check()

    def _problem(self, **changes: Any) -> Problem:
        model, data = self.model, self.data
        ifixx = getattr(data, "fix", None) if self.ifixx is None else self.ifixx
        options = dict(fcn=model.fcn, beta0=self.beta0, x=data.x, y=data.y, we=data.we, wd=data.wd, fjacb=model.fjacb,
                       fjacd=model.fjacd, extra_args=model.extra_args or (), delta0=self.delta0, ifixb=self.ifixb,
                       ifixx=ifixx, job=self.job or 0, iprint=self.iprint or 0, errfile=self.errfile,
                       rptfile=self.rptfile, ndigit=self.ndigit, taufac=self.taufac, sstol=self.sstol,
                       partol=self.partol, maxit=self.maxit, stpb=self.stpb, stpd=self.stpd, sclb=self.sclb,
                       scld=self.scld, work=self.work, iwork=self.iwork)
        return Problem(**{**options, **changes})

    def run(self) -> Output:
        """Do the fit.

        Returns
        -------
        Output
            Also kept as ``output``.
        """
        self.output = Output(_as_tuple(solve(self._problem())))
        return self.output

    def restart(self, iter: int | None = None) -> Output:
        """Go on from where the last run ended.

        Parameters
        ----------
        iter : int, optional
            Largest number of iterations; 10 by default.

        Returns
        -------
        Output
        """
        if self.output is None:
            raise OdrError("restart: there is no fit to go on from; call run first")
        self.set_job(restart=1)
        self.work, self.iwork = self.output.work.copy(), self.output.iwork.copy()
        self.maxit = iter
        problem = self._problem(beta0=self.output.beta, maxit=10 if iter is None else iter)
        self.output = Output(_as_tuple(solve(problem)))
        return self.output

    def set_job(self, fit_type: int | None = None, deriv: int | None = None, var_calc: int | None = None,
                del_init: int | None = None, restart: int | None = None) -> None:
        """Set what to do; None and unknown values leave a setting as it is.

        Parameters
        ----------
        fit_type : {0, 1, 2}
            Explicit orthogonal distance regression, implicit, ordinary least squares.
        deriv : {0, 1, 2, 3}
            Derivatives by forward differences, by central differences, from the model and checked, from the model.
        var_calc : {0, 1, 2}
            Covariances with derivatives at the solution, with the last ones, not at all.
        del_init : {0, 1}
            Start with no errors in ``x``, or with those given.
        restart : {0, 1}
            A new fit, or one that goes on.
        """
        job = self.job or 0
        digits = {name: job // 10**k % 10 for k, name in enumerate(_JOB)}
        given = dict(fit_type=fit_type, deriv=deriv, var_calc=var_calc, del_init=del_init, restart=restart)
        for name, value in given.items():
            if value in _JOB_CHOICES[name] and value is not None:
                digits[name] = value
        self.job = sum(digits[name] * 10**k for k, name in enumerate(_JOB))

    def set_iprint(self, init: int | None = None, so_init: int | None = None, iter: int | None = None,
                   so_iter: int | None = None, iter_step: int | None = None, final: int | None = None,
                   so_final: int | None = None) -> None:
        """Set what to report: 0 nothing, 1 short, 2 long.

        Parameters
        ----------
        init, iter, final : {0, 1, 2}
            At the start, at iterations and at the end, to ``rptfile`` or, without one, to standard output.
        so_init, so_iter, so_final : {0, 1, 2}
            The same to standard output besides the file.
        iter_step : int
            At every how many iterations, 0 to 9.
        """
        if self.rptfile is None and any(v is not None for v in (so_init, so_iter, so_final)):
            raise OdrError("set_iprint: without rptfile, reports go to standard output already; so_init, so_iter and "
                           "so_final need one")
        code = self.iprint or 0
        digits = [code // 1000 % 10, code // 100 % 10, code // 10 % 10, code % 10]
        for place, file, screen in ((0, init, so_init), (1, iter, so_iter), (3, final, so_final)):
            now = list(_REPORTS[digits[place]])
            for k, value in enumerate((file, screen)):
                if value is not None:
                    now[k] = value
            if tuple(now) not in _REPORTS:
                raise OdrError(f"set_iprint: a report to standard output alone is not possible; got file {now[0]}, "
                               f"standard output {now[1]}")
            digits[place] = _REPORTS.index(tuple(now))  # type: ignore[arg-type]
        if iter_step is not None:
            if not 0 <= iter_step <= 9:
                raise OdrError(f"set_iprint: iter_step must be in [0, 9]; got {iter_step}")
            digits[2] = iter_step
        self.iprint = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
