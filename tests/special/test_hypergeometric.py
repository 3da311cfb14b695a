# SPDX-License-Identifier: BSD-3-Clause
"""Hypergeometric and parabolic cylinder functions: wrong answers of other libraries, exact cases, poles, identities."""
import numpy as np
import pytest

from scinova import special

mp = pytest.importorskip("mpmath")


def test_gh_26089_large_parameters():
    # A polynomial of degree 1000 whose terms reach 1e300.
    with mp.workdps(800):
        exact = float(mp.hyp2f1(1000, -1000, 2000, 0.5))
    assert special.hyp2f1(1000, -1000, 2000, 0.5) == pytest.approx(exact, rel=1e-13)
    assert exact < 1e-113


@pytest.mark.parametrize("a, b, x", [(-14.7, 4.3, 32.5), (18.2, 2.1, -19.6), (0.5, -4.999, 12.0), (-9.01, 1.5, 25.0),
                                     (60.5, 30.25, -80.0), (-75.5, 11.5, 90.0), (1e-12, -40.5, -30.0)])
def test_gh_20797_hyp1f1_at_modest_parameters(a, b, x):
    exact = float(mp.hyp1f1(a, b, x))
    assert special.hyp1f1(a, b, x) == pytest.approx(exact, rel=1e-12)


@pytest.mark.parametrize("z", [np.exp(1j * np.pi / 3), np.exp(-1j * np.pi / 3), 0.999, -0.999, 0.9 + 0.5j, 1.5 - 0.01j,
                               -40.0, 30j, 1 + 1e-9j, 2 + 0j])
@pytest.mark.parametrize("abc", [(0.3, 1.7, 2.2), (1.0, 2.0, 3.0), (2.5, 2.5, 5.0), (-3.5, 10.25, 0.75),
                                 (1.0, 1.0 + 1e-9, 2.0), (30.5, -20.25, 10.125), (8.0, 7.5, 1e-5)])
def test_hyp2f1_over_the_plane(abc, z):
    z = complex(z)
    # mpmath continues from above the cut
    exact = complex(mp.hyp2f1(*abc, mp.mpc(z)))
    if z.imag == 0.0 and z.real > 1.0:
        exact = exact.conjugate() if exact.imag * complex(special.hyp2f1(*abc, z)).imag < 0 else exact
    got = special.hyp2f1(*abc, z)
    assert abs(got - exact) <= 1e-12 * abs(exact)
    assert special.hyp2f1(*abc, z.conjugate()) == np.conj(got)


def test_sides_of_the_cut():
    above, below = special.hyp2f1(1.5, 2.5, 3.1, complex(3, 0.0)), special.hyp2f1(1.5, 2.5, 3.1, complex(3, -0.0))
    near = special.hyp2f1(1.5, 2.5, 3.1, complex(3, 1e-14))
    assert above == np.conj(below) and abs(above - near) < 1e-12 * abs(near)


@pytest.mark.parametrize("args, value", [
    ((1, 2, 3, 0), 1.0), ((1, 1, 3, 1), 2.0), ((-1, 2, 3, 2), -1 / 3), ((2, 3, 3, 0.5), 4.0), ((1, 2, -1, 0.5), np.inf),
    ((-1, 2, -2, 0.5), 1.5), ((1, 2, 3, 2), np.inf), ((2, 2, 3, 1), np.inf), ((0, 2, 3, 5), 1.0)])
def test_hyp2f1_exact_cases(args, value):
    assert special.hyp2f1(*args) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("args, value", [
    ((1, -1, 1), np.inf), ((-1, -1, 1), 2.0), ((-1, -2, 1), 1.5), ((-1, 1, 1), 0.0), ((1, 1, -800), 0.0),
    ((1, 2, 800), np.inf), ((1, 2, -800), 0.00125)])
def test_hyp1f1_exact_cases(args, value):
    assert special.hyp1f1(*args) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("args, value", [
    ((1, 2, 0), np.inf), ((1, 0.5, 0), 2.0), ((1, 2, -1), np.nan), ((-2, -1, 0), 0.0), ((1, 2, np.inf), 0.0),
    ((-1, 2, np.inf), np.inf), ((1, 2, 4.0), 0.25)])
def test_hyperu_exact_cases(args, value):
    assert special.hyperu(*args) == pytest.approx(value, rel=1e-15, nan_ok=True)


