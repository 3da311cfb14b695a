# SPDX-License-Identifier: BSD-3-Clause
import contextlib
import contextvars
import copy
import inspect
import pickle
import threading

import numpy as np
import pytest

from scinova import fft, fftpack
from scinova.fft._backends import BackendNotImplementedError

MULTIMETHODS = ("fft ifft rfft irfft hfft ihfft fft2 ifft2 rfft2 irfft2 hfft2 ihfft2 fftn ifftn rfftn irfftn hfftn "
                "ihfftn dct idct dst idst dctn idctn dstn idstn fht ifht").split()
X = np.arange(1.0, 5.0)


class Backend:
    __ua_domain__ = "numpy.scipy.fft"

    def __init__(self, answer=NotImplemented):
        self.answer, self.calls = answer, []

    def __ua_function__(self, method, args, kwargs):
        self.calls.append((method, args, kwargs))
        return self.answer


class Converting(Backend):
    def __ua_convert__(self, dispatchables, coerce):
        self.asked = [(d.value, d.type, d.coercible, coerce) for d in dispatchables]
        return [np.asarray(value) * 2 for value, *_ in self.asked]


@pytest.fixture(autouse=True)
def own_transforms_again():
    from scinova.fft import _backends
    yield
    _backends._Process.registered = ()
    fft.set_global_backend("scipy")


def plain():
    return np.allclose(fft.fft(X), np.fft.fft(X))


@pytest.mark.parametrize("name", MULTIMETHODS)
def test_every_transform_asks(name):
    backend = Backend("answer")
    f = getattr(fft, name)
    with fft.set_backend(backend):
        assert f([1.0, 2.0], 0.1, 0.5) == "answer" if name.endswith("ht") else f([1.0, 2.0]) == "answer"
    (method, args, kwargs), = backend.calls
    assert method is f and method.__name__ == name and args[0] == [1.0, 2.0] and not kwargs
    assert pickle.loads(pickle.dumps(f)) is f and copy.deepcopy(f) is f
    assert f.__doc__ and f.__module__ == "scinova.fft"
    assert inspect.signature(f).parameters.keys() >= ({"offset"} if name.endswith("ht") else {"norm", "workers"})


def test_arguments_that_are_defaults_are_left_out():
    backend = Backend("answer")
    with fft.set_backend(backend):
        fft.fft(X, 4, -1, None, False, None)
        fft.fft(X, None, -1, "backward")
        fft.fft(x=X, n=None, axis=-1, norm="ortho", overwrite_x=True, plan=3)
        fft.dct(X, type=3)
        with pytest.raises(TypeError):
            fft.fft(n=3)
    calls = [(len(args), args[1:], kwargs) for _, args, kwargs in backend.calls]
    assert calls[0] == (1 + 1, (4,), {})
    assert calls[1] == (4, (None, -1, "backward"), {})
    assert calls[2][0] == 0 and calls[2][2].keys() == {"x", "norm", "overwrite_x", "plan"}
    assert calls[3] == (1, (), {"type": 3})


def test_conversion():
    backend = Converting("answer")
    with fft.set_backend(backend):
        assert fft.fft([1, 2]) == "answer"
        assert backend.asked == [([1, 2], np.ndarray, True, False)]
        assert np.array_equal(backend.calls[-1][1][0], [2, 4])
        fft.fft(x=[1, 2])
        assert np.array_equal(backend.calls[-1][2]["x"], [2, 4])
    with fft.set_backend(backend, coerce=True):
        fft.fft([1, 2])
        assert backend.asked[0][3] is True

    class Refusing(Backend):
        def __ua_convert__(self, dispatchables, coerce):
            return NotImplemented

    refusing = Refusing("answer")
    with fft.set_backend(refusing):
        assert plain() and not refusing.calls
    with fft.set_backend(refusing, only=True), pytest.raises(BackendNotImplementedError):
        fft.fft(X)


@pytest.mark.parametrize("options", [{"only": True}, {"coerce": True}])
def test_only_and_coerce_end_the_search(options):
    outer, inner = Backend("outer"), Backend()
    with fft.set_backend(outer), fft.set_backend(inner, **options):
        with pytest.raises(NotImplementedError):
            fft.fft(X)
        assert inner.calls and not outer.calls
    with fft.set_backend(outer), fft.set_backend(inner):
        assert fft.fft(X) == "outer"
    assert plain()


