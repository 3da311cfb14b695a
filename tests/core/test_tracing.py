# SPDX-License-Identifier: BSD-3-Clause
"""Traced callbacks: the same bits, exceptions and warnings as the interpreter's, or no trace."""
import contextlib
import functools
import gc
import math
import struct
import subprocess
import sys
import threading
import types
import warnings
import weakref
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scinova
from scinova._core import _native, tracing

SCALAR, STATE_TIME, TIME_STATE = range(3)
PLAIN = [0.3, 0.7, 1.1, 1.3, 0.9, 0.4, 1.7, 2.3, 0.2, 0.6, 0.8, 1.9]
SPECIAL = [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -3.7, math.pi, 1e-5, -1e-160, 1e-300, 5e-324, 1e16, -1e100, 1e155,
           1e300, 1.7e308, -1.7e308, 710.0, -745.0, math.inf, -math.inf, math.nan]


@pytest.fixture(autouse=True)
def _trace_at_once():
    before = _native.set_tracing_threshold(1)
    yield
    scinova.set_callback_tracing(True)
    _native.set_tracing_threshold(before)


def values(function, points, extra=(), layout=SCALAR):
    """What the drivers get at the points, and how many evaluations did without Python."""
    points = np.array(points, dtype=float)
    points = points.reshape(-1, 1) if layout == SCALAR else points
    out = np.zeros((len(points), 1 if layout == SCALAR else points.shape[1] - 1))
    count = _native.traced_values(function, extra, layout, points, out)
    return out, count


def is_traced(function, extra=(), layout=SCALAR, points=PLAIN):
    values(function, points, extra, layout)
    return values(function, points, extra, layout)[1] > 0


def bits(array):
    return [struct.pack("d", x) for x in np.ravel(array)]


