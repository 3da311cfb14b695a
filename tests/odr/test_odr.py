# SPDX-License-Identifier: BSD-3-Clause
import os
import threading
import warnings

import numpy as np
import pytest

from scinova import odr
from scinova.odr._driver import Problem, reliable_digits

pytest.importorskip("odrpack")

# K. Pearson, "On lines and planes of closest fit", Phil. Mag. 2 (1901) 559, with the weights of D. York (1966).
X = np.array([0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4])
Y = np.array([5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5])
WX = np.array([1000.0, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1.0])
WY = np.array([1.0, 1.8, 4, 8, 20, 20, 70, 70, 100, 500])


def line(beta, x):
    return beta[0] * x + beta[1]


LINE = odr.Model(line, lambda beta, x: np.stack([x, np.ones_like(x)]), lambda beta, x: np.full_like(x, beta[0]))


def test_pearson_york():
    # The published solution: slope -0.4805335, intercept 5.4799102.
    fit = odr.ODR(odr.Data(X, Y, we=WY, wd=WX), odr.unilinear, beta0=[-1.0, 5.0]).run()
    assert fit.beta == pytest.approx([-0.48053341, 5.47991022], rel=1e-5)
    same = odr.ODR(odr.RealData(X, Y, sx=WX**-0.5, sy=WY**-0.5), odr.unilinear, beta0=[-1.0, 5.0]).run()
    assert same.beta == pytest.approx(fit.beta, rel=1e-6)


def test_pearson_line_of_closest_fit():
    # Total least squares: the direction of the largest principal component.
    fit = odr.ODR(odr.Data(X, Y), odr.unilinear, beta0=[-1.0, 5.0]).run()
    centred = np.stack([X - X.mean(), Y - Y.mean()])
    direction = np.linalg.svd(centred)[0][:, 0]
    slope = direction[1] / direction[0]
    assert fit.beta == pytest.approx([slope, Y.mean() - slope * X.mean()], rel=1e-6)
    assert fit.sum_square == pytest.approx(np.linalg.svd(centred, compute_uv=False)[1]**2, rel=1e-6)


def check_consistent(fit, x, y):
    np.testing.assert_allclose(fit.xplus, x + fit.delta, atol=1e-10)
    np.testing.assert_allclose(fit.y, y + fit.eps, rtol=1e-6, atol=1e-6)
    assert fit.sum_square == pytest.approx(fit.sum_square_delta + fit.sum_square_eps)
    np.testing.assert_allclose(fit.sd_beta, np.sqrt(np.diag(fit.cov_beta) * fit.res_var), rtol=1e-6, atol=1e-12)


@pytest.mark.parametrize("deriv", [0, 1, 2, 3])
def test_derivatives(deriv):
    fit = odr.ODR(odr.Data(X, Y), LINE, beta0=[-1.0, 5.0])
    fit.set_job(deriv=deriv)
    out = fit.run()
    assert fit.job == 10 * deriv and out.info in (1, 2, 3)
    assert out.beta == pytest.approx([-0.54556, 5.78404], rel=1e-4)
    check_consistent(out, X, Y)


def test_wrong_derivatives_are_found():
    wrong = odr.Model(line, lambda beta, x: np.ones((2, len(x))) * 7, lambda beta, x: np.full_like(x, beta[0]))
    fit = odr.ODR(odr.Data(X, Y), wrong, beta0=[-1.0, 5.0])
    fit.set_job(deriv=2)
    assert fit.run().info >= 40000


def test_ordinary_least_squares():
    fit = odr.ODR(odr.Data(X, Y), LINE, beta0=[-1.0, 5.0])
    fit.set_job(fit_type=2)
    out = fit.run()
    assert out.beta == pytest.approx(np.polyfit(X, Y, 1), rel=1e-7) and not out.delta.any()