def test_no_wrong_number_at_large_parameters():
    rng = np.random.default_rng(3)
    for _ in range(30):
        a, b, c = rng.uniform(-100, 100, 3)
        z = complex(*rng.uniform(-2, 2, 2))
        got = special.hyp2f1(a, b, c, z)
        if not np.isnan(got):
            with mp.workdps(300):
                exact = complex(mp.hyp2f1(a, b, c, mp.mpc(z)))
            assert abs(got - exact) <= 1e-11 * abs(exact)


def test_no_result_is_reported():
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError):
        special.hyp1f1(1e7, 3e7, -9e7)
    assert np.isnan(special.hyp1f1(1e7, 3e7, -9e7))


def test_weber_wronskians():
    v, x = np.random.default_rng(0).uniform(-30, 30, (2, 200))
    d, dp = special.pbdv(v, x)
    w, wp = special.pbvv(v, x)
    assert np.all(np.abs(d * wp - dp * w - np.sqrt(2 / np.pi)) <= 1e-12 * np.maximum(np.abs(d * wp), 1.0))
    a, x = np.random.default_rng(1).uniform(-20, 20, (2, 100))
    w, wp = special.pbwa(a, x)
    u, up = special.pbwa(a, -x)
    assert np.allclose(w * up + wp * u, -1.0, rtol=1e-10, atol=1e-10)


def test_sequences():
    d, dp = special.pbdv_seq(-3.5, 0.75)
    assert np.array_equal(d, special.pbdv([-0.5, -1.5, -2.5, -3.5], 0.75)[0])
    d, dp = special.pbdn_seq(-4, 0.4 + 2j)
    assert complex(d[4]) == pytest.approx(complex(mp.pcfd(-4, 0.4 + 2j)), rel=1e-13)
    d, dp = special.pbdn_seq(4, 0.4 + 2j)
    assert complex(d[4]) == pytest.approx(complex(mp.pcfd(4, 0.4 + 2j)), rel=1e-13)
    with pytest.raises(ValueError):
        special.pbdn_seq(1.5, 1.0)
    with pytest.raises(ValueError):
        special.pbdv_seq(1, [1.0, 2.0])


def test_old_names():
    from scinova.compat.legacy import lookup
    value, error = lookup("scinova.special", "hyp2f0")(1.5, 2.0, -0.1, 1)
    assert value == pytest.approx(float(mp.hyp2f0(1.5, 2, -0.1)), rel=1e-12) and 0 < error < 1e-12
    value, error = lookup("scinova.special", "hyp1f2")(1.0, 2.0, 3.0, np.array([0.5, -4.0]))
    assert value == pytest.approx([float(mp.hyp1f2(1, 2, 3, x)) for x in (0.5, -4.0)], rel=1e-13)
    value, error = lookup("scinova.special", "hyp3f0")(0.1, 0.2, 0.3, 0.01)
    assert 0 < error < 1e-10 and value == pytest.approx(1.00006, rel=1e-5)


@pytest.mark.parametrize("a, b, c, z", [
    (16.087593263474208, 1.0, -15.964218273004214, 0.6448275862068968 + 0.8724137931034486j),
    (4.0, -3.956227226099288, -15.964218273004214, 0.6448275862068968 - 0.8724137931034484j),
    (1.5, 16.5, 1.0561196186065624, 0.5689655172413794 - 0.8724137931034484j),
    (-99.06, 46.33, 50.65, 0.496908 + 1.01675j),
    (34.85, 1.477, -30.7, 0.454179 + 0.663586j)])
def test_hyp2f1_where_no_transformation_helps(a, b, c, z):
    with mp.workdps(60):
        exact = complex(mp.hyp2f1(a, b, c, z))
    assert abs(special.hyp2f1(a, b, c, z) - exact) <= 1e-12 * abs(exact)


@pytest.mark.parametrize("a, b, c, z", [(10, -900, 10.5, 0.99), (10, -900, -10.5, 0.99), (-200, 3.3, 2.2, 0.9),
                                        (-30, 40.5, 11.5, 1.7), (-3, -30, -40, 0.8)])
def test_hyp2f1_polynomials_in_the_shorter_argument(a, b, c, z):
    with mp.workdps(900):
        exact = float(mp.hyp2f1(a, b, c, z))
    assert special.hyp2f1(a, b, c, z) == pytest.approx(exact, rel=1e-13, abs=0)