def outcome(function, point, extra, layout):
    """Everything that can be seen of one evaluation."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            out = bits(values(function, [point], extra, layout)[0])
        except Exception as e:
            out = [type(e), str(e)]
    return out, [(w.category, str(w.message), w.lineno) for w in caught]


def assert_same(function, points, extra=(), layout=SCALAR):
    for point in points:
        scinova.set_callback_tracing(False)
        expected = outcome(function, point, extra, layout)
        scinova.set_callback_tracing(True)
        found = outcome(function, point, extra, layout)
        assert found == expected, (point, extra)


def make(text, parameters="x"):
    space = {"math": math, "np": np, "G": 1.25, "N": 3, "helper": helper}
    exec(f"def f({parameters}):\n    return {text}", space)
    return space["f"]


def helper(u, scale=2.0):
    v = u * scale
    return v - u / 3


UNARY = ["-{0}", "+{0}", "abs({0})", "float({0})", "({0})**2", "({0})**3", "({0})**-1", "({0})**0.5", "helper({0})",
         "helper({0}, scale=G)", "2**({0})", *(f"math.{f}({{0}})" for f in sorted(tracing._MATH)
                                              if hasattr(math, f) and f not in ("atan2", "fmod", "copysign")),
         *(f"np.{f.__name__}({{0}})" for f in tracing._UFUNCS if f.nin == 1)]
BINARY = ["({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / {1})", "({0})**({1})", "pow({0}, {1})",
          "math.pow({0}, {1})", "math.atan2({0}, {1})", "math.fmod({0}, {1})", "math.copysign({0}, {1})",
          *(f"np.{f.__name__}({{0}}, {{1}})" for f in tracing._UFUNCS if f.nin == 2)]
LEAVES = ["x", "x", "x", "a", "s", "n", "G", "N", "2", "3", "0", "-1", "0.5", "1.7", "-2.25", "math.pi", "np.e",
          "1e200"]
EXPRESSIONS = st.recursive(st.sampled_from(LEAVES), lambda inner: st.one_of(
    st.builds(lambda f, u: f"({f.format(u)})", st.sampled_from(UNARY), inner),
    st.builds(lambda f, u, v: f.format(u, v), st.sampled_from(BINARY), inner, inner)), max_leaves=6)


@settings(max_examples=400, deadline=None)
@given(EXPRESSIONS, st.floats(), st.floats(), st.integers(-10**20, 10**20) | st.integers(-3, 3),
       st.lists(st.floats(), max_size=20))
def test_expressions_agree_bit_for_bit(text, a, s, n, xs):
    function = make(text, "x, a, s, n")
    try:
        for x in PLAIN:
            function(x, 1.5, np.float64(0.75), 2)
        values(function, PLAIN, (1.5, np.float64(0.75), 2))
    except Exception:
        pass            # it is then not traced, or traced later; either way it must do the same
    assert_same(function, PLAIN + SPECIAL + xs, (1.5, np.float64(0.75), 2))
    assert_same(function, SPECIAL[:8] + xs, (a, np.float64(s), n))


@pytest.mark.parametrize("text", ["x * (n * -1)", "x * -n", "math.copysign(x, -n)", "x * (n - n) * -1", "x / (n * -1)",
                                  "x * abs(-n)", "x + n / -3", "x * (n * n * n + n)", "x - (n * n + n * n * n - n)",
                                  "x * (n**3 - n**2)", "x**n", "n**x", "(n + n + 1) * x", "(n - 7) / (n + 1) * x"])
def test_ints_stay_exact(text):
    function = make(text, "x, n")
    values(function, PLAIN, (2,))
    for n in (0, 1, -1, 2, 3**33, -3**33, 2**52 + 1, 2**53 - 1, 2**53, 2**53 + 1, 94906267, 10**400):
        assert_same(function, [*PLAIN, *SPECIAL], (n,))


@pytest.mark.parametrize("form", [*UNARY, *BINARY])
def test_every_operation_agrees_on_many_points(form):
    function = make(form.format("x", "a"), "x, a")
    rng = np.random.default_rng(0)
    points = np.concatenate([rng.uniform(0.5, 1, 30), rng.normal(size=500), np.exp(rng.uniform(-300, 300, 200)),
                             rng.normal(scale=30, size=500)])
    with np.errstate(all="ignore"):
        for a in (1.5, -0.3):
            for kind in (float, np.float64):
                with contextlib.suppress(ValueError, OverflowError):
                    values(function, points[:30], (kind(a),))
            expected, found = [], []
            for on, out in ((False, expected), (True, found)):
                scinova.set_callback_tracing(on)
                for x in points:
                    try:
                        out += bits(values(function, [x], (a,))[0])
                    except (ValueError, OverflowError, ZeroDivisionError, TypeError) as e:
                        out.append((type(e), str(e)))
            assert found == expected
    low, high = (1.05, 1.5) if "acosh" in form or "arccosh" in form else (0.5, 0.95)
    assert is_traced(function, (1.5,), points=rng.uniform(low, high, 30))


SYSTEMS = [
    "(y[1], -a * y[1] - n**2 * y[0])", "[y[1], (1 - y[0]**2) * y[1] - y[0] * t]", "-a * y",
    "np.array([y[-1], y[0] * t])",
    "np.array([y[1], -np.sin(y[0])], dtype=float)", "y", "2 * y - y / 3 + 1", "-(y[::-1]) * t", "[0, y[0] * len(y)]",
    "y**2 - t", "np.asarray([y[0], 1]) * y.size", "[math.exp(-t) * y[0], y[1] / y.shape[0]]", "1 / y", "(y[0], 1.5)",
    "y[0:2] * p[1] + p[0]", "np.array(q) * y - q[0]", "[*(y[1], y[0])]",
]


@pytest.mark.parametrize("layout", [STATE_TIME, TIME_STATE])
@pytest.mark.parametrize("text", SYSTEMS)
def test_systems_agree_bit_for_bit(text, layout):
    order = "y, t" if layout == STATE_TIME else "t, y"
    function = make(text, f"{order}, a, n, p, q")
    extra = (0.8, 3, (2, 0.25), np.array([1.5, -0.5]))
    rng = np.random.default_rng(1)
    points = rng.normal(size=(60, 3))
    assert is_traced(function, extra, layout, points)
    rows = [[s, 1.5, 0.5] for s in SPECIAL] + [[1.5, s, s] for s in SPECIAL] + [[0.25, 1.0, s] for s in SPECIAL]
    assert_same(function, [*points, *rows], extra, layout)


@pytest.mark.parametrize("function, extra", [(math.exp, ()), (np.log, ()), (math.sqrt, ()), (np.hypot, (1.5,)),
                                             (abs, ()), (math.atan2, (2,)), (math.pow, (0.5,))])
def test_functions_of_math_and_ufuncs_themselves(function, extra):
    assert is_traced(function, extra)
    assert_same(function, [*PLAIN, *SPECIAL], extra)


def test_unpacking_and_locals():
    def lorenz(t, state, sigma, rho, beta=8 / 3):
        x, y, z = state
        change = sigma * (y - x)
        return [change, x * (rho - z) - y, x * y - beta * z]

    points = np.random.default_rng(2).normal(size=(50, 4))
    assert is_traced(lorenz, (10, 28.0), TIME_STATE, points)
    assert_same(lorenz, points, (10, 28.0), TIME_STATE)


# What must be left alone, or left to the interpreter.

class Callable:
    def __call__(self, x):
        return x * 2

    def method(self, x):
        return x * 2


class Real(float):
    pass


def branch(x):
    return x if x > 0.5 else -x


def loop(x):
    s = x
    for _ in range(2):
        s = s * x
    return s


def counting(x):
    global calls
    calls += 1
    return x * 2


def attribute(x):
    attribute.seen = x
    return x * 2


def caught(x):
    try:
        return 1 / x
    except ZeroDivisionError:
        return 0.0


def inner_function(x):
    return (lambda u: u * x)(2.0)


def recursive(x):
    return recursive(x) * 0 if x is None else x


def comparison(x):
    return (x > 0.5) * x


def printing(x):
    print(end="")
    return x * 2


def private(x):
    return x.__mul__(2.0)


def generic(*args, **kwargs):
    return math.hypot(*args, **kwargs)


@functools.wraps(helper)
def decorated(*args, **kwargs):
    return helper(*args, **kwargs)


calls = 0
LEFT_ALONE = {
    "callable object": (Callable(), ()), "bound method": (Callable().method, ()),
    "partial": (functools.partial(helper), ()), "cached": (functools.lru_cache(lambda x: x * 2), ()),
    "mock": (mock.Mock(return_value=1.0), ()), "C": (math.gamma, ()), "C method": ([0.5].count, ()),
    "ufunc": (np.spacing, ()), "ufunc of objects": (np.frompyfunc(lambda x: x * 2, 1, 1), ()),
    "class": (float, ()), "branch": (branch, ()), "loop": (loop, ()),
    "global": (counting, ()), "attribute": (attribute, ()), "exceptions": (caught, ()),
    "function inside": (inner_function, ()), "recursion": (recursive, ()), "comparison": (comparison, ()),
    "print": (printing, ()), "private": (private, ()), "generic": (generic, ()), "decorated": (decorated, ()),
    "complex": (lambda x: abs(x * 1j), ()), "float32": (lambda x, a: x * a, (np.float32(0.1),)),
    "float subclass": (lambda x, a: x * a, (Real(2.0),)), "huge int": (lambda x, a: x * a, (2**70,)),
    "bool": (lambda x, a: x * a, (True,)), "numpy int": (lambda x, a: x * a, (np.int64(3),)),
    "array": (lambda x, a: (x * a)[0], (np.arange(1, 3),)), "inf": (lambda x, a: x * a, (math.inf,)),
    "random": (lambda x: x * np.random.random_sample(), ()), "modulo": (lambda x: x % 0.3, ()),
    "floor": (lambda x: x // 0.3, ()), "round": (lambda x: round(x), ()), "power": (lambda x: np.power(x, 2), ()),
    "keyword-only": (lambda x, *, k=2.0: x * k, ()), "mutation": (lambda x, a: a.append(x) or x, ([],)),
    "set item": (lambda x, a: a.__setitem__(0, x) or x, ([0],)), "string": (lambda x: float(str(x)), ()),
    "int of ints": (lambda x, n: x * 2**n, (3,)), "mock in a module": (lambda x: FAKE.exp(x), ()),
    "list times int": (lambda x, a: (a * 2)[0] * x, ([1.5],)), "index": (lambda x, a, k: a[k] * x, ((1.5, 2.5), 1)),
    "array of one": (lambda x: np.array([x])[0:1], ()), "branching callee": (lambda x: branch(x) * 2, ()),
}
FAKE = types.SimpleNamespace(exp=math.exp)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", LEFT_ALONE)
def test_left_alone(name):
    function, extra = LEFT_ALONE[name]
    assert not is_traced(function, extra)


def test_side_effects_happen_once_an_evaluation():
    global calls
    calls = 0
    values(counting, PLAIN * 30)
    assert calls == len(PLAIN) * 30


def test_user_arrays_are_not_written():
    def grow(t, y):
        y *= 2
        return y

    def item(t, y):
        y[0] = 1.0
        return y

    for function in (grow, item):
        assert not is_traced(function, (), TIME_STATE, np.ones((20, 3)))


def test_lists_are_not_extended():
    seen = []

    def keep(x, kept):
        kept += [x]
        return x

    assert not is_traced(keep, (seen,))
    assert len(seen) == 2 * len(PLAIN)


def test_large_and_circular_arguments_are_no_burden():
    circular = []
    circular.append(circular)
    nested = [[[1.0] * 64] * 64] * 64
    for argument in (circular, nested, list(range(1000)), np.ones(1000), np.ones((3, 3))):
        out, _ = values(lambda x, a: x * 2, PLAIN, (argument,))
        assert bits(out) == bits([x * 2 for x in PLAIN])
    assert is_traced(lambda x, a: x * 2, (np.ones((3, 3)),))


# Inputs are read anew by every call.

SCALE = 2.0


def scaled(x):
    return SCALE * x


def test_globals_closures_defaults_and_arguments_are_inputs(monkeypatch):
    assert is_traced(scaled)
    monkeypatch.setattr(sys.modules[__name__], "SCALE", 3.0)
    assert values(scaled, [2.0])[0] == 6.0 and is_traced(scaled)
    monkeypatch.setattr(sys.modules[__name__], "SCALE", np.float32(0.1))
    assert values(scaled, [2.0])[0] == np.float32(0.1) * 2.0
    monkeypatch.delattr(sys.modules[__name__], "SCALE")
    with pytest.raises(NameError):
        values(scaled, [2.0])

    def make_closure(a):
        def closure(x, b=a):
            return a * x + b
        return closure

    counts = []
    for a in (1.5, 2.5, 3.5, np.float64(4.5), 7):
        closure = make_closure(a)
        out, count = values(closure, PLAIN)
        assert bits(out) == bits([a * x + a for x in PLAIN])
        counts.append(count)
    assert counts[2] == len(PLAIN)      # a new function of code seen before costs no trace and no doubts
    closure.__defaults__ = (10,)
    assert values(closure, [1.0])[0] == 17.0
    closure.__defaults__ = None
    with pytest.raises(TypeError):
        values(closure, [1.0])


def test_replaced_code_and_functions(monkeypatch):
    def first(x):
        return x * 2

    def second(x):
        return x * 3

    assert is_traced(first)
    first.__code__ = second.__code__
    assert values(first, [1.0])[0] == 3.0

    user = make("helper(x) * 1.0")
    assert is_traced(user)
    user.__globals__["helper"] = lambda u: u + 100
    assert values(user, [1.0])[0] == 101.0
    user.__globals__["abs"] = lambda u: -7.0
    shadowed = make("abs(x)")
    assert is_traced(shadowed)
    shadowed.__globals__["abs"] = lambda u: -7.0
    assert values(shadowed, [1.0])[0] == -7.0


def test_replaced_module_functions(monkeypatch):
    user = make("math.exp(x) + np.sin(x)")
    assert is_traced(user)
    fake = mock.Mock(return_value=5.0)
    monkeypatch.setattr(math, "exp", fake)
    assert values(user, [0.0])[0] == 5.0 and fake.call_count == 1
    monkeypatch.undo()
    monkeypatch.setattr(np, "sin", lambda x: 9.0)
    assert values(user, [0.0])[0] == 10.0


def test_error_state_for_underflow():
    user = make("np.exp(x) * np.exp(x)")
    assert is_traced(user)
    with np.errstate(under="raise"), pytest.raises(FloatingPointError):
        values(user, [-700.0])
    with np.errstate(over="raise"), pytest.raises(FloatingPointError):
        values(user, [700.0])
    with np.errstate(over="ignore"), warnings.catch_warnings():
        warnings.simplefilter("error")
        assert values(user, [700.0])[0] == math.inf
    assert is_traced(user)


def test_a_program_that_is_wrong_is_thrown_away(monkeypatch):
    user = make("x * 2.0 - x")
    honest = tracing.Recorder.record

    def lying(self, function, extra):
        program = honest(self, function, extra)
        program["constants"] = [(r, c + 1) for r, c in program["constants"]]
        return program

    monkeypatch.setattr(tracing.Recorder, "record", lying)
    for _ in range(3):
        out, count = values(user, PLAIN)
        assert bits(out) == bits([x * 2.0 - x for x in PLAIN]) and count == 0


def test_a_program_that_is_refused_all_the_time_is_left():
    user = make("1e200 * x * 1e200 * 1e-300")
    assert is_traced(user, points=[1e-100] * 20)
    out, count = values(user, [1.0] * 200 + [1e-100] * 50)
    assert count == 0 and np.isinf(out[:200]).all()
    assert values(user, [1e-100] * 50)[1] == 50


# What is not what it seems.

class Property(types.ModuleType):
    def __getattribute__(self, name):
        return 7.0 if name == "k" else super().__getattribute__(name)


def test_a_module_that_changes_its_class():
    module = types.ModuleType("module")
    module.k = 2.0
    user = make("M.k * x")
    user.__globals__["M"] = module
    assert is_traced(user)
    module.__class__ = Property
    assert values(user, [1.0])[0] == 7.0


def test_modules_are_not_kept_alive():
    module = types.ModuleType("module")
    module.k = 2.0
    user = make("M.k * x")
    user.__globals__["M"] = module
    assert is_traced(user)
    user.__globals__["M"] = other = types.ModuleType("module")
    other.k = 3.0
    assert values(user, [1.0])[0] == 3.0
    seen = weakref.ref(module)
    del module
    gc.collect()
    assert seen() is None


@pytest.mark.parametrize("where, name, text", [
    (math, "pow", "math.pow(x, 2)"), (math, "fabs", "math.fabs(x)"), (math, "cos", "math.cos(x)"),
    (np, "sin", "np.sin(x)"), (np, "array", "np.array([x])[0]"), (np, "asarray", "np.asarray([x])[0]"),
    ("builtins", "abs", "abs(x)")])
def test_mocks_see_every_call(where, name, text):
    user = make(text)
    where = __import__(where) if isinstance(where, str) else where
    spy = mock.Mock(wraps=getattr(where, name))
    with mock.patch.object(where, name, spy):
        values(user, PLAIN)
        values(user, PLAIN)
    lists = [call.args[0] for call in spy.call_args_list if np.ndim(call.args[0]) == 0 or len(call.args[0]) == 1]
    seen = [x[0] if type(x) is list else x for x in lists]
    assert seen == PLAIN * 2
    assert is_traced(make(text))


def test_mocks_are_not_called_by_the_tracer():
    code = """
