# SPDX-License-Identifier: BSD-3-Clause
"""Every function on every odd input: SciPy's shapes and dtypes, or its kind of exception; never a hang or a crash."""
import warnings

import numpy as np
import pytest

from scinova import linalg

reference = pytest.importorskip("scipy.linalg")

# Per function: how it is called on a matrix, and whether its values are unique, so that they are compared too.
ONE = {
    "det": ({}, True), "inv": ({}, True), "pinv": ({}, True), "pinvh": ({}, True), "lu": ({}, True),
    "lu_factor": ({}, True), "cholesky": ({}, True), "cho_factor": ({}, False), "qr": ({}, False),
    "rq": ({}, False), "eigh": ({}, False), "eigvalsh": ({}, True), "svd": ({}, False), "svdvals": ({}, True),
    "eig": ({}, False), "eigvals": ({}, False), "schur": ({}, False), "hessenberg": ({"calc_q": True}, False),
    "ldl": ({}, False), "polar": ({}, False), "orth": ({}, False), "null_space": ({}, False),
}
TWO = {"solve": True, "lstsq": False, "solve_triangular": True}
NO_CHECK = {"polar", "orth", "cossin"}                      # without check_finite


def spd(n):
    a = np.random.default_rng(n).standard_normal((n, n))
    return a @ a.T + n * np.eye(n)


def read_only(a):
    a = a.copy()
    a.flags.writeable = False
    return a


def with_value(n, value):
    a = spd(n)
    a[n // 2, n // 2] = value
    return a


INPUTS = {
    "empty": np.empty((0, 0)), "no rows": np.empty((0, 3)), "no columns": np.empty((3, 0)), "one": np.array([[2.0]]),
    "wide": spd(4)[:2], "tall": spd(4)[:, :2], "strided": np.repeat(np.repeat(spd(4), 2, 0), 3, 1)[::2, ::3],
    "reversed": spd(4)[::-1, ::-1], "fortran": np.asfortranarray(spd(4)), "read-only": read_only(spd(4)),
    "int": np.array([[4, 1], [1, 3]]), "bool": np.array([[True, False], [False, True]]),
    "float16": spd(3).astype(np.float16), "float32": spd(3).astype(np.float32),
    "longdouble": spd(3).astype(np.longdouble),
    "object": spd(3).astype(object), "masked": np.ma.array(spd(3), mask=np.eye(3, dtype=bool)),
    "swapped": spd(3).astype(">f8"), "complex64": spd(3).astype(np.complex64), "list": spd(3).tolist(),
    "stack": np.stack([spd(3), 2 * spd(3)]), "empty stack": np.empty((0, 3, 3)), "huge": spd(4) * 1e300,
    "tiny": spd(4) * 1e-300, "order 17": spd(17), "vector": np.ones(3), "scalar": 2.0, "nan": with_value(4, np.nan),
    "inf": with_value(4, np.inf), "strings": np.array([["a"]]), "unaligned": np.frombuffer(
        b"x" + spd(3).tobytes(), np.uint8)[1:].view(np.float64).reshape(3, 3),
}
# Where scinova goes its own way, each with the reason; None stands for every function.
OWN_WAY = {
    ("empty stack", None): "SciPy takes some stacks of no matrices and refuses others",
    ("swapped", None): "SciPy reads foreign byte order as native in places",
    ("unaligned", None): "SciPy refuses some arrays that are not aligned",
    ("float16", "det"): "computed in double precision", ("float32", "det"): "computed in double precision",
    ("complex64", "det"): "computed in double precision", ("longdouble", "det"): "computed in double precision",
    ("int", "hessenberg"): "SciPy leaves order two in integers", ("bool", "hessenberg"): "as integers",
    ("strings", "hessenberg"): "SciPy leaves order one as it came",
    ("vector", "lu_factor"): "a vector is a row in the other functions", ("scalar", "lu_factor"): "as a vector",
    ("scalar", "ldl"): "a scalar is no matrix in the other functions",
}


def outcome(module, name, *args, **options):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = getattr(module, name)(*args, **options)
        except Exception as error:                          # noqa: BLE001
            return error
    return tuple(result) if isinstance(result, (tuple, list)) else (result,)


def skip_own_way(given, name):
    for key in ((given, None), (given, name)):
        if key in OWN_WAY:
            pytest.skip(OWN_WAY[key])


def same(got, wanted, values):
    if isinstance(wanted, Exception):
        assert isinstance(got, (ValueError, TypeError, np.linalg.LinAlgError, IndexError)), got
        return
    assert not isinstance(got, Exception), repr(got)
    assert len(got) == len(wanted)
    for g, w in zip(got, wanted):
        if w is None:
            assert g is None
            continue
        g, w = np.asarray(g), np.asarray(w)
        assert (g.shape, g.dtype) == (w.shape, w.dtype)
        if values and w.size:
            tol = 1e-4 if w.dtype.char in "fF" else 1e-9
            np.testing.assert_allclose(g, w, rtol=tol, atol=tol * abs(w).max())


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("given", INPUTS)
def test_of_one_matrix(name, given):
    skip_own_way(given, name)
    options, values = ONE[name]
    same(outcome(linalg, name, INPUTS[given], **options), outcome(reference, name, INPUTS[given], **options), values)


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("given", INPUTS)
def test_of_a_system(name, given):
    skip_own_way(given, name)
    a = INPUTS[given]
    rows = np.shape(a)[-2] if np.ndim(a) > 1 else 1
    b = np.ones((rows, 2)) if np.ndim(a) < 3 else np.ones((*np.shape(a)[:-2], rows, 2))
    same(outcome(linalg, name, a, b), outcome(reference, name, a, b), TWO[name])


@pytest.mark.parametrize("name", [n for n in [*ONE, *TWO] if n not in NO_CHECK])
@pytest.mark.parametrize("n", [2, 4, 20])
@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_unchecked_values_end_in_an_error_or_nan(name, n, value):
    a = with_value(n, value)
    options = ONE[name][0] if name in ONE else {}
    args = (a,) if name in ONE else (a, np.ones(n))
    got = outcome(linalg, name, *args, check_finite=False, **options)
    assert isinstance(got, (np.linalg.LinAlgError, ValueError)) or len(got) >= 1


@pytest.mark.parametrize("name", ONE)
def test_arguments_are_left_alone(name):
    for a in (spd(4), np.asfortranarray(spd(4)), np.stack([spd(3)] * 2)):
        before = a.copy()
        getattr(linalg, name)(a, **ONE[name][0])
        np.testing.assert_array_equal(a, before)


@pytest.mark.parametrize("given", ["object", "masked", "strings"])
@pytest.mark.parametrize("name", ["logm", "expm_cond", "expm_frechet", "solve_sylvester", "solve_continuous_lyapunov",
                                  "norm"])
def test_of_the_same_matrix_for_all_arguments(name, given):
    count = {"expm_frechet": 2, "solve_continuous_lyapunov": 2, "solve_sylvester": 3}.get(name, 1)
    args = [INPUTS[given]] * count
    same(outcome(linalg, name, *args), outcome(reference, name, *args), True)


def test_norms_of_single_precision_are_of_its_type():
    assert type(linalg.norm(np.eye(2, dtype=np.float32))) is np.float32


@pytest.mark.parametrize("function", [linalg.solve_continuous_are, linalg.solve_discrete_are])
def test_riccati_equation_of_no_unknowns(function, capfd):
    nothing = np.zeros((0, 0))
    assert function(nothing, np.zeros((0, 2)), nothing, np.eye(2)).shape == (0, 0)
    assert capfd.readouterr().out == ""