def test_hyp2f1_at_zero_and_a_pole_of_c():
    assert special.hyp2f1(0.5, 0.2, -10, 0j) == 1
    assert np.isnan(special.hyp2f1(0.5, 0.2, 0, 0j).real)


def test_parabolic_cylinder_exact_values():
    # D_n is exp(-x^2/4) He_n(x): no rounding at 0
    assert special.pbdv(1, 0.0) == (0.0, 1.0)
    assert special.pbdv(2, 1.0)[0] == 0.0
    d, slope = special.pbdv(0, 1.5)
    assert d == pytest.approx(np.exp(-0.5625), rel=4e-16)
    assert slope == pytest.approx(-0.75 * np.exp(-0.5625), rel=4e-16)


def test_parabolic_cylinder_wronskian_over_the_plane():
    # DLMF 12.2.19 in D and V: D V' - D' V = sqrt(2/pi)
    rng = np.random.default_rng(12)
    v, x = rng.uniform(-30, 30, 500), rng.uniform(-8, 8, 500)
    (d, dp), (w, wp) = special.pbdv(v, x), special.pbvv(v, x)
    size = np.abs(d * wp) + np.abs(dp * w)
    assert np.all(np.abs(d * wp - dp * w - np.sqrt(2 / np.pi)) <= 2e-12 * size)


@pytest.mark.parametrize("b, z", [(1.5, -80 + 3j), (12.25, 900 - 700j), (0.1, -4e4j), (3.0, -350.0), (150.5, -2000.0)])
def test_hyp0f1_through_bessel_functions(b, z):
    with mp.workdps(150):
        exact = complex(mp.hyp0f1(b, z))
    assert abs(special.hyp0f1(b, z) - exact) <= 1e-12 * abs(exact)


def test_hyp2f1_long_polynomial_of_few_terms():
    with mp.workdps(60):
        exact = complex(mp.hyp2f1(-10000, 2.2, 93459345.3, 2 + 2j))
    assert abs(special.hyp2f1(-10000, 2.2, 93459345.3, 2 + 2j) - exact) <= 1e-14


@pytest.mark.parametrize("abc, value", [((4.0, 0.0, 4.0), 1.0), ((1.0, 1.0, 1.0), np.inf), ((1.5, -0.5, 1.5), 0.0)])
def test_hyp2f1_at_one_where_it_is_a_power(abc, value):
    assert special.hyp2f1(*abc, 1.0) == value
    assert special.hyp2f1(*abc, 1.0 + 0j).real == value