import math
from unittest import mock
import numpy as np
from scinova._core import _native
_native.set_tracing_threshold(1)
def double(x): return x * 2.0
def cosine(x): return math.cos(x)
points, out = np.full((20, 1), 0.3), np.zeros((20, 1))
with mock.patch("math.cos", wraps=math.cos) as c, mock.patch("numpy.sin", wraps=np.sin) as s:
    _native.traced_values(double, (), 0, points, out)
    print(c.call_count, s.call_count, end=" ")
print(_native.traced_values(cosine, (), 0, points, out) > 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "True"]


def test_operators_of_unknown_objects_with_empty_arrays():
    class Counting:
        __array_ufunc__ = None
        count = 0

        def __rmul__(self, other):
            Counting.count += 1

    user = make("(y[0:0] * a, -y)[1]", "t, y, a")
    assert not is_traced(user, (Counting(),), TIME_STATE, np.ones((20, 3)))
    assert Counting.count == 40


def test_constants_that_the_compiler_does_not_make():
    def keep(x):
        "LIST".append(x)
        return x * 2

    kept = []
    code = keep.__code__
    keep.__code__ = code.replace(co_consts=tuple(kept if c == "LIST" else c for c in code.co_consts))
    assert not is_traced(keep)
    assert kept == PLAIN * 2