def test_fixed():
    out = odr.ODR(odr.Data(X, Y), odr.unilinear, beta0=[-1.0, 5.0], ifixb=[0, 1]).run()
    assert out.beta[0] == -1.0 and out.sd_beta[0] == 0.0
    mask = np.array([0, 1] * 5)
    for fit in (odr.ODR(odr.Data(X, Y), odr.unilinear, ifixx=mask), odr.ODR(odr.Data(X, Y, fix=mask), odr.unilinear)):
        delta = fit.run().delta
        assert not delta[::2].any() and delta[1::2].all()
    everything = odr.ODR(odr.Data(X, Y), odr.unilinear, ifixx=[0]).run()
    assert everything.beta == pytest.approx(np.polyfit(X, Y, 1), rel=1e-6)


def test_implicit_ellipse():
    angle = np.linspace(0.0, 6.0, 20)
    x = np.stack([2 * np.cos(angle), 3 * np.sin(angle)])
    ellipse = odr.Model(lambda b, x: (x[0] / b[0])**2 + (x[1] / b[1])**2 - 1, implicit=True)
    fit = odr.ODR(odr.Data(x, 1), ellipse, beta0=[1.8, 2.8])
    assert fit.job == 1
    out = fit.run()
    assert out.beta == pytest.approx([2.0, 3.0], rel=1e-5) and out.delta.shape == (2, 20)
    with pytest.raises(odr.OdrError):
        odr.ODR(odr.Data(x, x[0]), ellipse, beta0=[1.8, 2.8])
    with pytest.raises(odr.OdrError):
        odr.ODR(odr.Data(X, 1), LINE, beta0=[1.0, 1.0])


def test_many_responses_and_covariances():
    y = np.stack([2 * X + 1, 3 * X])
    model = odr.Model(lambda b, x: np.stack([b[0] * x + b[1], b[2] * x]))
    each = np.ones((2, 2, 10)) + np.eye(2)[..., None]
    for we in (None, 2.0, [1.0, 2.0], [[2.0, 0.1], [0.1, 1.0]], np.ones((2, 10)), each):
        out = odr.ODR(odr.Data(X, y, we=we), model, beta0=[1.0, 1.0, 1.0]).run()
        assert out.beta == pytest.approx([2.0, 1.0, 3.0], rel=1e-6) and out.eps.shape == (2, 10)
    cov = np.array([[2.0, 0.5], [0.5, 1.0]])
    real = odr.RealData(y, X, covx=cov)
    np.testing.assert_allclose(real.wd, np.linalg.inv(cov))
    many = odr.RealData(y, X, covx=np.stack([cov] * 10, axis=-1), covy=[[4.0]])
    np.testing.assert_allclose(many.wd[:, :, 3], np.linalg.inv(cov))
    np.testing.assert_allclose(many.we, [[0.25]])


@pytest.mark.parametrize("model, beta", [
    (odr.exponential, [1.0, 0.3]), (odr.quadratic, [0.5, -2.0, 1.0]), (odr.unilinear, [2.0, -1.0]),
    (odr.polynomial(3), [1.0, -1.0, 0.5, 0.1]), (odr.polynomial([1, 3]), [1.0, -1.0, 0.1]),
    (odr.multilinear, [1.0, 2.0])])
