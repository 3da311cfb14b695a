# SPDX-License-Identifier: BSD-3-Clause
"""Names, keywords and positional arguments that ``scipy.linalg`` once had."""
import importlib

import numpy as np
import pytest

from scinova import linalg
from scinova.compat.namespaces import forwarding_module
from scinova.linalg import interpolative, lapack

A = np.array([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])
B = np.diag([1.0, 2.0, 4.0])


def test_eigh_by_position():
    w, v = linalg.eigh(A, B)
    for got in (linalg.eigh(A, B, True), linalg.eigh(A, B, True, False, False, False, False),
                linalg.eigh(A, B, turbo=False), linalg.eigh(A, B, False, type=1),
                linalg.eigh(np.tril(A), B, True, False, False, False, True, None, 1, True)):
        np.testing.assert_allclose(got[0], w)
        np.testing.assert_allclose(abs(got[1]), abs(v))
    np.testing.assert_allclose(linalg.eigh(A, B, True, True), w)
    np.testing.assert_allclose(linalg.eigh(A, eigvals=(1, 2))[0], linalg.eigvalsh(A)[1:])
    np.testing.assert_allclose(linalg.eigh(A, B, eigvals=(0, 0), turbo=False, eigvals_only=True), w[:1])
    np.testing.assert_allclose(linalg.eigvalsh(A, None, True, False, False, True, (0, 1)), linalg.eigvalsh(A)[:2])
    np.testing.assert_allclose(linalg.eigvalsh(A, B, eigvals=(2, 2)), w[2:])


@pytest.mark.parametrize("call", [
    lambda: linalg.eigh(A, B, True, lower=True), lambda: linalg.eigh(A, eigvals=(0, 1), subset_by_index=(0, 1)),
    lambda: linalg.eigh(A, nonsense=1), lambda: linalg.eigh(A, B, *range(12)), lambda: linalg.pinv(A, rtol=1, cond=1),
    lambda: linalg.solve(A, B, nonsense=True), lambda: linalg.pinvh(A, nonsense=True)])
def test_what_was_never_right(call):
    with pytest.raises(TypeError):
        call()


def test_tolerances_of_pseudoinverses():
    a = np.diag([1.0, 1e-3, 1e-9])
    small = np.diag([1.0, 1e3, 0.0])
    for got in (linalg.pinv(a, cond=1e-6), linalg.pinv(a, rcond=1e-6), linalg.pinv(a, cond=0.1, rcond=1e-6),
                linalg.pinv(a, 1e-6), linalg.pinv(a, None, 1e-6), linalg.pinvh(a, cond=1e-6),
                linalg.pinvh(a, rcond=1e-6),
                linalg.pinv2(a, 1e-6), linalg.pinv2(a, rcond=1e-6), linalg.pinv2(a, 1e-6, return_rank=True)[0]):
        np.testing.assert_allclose(got, small, atol=1e-12)
    assert linalg.pinv(a, 0, 1e-6, True)[1] == 2
    np.testing.assert_allclose(linalg.pinv(a, cond=-1), np.diag([1, 1e3, 1e9]))


def test_solve():
    x = np.array([1.0, 2.0, 3.0])
    np.testing.assert_allclose(linalg.solve(np.triu(A), A @ x, sym_pos=True, debug=True), x)
    with pytest.raises(linalg.LinAlgError):
        linalg.solve(-A, x, sym_pos=True)
    np.testing.assert_allclose(linalg.solve(A, A @ x, sym_pos=False), x)


def test_triangles_and_products():
    np.testing.assert_array_equal(linalg.tri(2, 3, 1), [[True, True, False], [True, True, True]])
    assert linalg.tri(2).dtype == bool and linalg.tri(2, dtype="f").dtype == np.float32
    np.testing.assert_array_equal(linalg.tril(A) + linalg.triu(A, 1), A)
    np.testing.assert_array_equal(linalg.kron(np.eye(2), A), np.kron(np.eye(2), A))


@pytest.mark.parametrize("old, now", [("flapack", "lapack"), ("clapack", "lapack"), ("fblas", "blas"),
                                      ("cblas", "blas")])
def test_modules_of_routines(old, now):
    module = getattr(linalg, old)
    name = "dgesv" if now == "lapack" else "dgemm"
    assert getattr(module, name) is getattr(importlib.import_module(f"scinova.linalg.{now}"), name)


@pytest.mark.parametrize("letter", "sdcz")
def test_lengths_of_workspace(letter):
    module = forwarding_module("scipy.linalg.calc_lwork", "linalg.calc_lwork")
    calls = [("gehrd", 7), ("gesdd", 7, 5), ("gesdd", 5, 7, 0), ("gelss", 7, 5, 3), ("getri", 7), ("geev", 7, 0, 0),
             ("geqrf", 7, 5), ("gees", 7), ("gqr", 7, 5), ("heev" if letter in "cz" else "syev", 7)]
    for name, *args in calls:
        least, best = getattr(module, name)(letter, *args)
        assert 1 <= least <= best, name
    # The least is enough, and one less is not.
    a = np.random.default_rng(0).normal(size=(7, 5))
    least = module.geqrf(letter, 7, 5)[0]
    assert getattr(lapack, letter + "geqrf")(a, lwork=least)[-1] == 0
    with pytest.raises(ValueError):
        getattr(lapack, letter + "geqrf")(a, lwork=least - 1)
    square = a[:5]
    least = module.geev(letter, 5)[0]
    assert getattr(lapack, letter + "geev")(square, lwork=least)[-1] == 0


def test_random_numbers_of_interpolative():
    a = np.random.default_rng(1).normal(size=(80, 60))
    try:
        interpolative.seed(5)
        first = interpolative.rand(2, 3), interpolative.interp_decomp(a, 4)
        interpolative.seed(5)
        second = interpolative.rand(2, 3), interpolative.interp_decomp(a, 4)
        np.testing.assert_array_equal(first[0], second[0])
        np.testing.assert_array_equal(first[1][0], second[1][0])
        assert first[0].shape == (2, 3) and 0 <= first[0].min() <= first[0].max() < 1
        for value in ("default", np.linspace(0, 0.9, 55), None):
            interpolative.seed(value)
            assert 0 <= interpolative.rand() < 1
    finally:
        from scinova.linalg.interpolative import _sketch
        _sketch.STREAM.clear()


def test_exponentials():
    a = np.array([[1.0, 2.0], [3.0, 4.0]])
    np.testing.assert_array_equal(linalg.expm(a, q=7), linalg.expm(a))
    np.testing.assert_array_equal(linalg.expm(a, 7), linalg.expm(a))
    for old in (linalg.expm2, lambda x: linalg.expm3(x, 60)):
        np.testing.assert_allclose(old(a), linalg.expm(a), rtol=1e-12)
        assert old(a.astype("f")).dtype == np.float32 and old(a * 1j).dtype == complex
    np.testing.assert_allclose(linalg.expm3(a, q=2), np.eye(2) + a)
    with pytest.raises(TypeError):
        linalg.expm(a, p=7)
    with pytest.raises(TypeError):
        linalg.expm(a, 7, 8)
