# SPDX-License-Identifier: BSD-3-Clause
"""The thread pool: chunks, exceptions, nesting, forks, Ctrl-C."""
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import scinova
from scinova._core import _native
from scinova._core.threads import threads_for


@pytest.fixture(autouse=True)
def _restore_threads():
    yield
    scinova.set_num_threads(None)


@pytest.mark.parametrize("n, grain", [(0, 1), (1, 10), (1000, 1), (1000, 100), (1001, 100), (100_000, 7)])
def test_chunks_do_not_depend_on_threads(n, grain):
    seen = []
    for threads in (1, 2, 5):
        scinova.set_num_threads(threads)
        out = np.full(n, -1)
        _native.mark_chunks(out, grain)
        seen.append(out)
    assert all(np.array_equal(seen[0], other) for other in seen)
    assert n == 0 or (seen[0].min() == 0 and seen[0].max() < 256)


def test_exception_in_a_chunk_reaches_the_caller_and_the_pool_goes_on():
    scinova.set_num_threads(4)
    for _ in range(5):
        with pytest.raises(MemoryError):
            _native.throw_in_chunk(100, 50)
    out = np.zeros(1000, int)
    _native.mark_chunks(out, 10)
    assert out.max() == 99


def test_many_python_threads_share_the_pool():
    scinova.set_num_threads(3)
    outs = [np.full(50_000, -1) for _ in range(8)]
    workers = [threading.Thread(target=lambda o=o: [_native.mark_chunks(o, 50) for _ in range(50)]) for o in outs]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    assert all(np.array_equal(outs[0], o) for o in outs)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_child_has_a_working_pool():
    scinova.set_num_threads(4)
    out = np.zeros(10_000, int)
    _native.mark_chunks(out, 10)
    child = os.fork()
    if child == 0:
        copy = np.zeros(10_000, int)
        _native.mark_chunks(copy, 10)
        os._exit(0 if np.array_equal(copy, out) else 1)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            assert os.waitstatus_to_exitcode(status) == 0
            return
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child hangs")


@pytest.mark.parametrize("threads", [1, 3])
def test_ctrl_c_stops_a_long_loop(threads):
    code = ("import scinova, signal, threading, os, time\n"
            "signal.signal(signal.SIGINT, signal.default_int_handler)\n"          # a background job ignores it
            "from scinova._core import _native\n"
            f"scinova.set_num_threads({threads})\n"
            "threading.Timer(0.4, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
            "began = time.monotonic()\n"
            "try:\n    _native.spin(200_000)\n"
            "except KeyboardInterrupt:\n    print('stopped', time.monotonic() - began < 20)\n")
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert out.stdout.split() == ["stopped", "True"], out.stderr


def test_set_num_threads_refuses_nonsense():
    with pytest.raises(ValueError, match="n must be at least 1"):
        scinova.set_num_threads(0)
    with pytest.raises(TypeError):
        scinova.set_num_threads("two")


def test_workers_argument_is_local():
    scinova.set_num_threads(2)
    with threads_for(1):
        assert scinova.get_num_threads() == 1
    with threads_for(None):
        assert scinova.get_num_threads() == 2
    assert scinova.get_num_threads() == 2


@pytest.mark.parametrize("wanted, level", [("v2", 2), ("v3", 3)])
def test_processor_level_can_be_lowered(wanted, level):
    if _native.simd_level() < level:
        pytest.skip("this processor has no such level")
    out = subprocess.run([sys.executable, "-c", "from scinova._core import _native; print(_native.simd_level())"],
                         env={**os.environ, "SCINOVA_SIMD": wanted}, capture_output=True, text=True, check=True)
    assert int(out.stdout) == level


def test_views_refuse_what_they_cannot_see():
    good = np.zeros(8, np.int64)
    swapped = good.astype(">i8")
    frozen = good.copy()
    frozen.flags.writeable = False
    field = np.zeros(8, dtype=[("a", "i1"), ("b", "<i8")])["b"]
    for bad in (good.astype(float), good.astype(np.int32), swapped, frozen, field, good.reshape(2, 4), [1, 2], None):
        with pytest.raises(TypeError):
            _native.mark_chunks(bad, 1)
    _native.mark_chunks(good[::-2], 1)
    assert good.tolist() == [0, 3, 0, 2, 0, 1, 0, 0]