def test_ready_models(model, beta):
    beta = np.array(beta)
    args = model.extra_args or ()
    y = model.fcn(beta, X, *args)
    h = 1e-6
    jacobian = model.fjacb(beta, X, *args)
    for i in range(len(beta)):
        step = np.eye(len(beta))[i] * h
        np.testing.assert_allclose(jacobian[i], (model.fcn(beta + step, X, *args) - model.fcn(beta - step, X, *args))
                                   / (2 * h), rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(model.fjacd(beta, X, *args), (model.fcn(beta, X + h, *args)
                                                             - model.fcn(beta, X - h, *args)) / (2 * h), rtol=1e-6)
    fit = odr.ODR(odr.Data(X, y), model, beta0=beta * 1.05)
    fit.set_job(deriv=3)
    assert fit.run().beta == pytest.approx(beta, rel=1e-5)
    assert len(model.estimate(odr.Data(X, y))) == len(beta) and model.name


def test_multilinear_in_two_variables():
    x = np.stack([X, Y])
    fit = odr.ODR(odr.Data(x, 1 + 2 * X - 3 * Y), odr.multilinear)
    fit.set_job(deriv=2)
    assert fit.run().beta == pytest.approx([1.0, 2.0, -3.0], rel=1e-5)


def test_restart():
    whole = odr.ODR(odr.Data(X, Y, we=WY, wd=WX), odr.unilinear, beta0=[-1.0, 5.0]).run()
    fit = odr.ODR(odr.Data(X, Y, we=WY, wd=WX), odr.unilinear, beta0=[-1.0, 5.0], maxit=1)
    with pytest.raises(odr.OdrError):
        fit.restart()
    first = fit.run()
    assert first.info == 4 and first.stopreason == ["Iteration limit reached"]
    out = fit.restart(30)
    assert out.info < 4 and out.beta == pytest.approx(whole.beta, rel=1e-6) and fit.job == 10000


def test_first_errors():
    fit = odr.ODR(odr.Data(X, Y), odr.unilinear, beta0=[-1.0, 5.0], delta0=np.full(10, 0.01), maxit=0)
    assert fit.job == 1000
    np.testing.assert_array_equal(fit.run().delta, np.full(10, 0.01))


def test_one_call():
    beta, sd, cov, full = odr.odr(line, [-1.0, 5.0], Y, X, full_output=1)
    fit = odr.ODR(odr.Data(X, Y), odr.Model(line), beta0=[-1.0, 5.0]).run()
    np.testing.assert_array_equal(beta, fit.beta)
    assert full["info"] == fit.info and len(odr.odr(line, [-1.0, 5.0], Y, X)) == 3
    start = full["work_ind"]["vcv"]
    np.testing.assert_array_equal(full["work"][start:start + 4], cov.ravel())


def test_stop_and_errors_in_the_model():
    def after(calls, error):
        count = [0]

        def fcn(beta, x):
            count[0] += 1
            if count[0] > calls:
                raise error
            return line(beta, x)
        return odr.ODR(odr.Data(X, Y), odr.Model(fcn), beta0=[-1.0, 5.0])

    out = after(20, odr.OdrStop("enough")).run()
    assert out.info >= 50000 and out.stopreason == ["The function asked to stop"]
    for calls in (1, 3, 20):
        with pytest.raises(ZeroDivisionError):
            after(calls, ZeroDivisionError()).run()
    with pytest.raises(KeyboardInterrupt):
        after(3, KeyboardInterrupt()).run()


def test_arrays_are_the_models_to_keep():
    kept = []
    odr.ODR(odr.Data(X, Y), odr.Model(lambda b, x: (kept.append((b, x)), line(b, x))[1]), beta0=[-1.0, 5.0]).run()
    np.testing.assert_array_equal(kept[0][0], [-1.0, 5.0])
    assert len({id(b) for b, _ in kept}) == len(kept) and not np.array_equal(kept[-1][0], kept[0][0])


@pytest.mark.parametrize("options, error", [
    (dict(ifixb=[1]), ValueError), (dict(ifixx=np.ones((2, 10))), ValueError), (dict(sclb=[1.0]), ValueError),
    (dict(scld=np.ones(5)), ValueError), (dict(delta0=np.ones(3)), ValueError), (dict(work=np.ones(3)), odr.OdrError),
    (dict(iwork=[1]), odr.OdrError), (dict(job=10000), odr.OdrError), (dict(job=20), ValueError),
    (dict(beta0=[[1.0, 2.0]]), ValueError), (dict(beta0="a"), ValueError)])
def test_refuses(options, error):
    with pytest.raises(error):
        odr.ODR(**{"data": odr.Data(X, Y), "model": odr.Model(line), "beta0": [1.0, 1.0], **options}).run()


@pytest.mark.parametrize("model, error", [
    (odr.Model(lambda b, x: np.ones(3)), odr.OdrError), (odr.Model(lambda b, x: "a"), odr.OdrError),
    (odr.Model(3), TypeError), (odr.Model(line, fjacb=lambda b, x: np.ones(3)), odr.OdrError)])
def test_refuses_models(model, error):
    with pytest.raises(error):
        odr.ODR(odr.Data(X, Y), model, beta0=[1.0, 1.0])


def test_refuses_data():
    for bad in (dict(sx=1.0, covx=[[1.0]]), dict(sy=1.0, covy=[[1.0]]), dict(x=["a"])):
        with pytest.raises(ValueError):
            odr.RealData(**{"x": X, "y": Y, **bad})
    with pytest.raises(ValueError):
        odr.ODR(odr.Data(X, Y, we=np.ones(5)), odr.Model(line), beta0=[1.0, 1.0]).run()
    with pytest.raises(ValueError):
        odr.ODR(odr.Data(X, Y), odr.Model(line))
    with pytest.raises(AttributeError):
        _ = odr.Data(X, Y).nothing


def test_reports(tmp_path, capsys):
    path = os.fspath(tmp_path / "report.txt")
    fit = odr.ODR(odr.Data(X, Y), odr.unilinear, rptfile=path)
    fit.set_iprint(init=2, iter=1, final=2)
    assert fit.iprint == 2102
    fit.set_iprint(so_init=1, iter_step=3)
    assert fit.iprint == 4132
    fit.set_iprint(so_init=0)
    fit.run().pprint()
    assert os.path.getsize(path) > 1000 and "Reason" in capsys.readouterr().out
    with pytest.raises(OSError):
        odr.ODR(odr.Data(X, Y), odr.unilinear, rptfile=path)
    with pytest.raises(odr.OdrError):
        odr.ODR(odr.Data(X, Y), odr.unilinear).set_iprint(so_init=1)


def test_threads_and_nesting():
    wrong = []

    def work():
        for slope in (1.0, 2.0, 3.0) * 5:
            if not np.allclose(odr.ODR(odr.Data(X, slope * X + 2), odr.unilinear).run().beta, [slope, 2.0], rtol=1e-5):
                wrong.append(slope)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not wrong

    def nested(beta, x):
        odr.odr(line, [1.0, 1.0], Y, X)
        return line(beta, x)

    inside = odr.ODR(odr.Data(X, Y), odr.Model(nested), beta0=[-1.0, 5.0], maxit=2).run()
    assert np.isfinite(inside.beta).all()


def test_against_scipy():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = pytest.importorskip("scipy.odr")
        expected = theirs.ODR(theirs.Data(X, Y, we=WY, wd=WX), theirs.unilinear, beta0=[-1.0, 5.0]).run()
    got = odr.ODR(odr.Data(X, Y, we=WY, wd=WX), odr.unilinear, beta0=[-1.0, 5.0]).run()
    assert set(vars(got)) == set(vars(expected))
    for name in ("beta", "sd_beta", "cov_beta", "delta", "eps", "xplus", "y", "res_var", "sum_square"):
        np.testing.assert_allclose(getattr(got, name), getattr(expected, name), rtol=1e-3, atol=1e-5)


def test_a_model_may_write_into_its_arguments():
    def fcn(beta, x):
        out = line(beta, x)
        beta += 1.0
        x *= 0.0
        return out

    expected = odr.ODR(odr.Data(X, Y), odr.Model(line), beta0=[-1.0, 5.0]).run()
    np.testing.assert_array_equal(odr.ODR(odr.Data(X, Y), odr.Model(fcn), beta0=[-1.0, 5.0]).run().beta, expected.beta)


def test_reliable_digits_of_a_function():
    def digits(function):
        problem = Problem(function, [1.5, 0.7], X, Y)
        return reliable_digits(problem, problem.functions()["f"])

    assert digits(line) == 13
    assert digits(lambda b, x: np.zeros(len(x))) == 13 and digits(lambda b, x: np.full(len(x), np.nan)) == 13
    for scale, expected in ((1e-2, 2), (1e-6, 4), (1e-12, 10)):          # the residuals of +-+-+ are 1.2 at most
        signs = iter([1, -1, 1, -1, 1])
        assert digits(lambda b, x, h=scale, s=signs: line(b, x) * (1 + h * next(s))) == expected