def test_globals_of_another_class_are_not_looked_at():
    class Counting(dict):
        count = 0

        def __getitem__(self, key):
            Counting.count += 1
            return super().__getitem__(key)

        __contains__ = __getitem__

    space = Counting(k=2.0)
    exec("def f(x):\n    return x * k", space)
    user = space["f"]
    counts = []
    for on in (True, False):
        scinova.set_callback_tracing(on)
        Counting.count = 0
        values(user, PLAIN)
        counts.append(Counting.count)
    assert counts[0] == counts[1]


# Switches and observers.

def test_switch():
    user = make("x * 2")
    scinova.set_callback_tracing(False)
    assert not scinova.get_callback_tracing() and not is_traced(user)
    scinova.set_callback_tracing(True)
    assert scinova.get_callback_tracing() and is_traced(user)
    with pytest.raises(TypeError, match="on must be True or False"):
        scinova.set_callback_tracing(1)


def test_environment():
    code = "import scinova; print(scinova.get_callback_tracing())"
    for value, expected in (("0", "False"), ("1", "True")):
        done = subprocess.run([sys.executable, "-c", code], env={**__import__("os").environ,
                              "SCINOVA_TRACE_CALLBACKS": value}, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == expected


@pytest.mark.parametrize("install", ["settrace", "setprofile"])
def test_debuggers_and_profilers_see_every_call(install):
    user = make("x * 2")
    assert is_traced(user)
    seen = []

    def observer(frame, event, arg):
        if event == "call" and frame.f_code is user.__code__:
            seen.append(frame)

    before = sys.gettrace() if install == "settrace" else sys.getprofile()
    getattr(sys, install)(observer)
    try:
        values(user, PLAIN)
    finally:
        getattr(sys, install)(before)
    assert len(seen) == len(PLAIN)


def test_threshold():
    _native.set_tracing_threshold(50)
    user = make("x * 2")
    assert values(user, PLAIN * 3)[1] == 0
    assert values(user, PLAIN * 10)[1] > 0


# Through the drivers.

def oscillator(y, t, eps, omega):
    return (y[1], -eps * y[1] - omega**2 * y[0])


def with_and_without(work):
    work()
    work()
    traced = work()
    scinova.set_callback_tracing(False)
    return traced, work()


def test_odeint():
    from scinova.integrate import odeint
    t = np.linspace(0, 10, 100)
    (y, info), (expected, details) = with_and_without(
        lambda: odeint(oscillator, (1, 0), t, args=(0.8, 3.0), full_output=True))
    assert bits(y) == bits(expected)
    for key, value in details.items():
        assert np.array_equal(info[key], value), key


@pytest.mark.parametrize("method", ["RK45", "RK23", "DOP853", "LSODA"])
def test_solve_ivp(method):
    from scinova.integrate import solve_ivp
    solution, expected = with_and_without(lambda: solve_ivp(
        lambda t, y, mu: [y[1], mu * (1 - y[0]**2) * y[1] - y[0]], (0, 20), [2.0, 0.0], method=method, args=(1.5,)))
    assert bits(solution.y) == bits(expected.y) and solution.nfev == expected.nfev


@pytest.mark.parametrize("name", ["vode", "lsoda", "dopri5", "dop853"])
def test_ode(name):
    from scinova.integrate import ode

    def work():
        solver = ode(lambda t, y, mu: [y[1], mu * (1 - y[0]**2) * y[1] - y[0]]).set_integrator(name)
        solver.set_f_params(1.5).set_initial_value([2.0, 0.0])
        out = [bits(solver.integrate(t)) for t in (1.0, 3.0)]
        solver.set_f_params(0.5)
        out.append(bits(solver.integrate(5.0)))
        solver.f = lambda t, y, mu: [-mu * y[0], y[1] * 0]
        return [*out, bits(solver.integrate(6.0))]

    found, expected = with_and_without(work)
    assert found == expected


@pytest.mark.parametrize("function, a, b, extra", [
    (lambda x: np.exp(-x**2), -math.inf, math.inf, ()), (lambda x: math.sin(x) / x, 0, 10, ()),
    (lambda x, k: np.log(x) * x**k, 0, 1, (0.5,)), (lambda x, k: x**k, 0, 1, (3,))])
def test_quad(function, a, b, extra):
    from scinova.integrate import quad
    found, expected = with_and_without(lambda: quad(function, a, b, args=extra))
    assert found == expected


def test_dblquad():
    from scinova.integrate import dblquad
    found, expected = with_and_without(lambda: dblquad(lambda y, x: x * np.exp(-y), 0, 2, 0, lambda x: x))
    assert found == expected


@pytest.mark.parametrize("method", ["brentq", "brenth", "ridder", "bisect", "toms748"])
def test_roots(method):
    from scinova import optimize
    find = getattr(optimize, method)
    found, expected = with_and_without(lambda: find(lambda x, c: x * np.cos(x) - c, 4, 6, args=(1,), full_output=True))
    assert found[0] == expected[0] and found[1].function_calls == expected[1].function_calls


def test_parameters_of_a_stepper_may_change_between_steps():
    from scinova.integrate import LSODA
    results = []
    for on in (True, False):
        scinova.set_callback_tracing(on)
        space = {"rate": 1.0}
        exec("def f(t, y):\n    return -rate * y", space)
        solver = LSODA(space["f"], 0.0, np.ones(1), 10.0)
        for k in range(20):
            solver.step()
            space["rate"] = 1.0 + k % 3
        results.append((solver.t, bits(solver.y)))
    assert results[0] == results[1]


@pytest.mark.parametrize("driver", ["odeint", "LSODA", "vode"])
def test_a_jacobian_may_change_what_the_function_depends_on(driver):
    from scinova import integrate
    from scinova.integrate import LSODA, odeint, solve_ivp

    def work():
        scale, count = np.ones(1), [0]

        def slope(t, y):
            return [-100 * scale[0] * y[0], -y[1]]

        def jacobian(t, y):
            count[0] += 1
            scale[0] = 1 + 1e-9 * (count[0] % 3)
            return [[-100 * scale[0], 0.0], [0.0, -1.0]]

        if driver == "odeint":
            y = odeint(slope, [1.0, 1.0], np.linspace(0, 5, 50), tfirst=True, Dfun=jacobian)
        elif driver == "LSODA":
            y = solve_ivp(slope, (0, 5), [1.0, 1.0], method=LSODA, jac=jacobian).y
        else:
            solver = integrate.ode(slope, jacobian).set_integrator("vode", method="bdf", nsteps=5000)
            y = solver.set_initial_value([1.0, 1.0]).integrate(5.0)
        return bits(y), count[0]

    found, expected = with_and_without(work)
    assert found == expected and found[1] > 1


def test_a_message_may_change_what_the_function_depends_on(monkeypatch):
    from scinova.integrate import odeint

    def work():
        scale = np.array([1000.0])

        class Out:
            flush = staticmethod(lambda: None)
            write = staticmethod(lambda text: scale.__iadd__(1.0))

        monkeypatch.setattr(sys, "stdout", Out)
        y = odeint(lambda y, t: [-scale[0] * y[0], -y[1]], [1.0, 1.0], np.linspace(0, 10, 20), ixpr=True)
        monkeypatch.undo()
        return bits(y), scale[0]

    found, expected = with_and_without(work)
    assert found == expected and found[1] > 1000


def test_errors_in_the_middle_of_an_integral():
    from scinova.integrate import quad
    inverse = make("1.0 / (x - 0.5)")
    assert is_traced(inverse)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            quad(inverse, 0, 1)         # the middle is a node
    logarithm = make("np.log(x)")
    assert is_traced(logarithm)
    with pytest.warns(RuntimeWarning, match="invalid value"):
        quad(logarithm, -1, 1.5, full_output=1)


def test_interrupt():
    code = """
import _thread, signal, threading, numpy as np
from scinova.integrate import odeint
signal.signal(signal.SIGINT, signal.default_int_handler)       # a background job ignores it
f = lambda y, t: [y[1], -y[0]]
odeint(f, [1, 0], np.linspace(0, 300, 50))
threading.Timer(0.5, _thread.interrupt_main).start()
try:
    odeint(f, [1, 0], np.linspace(0, 1e8, 50), mxstep=2**30)
except KeyboardInterrupt:
    print("interrupted")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "interrupted", done.stderr


def test_threads():
    from scinova.integrate import odeint
    t = np.linspace(0, 30, 200)
    expected = {k: bits(odeint(oscillator, (1, 0), t, args=(0.1, k / 2))) for k in range(1, 5)}
    failures = []

    def work(k):
        for _ in range(20):
            if bits(odeint(oscillator, (1, 0), t, args=(0.1, k / 2))) != expected[k]:
                failures.append(k)

    threads = [threading.Thread(target=work, args=(k,)) for k in expected]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
