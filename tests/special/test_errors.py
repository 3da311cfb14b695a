# SPDX-License-Identifier: BSD-3-Clause
import signal
import threading
import warnings

import numpy as np
import pytest

from scinova import special


def test_everything_but_memory_is_ignored_at_first():
    state = special.geterr()
    assert state.pop("memory") == "raise"
    assert set(state.values()) == {"ignore"}
    assert special.gammaln(0.0) == np.inf


def test_raise_and_warn():
    with special.errstate(all="raise"):
        with pytest.raises(special.SpecialFunctionError, match="gammaln.*singular"):
            special.gammaln(0.0)
        with pytest.raises(special.SpecialFunctionError):
            special.ndtri(np.full(100_000, 2.0))
    with special.errstate(domain="warn"), pytest.warns(special.SpecialFunctionWarning, match="ndtri.*domain"):
        assert np.isnan(special.ndtri(2.0))
    special.ndtri(2.0)


def test_errstate_restores_and_nests():
    before = special.geterr()
    with special.errstate(all="raise", domain="warn"):
        assert special.geterr()["domain"] == "warn"
        with special.errstate(singular="ignore"):
            assert special.geterr()["singular"] == "ignore"
        assert special.geterr()["singular"] == "raise"
    assert special.geterr() == before


def test_wrong_names():
    with pytest.raises(ValueError, match="categories"):
        special.seterr(sigular="warn")
    with pytest.raises(ValueError, match="'ignore', 'warn' or 'raise'"):
        special.seterr(singular="shout")
    assert special.geterr()["singular"] == "ignore"


def test_state_belongs_to_the_thread():
    seen = []
    with special.errstate(all="raise"):
        worker = threading.Thread(target=lambda: seen.append(special.geterr()["singular"]))
        worker.start()
        worker.join()
    assert seen == ["ignore"]


@pytest.mark.parametrize("name", ["expn", "kn", "yn", "pdtri", "nbdtr", "nbdtrc", "nbdtri", "smirnov", "smirnovi"])
def test_fractions_of_whole_arguments_are_told_of(name):
    f = getattr(special, name)
    whole, fraction = (2.0,) * (f.nin - 1) + (0.5,), (2.5,) * (f.nin - 1) + (0.5,)
    with pytest.warns(RuntimeWarning, match=f"{name}.*truncated"):
        assert f(*fraction) == f(*whole)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        f(*whole)
        f(np.nan, *whole[1:])
    with pytest.warns(DeprecationWarning, match="bdtr.*whole"):
        special.bdtr(1.0, 2.5, 0.5)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers")
def test_what_a_signal_handler_raises_ends_a_loop():
    def ring(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(TimeoutError):
            x = np.linspace(-49.5, 50.0, 200_000)
            while True:
                special.hyperu(x, 1.5, 3.0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