def test_nesting_skipping_and_leaving():
    a, b = Backend("a"), Backend("b")
    context = fft.set_backend(a)
    with context:
        with fft.set_backend(b), context:
            assert fft.fft(X) == "a"
            with fft.skip_backend(a):
                assert fft.fft(X) == "b"
                with fft.skip_backend(b):
                    assert plain()
                    with fft.skip_backend("scipy"), pytest.raises(BackendNotImplementedError):
                        fft.fft(X)
        with pytest.raises(KeyError), fft.set_backend(b):
            raise KeyError
        assert fft.fft(X) == "a"
    assert plain()
    with fft.skip_backend(a), fft.set_backend(a, only=True):
        assert plain()
    with pytest.raises(RuntimeError):
        context.__exit__(None, None, None)
    with fft.set_backend(b):
        context.__enter__()
        wrong = fft.set_backend(b)
        with pytest.raises(RuntimeError):
            wrong.__exit__(None, None, None)
        context.__exit__(None, None, None)
    assert plain()


def test_a_backend_may_call_the_method_with_itself_skipped():
    class Tenfold:
        __ua_domain__ = "numpy.scipy.fft"

        @staticmethod
        def __ua_function__(method, args, kwargs):
            with fft.skip_backend(Tenfold):
                return method(*args, **kwargs) * 10

    with fft.set_backend(Tenfold):
        assert np.allclose(fft.fft(X), 10 * np.fft.fft(X))


def test_exceptions_of_a_backend():
    class Raising(Backend):
        def __ua_function__(self, method, args, kwargs):
            raise self.answer

    with fft.set_backend(Raising(KeyError("boom"))), pytest.raises(KeyError):
        fft.fft(X)
    with fft.set_backend(Raising(BackendNotImplementedError())):
        assert plain()
    with fft.set_backend(Backend(None)):
        assert fft.fft(X) is None


def test_for_the_process():
    g, r = Backend("g"), Backend("r")
    fft.set_global_backend(g)
    assert fft.fft(X) == "g"
    with fft.set_backend(Backend("local")):
        assert fft.fft(X) == "local"
    with fft.skip_backend(g), pytest.raises(BackendNotImplementedError):
        fft.fft(X)
    fft.register_backend(r)
    fft.set_global_backend(g, try_last=True)
    assert fft.fft(X) == "r"
    fft.set_global_backend(Backend())
    assert fft.fft(X) == "r"
    fft.set_global_backend(Backend(), only=True)
    with pytest.raises(BackendNotImplementedError):
        fft.fft(X)
    fft.set_global_backend("scipy")
    assert plain()
    with fft.skip_backend("scipy"):
        assert fft.fft(X) == "r"
    fft.set_global_backend("scipy", try_last=True)
    assert fft.fft(X) == "r"


def test_threads_and_contexts():
    seen = []
    ask = lambda: seen.append(fft.fft(X))  # noqa: E731
    with fft.set_backend(Backend("here")):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
        assert not isinstance(seen[-1], str)
        copied = contextvars.copy_context()
    assert plain()
    copied.run(ask)
    assert seen[-1] == "here"
    fft.set_global_backend(Backend("everywhere"))
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert seen[-1] == "everywhere"


def test_what_is_no_backend():
    makers = fft.set_backend, fft.skip_backend, fft.set_global_backend, fft.register_backend
    for make in makers:
        with pytest.raises(ValueError):
            make("unknown")
        with pytest.raises(AttributeError):
            make(None)
        for domain in ("numpy", "numpy.scipy.fft2", ("numpy.scipy.fft",), 3):
            other = Backend()
            other.__ua_domain__ = domain
            with pytest.raises(ValueError):
                make(other)


def test_fftpack_and_helpers_do_not_ask():
    with fft.set_backend(Backend("asked"), only=True):
        assert np.allclose(fftpack.fft(X), np.fft.fft(X))
        assert fft.next_fast_len(7) == 7
        assert fft.fftfreq(2).tolist() == [0.0, -0.5]
        assert isinstance(fft.fhtoffset(0.1, 0.5), float)
    pickle.loads(pickle.dumps(fft.set_backend("scipy")))


def test_as_a_method():
    class Holder:
        transform = fft.fft

        def __array__(self, dtype=None, copy=None):
            return X

    assert np.allclose(Holder().transform(), np.fft.fft(X))
    assert Holder.transform is fft.fft


def test_backends_that_know_only_scipys_function_objects():
    scipy_fft = pytest.importorskip("scipy.fft")

    class ByIdentity(Backend):
        def __ua_function__(self, method, args, kwargs):
            return "found" if method is scipy_fft.fft else NotImplemented

    with fft.set_backend(ByIdentity(), only=True):
        assert fft.fft(X) == "found"
        with pytest.raises(BackendNotImplementedError):
            fft.ifft(X)


@pytest.mark.parametrize("module", ["pyfftw.interfaces.scipy_fft", "mkl_fft.interfaces.scipy_fft"])
def test_published_backends(module):
    backend = pytest.importorskip(module)
    x = np.random.default_rng(0).standard_normal((8, 6))
    with contextlib.ExitStack() as stack:
        stack.enter_context(fft.set_backend(backend, only=True))
        assert np.allclose(fft.fft(x), np.fft.fft(x))
        assert np.allclose(fft.rfftn(x), np.fft.rfftn(x))