@pytest.mark.parametrize("a,b,c,z", [
    (-28.000000000000011, -81.999999999990592, 85.574701831729669, -2.8630984923864959),   # 1/(1 - z), beside integers
    (-97.845182509021797, -60.290249288789667, 4.6312270777395939e-15, -1.6334876979378279),
    (96.120146322496623, 8.316310192880575e-09, -83.865545378288857, -0.4912540750651011),
    (24.353488728982569, 64.781131551110832, 92.945714546842396, 0.99214492279541133),     # 1 - z
    (93.646224263345857, -95.035043653955697, -7.3638301584589243, 0.56834383995451554),   # cancels by 200 bits
    (12.911877466505018, -2.8885034562606222, -50.789469563231542, 0.92286373658230847),
    (-35.0, 12.5, 3.25, 0.4),
])
def test_hyp2f1_of_arrays(a, b, c, z):
    """Side by side with easy elements, and at any place among them."""
    with mp.workdps(40):
        exact = float(mp.hyp2f1(a, b, c, z, maxprec=4000))
    rng = np.random.default_rng(3)
    easy = rng.uniform(0.5, 3, (3, 41)), rng.uniform(-0.9, 0.9, 41)
    for place in (0, 7, 40):
        args = [np.insert(x, place, v) for x, v in zip((*easy[0], easy[1]), (a, b, c, z), strict=True)]
        assert special.hyp2f1(*args)[place] == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize("a,b,z", [
    (-0.99999999987219346, 1.353387111547022, 53.513465239046582), (2.0164480822045132e-11, 0.0498595353330011, 43.004),
    (-3.7455010992187578e-18, -0.11011092690493858, 54.257491970499146), (-80.3, 12.7, 91.4), (95.5, -33.3, -88.1),
    (-99.7, 0.6, 99.9),
])
def test_hyp1f1_of_arrays(a, b, z):
    with mp.workdps(40):
        exact = float(mp.hyp1f1(a, b, z, maxprec=4000))
    many = special.hyp1f1(np.append(np.linspace(0.5, 3, 30), a), b, z)
    assert many[-1] == pytest.approx(exact, rel=1e-11)
    assert special.hyp1f1(a, b, z) == many[-1]
    assert special.hyp1f1(a, b, complex(z)).real == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize("f,args,value", [
    (special.hyp2f1, (3, 7, 6, 2.0), 0), (special.hyp2f1, (2, 5, 4, 2 + 0j), 0), (special.hyp2f1, (-1, 2, 4, 2.0), 0),
    (special.hyp2f1, (3, 7, 6, 1.5), 4), (special.hyp1f1, (2, 1, -1.0), 0), (special.hyp1f1, (2, 1, -1 + 0j), 0),
    (special.hyp1f1, (-1, 2, 2.0), 0), (special.hyperu, (-1, 0.5, 0.5), 0), (special.hyperu, (-1, 2, 2.0), 0),
    (special.hyperu, (-2, 0, 2.0), 0), (special.hyperu, (0.5, 2.5, 1.0), 1.5), (special.hyperu, (1.5, 3.5, 1.0), 2.5),
])
def test_polynomials_that_vanish(f, args, value):
    """Times a power or an exponential or not, beside others."""
    assert f(*args) == pytest.approx(value, rel=1e-15, abs=0)
    assert f(*(np.full(9, x) for x in args))[4] == f(*args)


_COMPLEX_GAUSS = [  # each a way of its own: in z, 1 - z and 1/(1 - z), with and without cancellation
    (0.4, -1.3, 2.2, 0.3 + 0.2j), (36.635, 76.082, 2.957, 1.1751652 - 1.4135012j),
    (-75.42, -90.79, 75.06, -1.509 + 0.632j),
    (50.546, 6.0698, 76.267, 0.79983 + 0.75711j), (13.2, 3.7, 17.5, -19.5 + 5.5j), (83.1, 83.7, -59.8, -0.75 - 0.14j),
    (2.5, 7.25, 3.125, 0.5 + 0.8660254j), (62.0, 14.0, 20.5, -12.5 + 8j)]


@pytest.mark.parametrize("point", _COMPLEX_GAUSS)
def test_complex_gauss_at_large_parameters(point):
    with mp.workdps(60):
        exact = complex(mp.hyp2f1(*point))
    assert abs(special.hyp2f1(*point) - exact) < 1e-11 * abs(exact)


@pytest.mark.parametrize("point", [(40.2, 26.3, -90.8 + 30.1j), (-80.5, 12.1, 60 - 70j), (3.5, 90.2, -20j),
                                   (-33.3, -44.4, 5 + 5j)])
def test_complex_kummer_at_large_parameters(point):
    with mp.workdps(120):
        exact = complex(mp.hyp1f1(*point))
    assert abs(special.hyp1f1(*point) - exact) < 1e-11 * abs(exact)


def test_complex_arrays_do_not_depend_on_neighbours():
    rng = np.random.default_rng(1)
    a, b, c = rng.uniform(-100, 100, (3, 300))
    z = rng.uniform(-2, 2, 300) + 1j * rng.uniform(-2, 2, 300)
    gauss, kummer = special.hyp2f1(a, b, c, z), special.hyp1f1(a, b, 50 * z)
    for i in range(0, 300, 7):
        assert gauss[i] == special.hyp2f1(a[i], b[i], c[i], z[i]) or np.isnan(gauss[i])
        assert kummer[i] == special.hyp1f1(a[i], b[i], 50 * z[i]) or np.isnan(kummer[i])


@pytest.mark.parametrize("v, x", [(106.0, 36.54), (-158.2835229624819, -42.57970398324994), (-197.5, -50.358169008216),
                                  (300.0, 40.0)])
def test_parabolic_cylinder_of_large_order(v, x):
    with mp.workdps(80):
        exact = float(mp.pcfd(v, mp.mpf(x)))
    assert special.pbdv(v, x)[0] == pytest.approx(exact, rel=1e-12)
