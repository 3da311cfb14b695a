# SPDX-License-Identifier: BSD-3-Clause
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_equal

import scinova
from scinova import ndimage

from .naive import arrays

QUICK = settings(max_examples=50, deadline=None)


def flood(a, structure):
    """Components by flooding, numbered by their first element."""
    steps = [np.array(s) - 1 for s in itertools.product(range(3), repeat=a.ndim) if structure[s]]
    out, count = np.zeros(a.shape, int), 0
    for start in map(tuple, np.argwhere(a)):
        if out[start]:
            continue
        count += 1
        out[start], stack = count, [start]
        while stack:
            at = stack.pop()
            for s in steps:
                p = tuple(np.array(at) + s)
                if all(0 <= i < n for i, n in zip(p, a.shape)) and a[p] and not out[p]:
                    out[p] = count
                    stack.append(p)
    return out, count


@QUICK
@given(st.data(), arrays("?Bd"))
def test_label(data, a):
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    structure = rng.random((3,) * a.ndim) < data.draw(st.sampled_from([0.2, 0.5, 1.0]))
    structure |= structure[(slice(None, None, -1),) * a.ndim]
    true = a > 0.3 if a.dtype.kind == "f" else a % 3 == 0 if a.dtype.kind == "u" else a
    expected, count = flood(np.asarray(true), structure)
    got, n = ndimage.label(true, structure)
    assert n == count and got.dtype == np.int32
    np.testing.assert_array_equal(got, expected)
    into = np.empty(a.shape, np.uint16)
    assert ndimage.label(true, structure, into) == count
    np.testing.assert_array_equal(into, expected)
    boxes = ndimage.find_objects(got)
    assert len(boxes) == count
    for k, box in enumerate(boxes):
        places = np.argwhere(expected == k + 1)
        assert box == tuple(slice(int(p.min()), int(p.max()) + 1) for p in places.T)


def test_label_of_itself_in_place():
    a = np.random.default_rng(0).integers(0, 2, (40, 50))
    expected, count = ndimage.label(a)
    assert ndimage.label(a, output=a) == count
    np.testing.assert_array_equal(a, expected)


def test_labels_that_do_not_fit():
    board = np.indices((40, 40)).sum(0) % 2
    for output in ("u1", "i1", np.zeros(board.shape, np.uint8)):
        with pytest.raises(RuntimeError):
            ndimage.label(board, output=output)
    assert ndimage.label(board, output="u2")[1] == 800


@QUICK
@given(st.data(), arrays("?BhildfQ", max_ndim=3), st.sampled_from(["i", "B", "d", "l"]))
def test_measurements(data, a, label_type):
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    labels = rng.integers(0, 5, a.shape).astype(label_type)
    index = np.array(data.draw(st.lists(st.integers(0, 6), min_size=1, max_size=6)))
    v = np.asarray(a, a.dtype.newbyteorder("="))
    groups = [v[labels == k] for k in index]

    def check(name, each, absent):
        with np.errstate(all="ignore"):
            got = getattr(ndimage, name)(a, labels, index)
        expected = [each(g) if g.size else absent for g in groups]
        np.testing.assert_allclose(np.asarray(got, float), np.asarray(expected, float), rtol=1e-6, atol=1e-6)
    check("sum", lambda g: g.sum(dtype=float), 0)
    check("sum_labels", lambda g: g.sum(dtype=float), 0)
    check("mean", lambda g: g.mean(dtype=float), np.nan)
    check("variance", lambda g: g.var(dtype=float), np.nan)
    check("standard_deviation", lambda g: g.std(dtype=float), np.nan)
    check("minimum", lambda g: g.min(), 0)
    check("maximum", lambda g: g.max(), 0)
    check("median", lambda g: np.median(g), np.nan)
    low, high, low_at, high_at = ndimage.extrema(a, labels, index)
    assert low.dtype == a.dtype
    for k, g in enumerate(groups):
        if g.size:
            assert v[low_at[k]] == low[k] and labels[low_at[k]] == index[k]
            assert v[high_at[k]] == high[k] and labels[high_at[k]] == index[k]
    present = [k for k in range(5) if (labels == k).any()]
    heavy = np.abs(v.astype(float)) + 1
    for k, centre in zip(present, ndimage.center_of_mass(heavy, labels, present)):
        inside = labels == k
        np.testing.assert_allclose(centre, [np.average(i[inside], weights=heavy[inside]) for i in np.indices(a.shape)])
        np.testing.assert_allclose(ndimage.center_of_mass(heavy, labels, k), centre)
    if (labels > 0).any():
        assert ndimage.minimum(a, labels) == v[labels > 0].min()
        assert ndimage.mean(a, labels) == pytest.approx(v[labels > 0].mean(dtype=float), rel=1e-5, abs=1e-5)


def test_nan_is_the_greatest():
    w, ones = np.array([1, np.nan, 0, 2.0]), np.ones(4, int)
    assert ndimage.minimum(w, ones, [1]).tolist() == [0]
    assert np.isnan(ndimage.maximum(w, ones, [1])).all()
    assert np.isnan(ndimage.minimum(w))


def test_labels_far_apart():
    labels = np.array([-2**62, 5, 5, 2**62])
    assert ndimage.sum([1, 2, 3, 4], labels, [2**62, 5, -2**62, 0]).tolist() == [4, 5, 1, 0]
    assert ndimage.sum([1, 2], np.array([2**64 - 1, 3], np.uint64), np.array([2**64 - 1], np.uint64)).tolist() == [1]


def test_broadcast_and_comprehension():
    v = np.arange(6).reshape(2, 3)
    assert ndimage.sum(v, [1, 2, 1], [1, 2]).tolist() == [10, 5]
    got = ndimage.labeled_comprehension(v, [1, 2, 1], [1, 2, 9], lambda x, p: (x * p).sum(), float, -1, True)
    assert got.tolist() == [0 + 4 + 9 + 25, 1 + 16, -1]
    assert ndimage.histogram(v, 0, 6, 3, v > 1, [0, 1])[1].tolist() == [0, 2, 2]
    with pytest.raises(ValueError):
        ndimage.labeled_comprehension(v, None, [1], np.sum, float, 0)
    with pytest.raises(ValueError):
        ndimage.labeled_comprehension(v, [1, 2], None, np.sum, float, 0)


def test_value_indices():
    a = np.random.default_rng(0).integers(-3, 4, (7, 8))
    where = ndimage.value_indices(a, ignore_value=2)
    assert sorted(where) == sorted(set(a.ravel().tolist()) - {2})
    for value, place in where.items():
        for got, expected in zip(place, np.nonzero(a == value)):
            np.testing.assert_array_equal(got, expected)


@pytest.mark.parametrize("call, error", [
    (lambda: ndimage.label([1j]), TypeError), (lambda: ndimage.label([1, 2], np.ones((3, 3))), RuntimeError),
    (lambda: ndimage.label([1, 2], np.ones(5)), ValueError), (lambda: ndimage.label([1, 0], [1, 1, 0]), AssertionError),
    (lambda: ndimage.label([1, 0], output=np.zeros(3, int)), ValueError),
    (lambda: ndimage.find_objects(np.array([1.0])), TypeError), (lambda: ndimage.value_indices([1.0]), ValueError),
    (lambda: ndimage.minimum([1.0], [0], 3), ValueError), (lambda: ndimage.sum([1j], [1], [1]), TypeError)])
def test_bad_input(call, error):
    with pytest.raises(error):
        call()


@pytest.mark.parametrize("shape", [(3, 200), (70, 130), (5, 9, 66), (2, 3, 4, 129), (400, 3)])
def test_label_over_words_and_bands(shape):
    rng = np.random.default_rng(len(shape))
    for share in (0.35, 0.6, 0.97):
        for dense in (0.2, 0.5, 1.0):
            a, structure = rng.random(shape) < share, rng.random((3,) * len(shape)) < dense
            structure |= structure[(slice(None, None, -1),) * a.ndim]
            expected, count = flood(a, structure)
            got, n = ndimage.label(a, structure)
            assert n == count
            np.testing.assert_array_equal(got, expected)
            np.testing.assert_array_equal(ndimage.label(a[..., ::-1], structure)[0] > 0, a[..., ::-1])


def test_label_in_parallel_bands():
    a = np.random.default_rng(0).random((700, 300)) < 0.6
    expected = ndimage.label(a)
    for threads in (1, 2, 3):
        scinova.set_num_threads(threads)
        try:
            got = ndimage.label(a)
        finally:
            scinova.set_num_threads(None)
        assert got[1] == expected[1]
        np.testing.assert_array_equal(got[0], expected[0])
    np.testing.assert_array_equal(expected[0], flood(a, ndimage.generate_binary_structure(2, 1))[0])


@QUICK
@given(st.data(), arrays("?bBhHiIlfd", max_ndim=3))
def test_one_group(data, a):
    """All elements, those of labels above 0, and those of one label, against NumPy in double precision."""
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    labels = rng.integers(-1, 3, a.shape).astype(data.draw(st.sampled_from("bild")))
    for args, inside in (((), np.full(a.shape, True)), ((labels,), labels > 0), ((labels, 1), labels == 1)):
        g = np.asarray(a[inside], a.dtype.newbyteorder("="))
        got = ndimage.sum(a, *args)
        assert got.dtype == g.sum().dtype
        np.testing.assert_allclose(float(got), g.sum(dtype=float), rtol=1e-6, atol=1e-5)
        if a.dtype.kind != "f":
            assert got == g.sum()
        if not g.size:
            continue
        np.testing.assert_allclose(ndimage.mean(a, *args), g.mean(dtype=float), rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(ndimage.variance(a, *args), g.var(dtype=float), rtol=1e-5, atol=1e-5)
        assert ndimage.minimum(a, *args) == g.min() and ndimage.maximum(a, *args) == g.max()
        low, high, low_at, high_at = ndimage.extrema(a, *args)
        assert (low, high) == (g.min(), g.max()) == (a[low_at], a[high_at])
        assert inside[low_at] and inside[high_at]
        heavy = np.abs(a.astype(float)) + 1
        np.testing.assert_allclose(ndimage.center_of_mass(heavy, *args),
                                   [np.average(i[inside], weights=heavy[inside]) for i in np.indices(a.shape)])


def test_sums_of_many_elements():
    """Large arrays are cut into pieces, of which each is summed by halves."""
    rng = np.random.default_rng(0)
    for shape in ((300000,), (700, 301), (40, 50, 60)):
        for a in (rng.standard_normal(shape), rng.standard_normal(shape).astype("f4"), rng.integers(0, 9, shape),
                  np.asfortranarray(rng.standard_normal(shape)), rng.standard_normal((2, *shape))[1][..., ::-1]):
            exact = math.fsum(a.ravel().astype(float))
            size = np.abs(a.astype(float)).sum()
            assert abs(float(ndimage.sum(a)) - exact) <= size * (1e-15 if a.dtype != "f4" else 1e-7)
            np.testing.assert_allclose(ndimage.variance(a), a.astype(float).var(), rtol=1e-13)
            at = np.unravel_index(np.argmax(a), shape)
            assert ndimage.maximum_position(a) == at and ndimage.minimum_position(-a) == at
    a[3] = np.nan
    assert np.isnan(ndimage.sum(a)) and np.isnan(ndimage.maximum(a))
    assert ndimage.maximum_position(a) == np.unravel_index(np.argmax(a), shape)


def test_sums_do_not_depend_on_threads():
    rng = np.random.default_rng(0)
    a, labels = rng.standard_normal((900, 400)), rng.integers(0, 50, (900, 400))
    calls = [lambda f=f, args=args: np.array(getattr(ndimage, f)(a, *args))
             for f in ("sum", "variance", "center_of_mass")
             for args in ((), (labels, 3), (labels, range(50)))]
    results = []
    for threads in (1, 2, 3):
        scinova.set_num_threads(threads)
        try:
            results.append([call() for call in calls])
        finally:
            scinova.set_num_threads(None)
    for got in results[1:]:
        for x, y in zip(got, results[0]):
            np.testing.assert_array_equal(x, y)


def test_value_indices_of_nothing_and_of_the_least_integer():
    assert ndimage.value_indices(np.zeros((3, 0), int), ignore_value=2**70) == {}
    least = -2**63
    where = ndimage.value_indices(np.array([least, least + 1, least]))
    assert {int(k): v[0].tolist() for k, v in where.items()} == {least: [0, 2], least + 1: [1]}
    assert list(map(int, ndimage.value_indices(np.array([least, least + 1]), ignore_value=least))) == [least + 1]


@pytest.mark.parametrize("threads", [1, 2])
def test_find_objects_near_and_far(threads):
    scinova.set_num_threads(threads)
    rng = np.random.default_rng(3)
    for shape in ((400, 700), (3, 5), (90, 40, 50), (1000,)):
        for scale in (1, 100003):
            labels = rng.integers(-2, 40, shape) * scale
            found = ndimage.find_objects(labels)
            assert len(found) == labels.max()
            for k in range(1, 40):
                if k * scale > len(found):
                    break
                where = np.nonzero(labels == k * scale)
                box = tuple(slice(int(w.min()), int(w.max()) + 1) for w in where) if where[0].size else None
                assert found[k * scale - 1] == box
            assert sum(b is not None for b in found) == np.unique(labels[labels > 0]).size
    with pytest.raises(ValueError):
        ndimage.find_objects(np.array([1, 2**45]))
    with pytest.raises(ValueError):
        ndimage.find_objects(np.array([2**63 + 5], np.uint64))
    scinova.set_num_threads(None)
    assert ndimage.find_objects(np.array([2**63 + 5, 2], np.uint64), 2) == [None, (slice(1, 2),)]


def test_one_group_is_what_numpy_finds_in_it():
    rng = np.random.default_rng(4)
    for dtype in "?bBhIlLfd":
        a = (100 * rng.standard_normal((9, 7))).astype(dtype)
        if dtype in "fd":
            a[rng.integers(9), 0] = np.nan
        labels = rng.integers(0, 3, a.shape)
        for index, members in ((None, labels > 0), (1, labels == 1), (2, labels == 2)):
            values, places = a[members], np.argwhere(members)
            assert isinstance(ndimage.median(a, labels, index), np.floating)
            assert_equal(ndimage.minimum(a, labels, index), values.min())
            assert_equal(ndimage.maximum(a, labels, index), values.max())
            assert_equal(ndimage.median(a, labels, index), np.median(values))
            assert ndimage.minimum_position(a, labels, index) == tuple(places[values.argmin()])
            assert ndimage.maximum_position(a, labels, index) == tuple(places[values.argmax()])
        assert_equal(ndimage.median(a), np.median(a))


class _WithoutPlainCalls:
    """The native module, less the calls that take plain arguments at once."""

    def __getattr__(self, name):
        from scinova.ndimage import _native
        return (lambda *args: None) if name == "measure" else getattr(_native, name)


@QUICK
@given(st.data(), arrays("?bBHildfQ", max_ndim=3), st.sampled_from("?bBldQ"))
def test_plain_arguments_take_the_short_way_to_the_same(data, a, label_type):
    from scinova.ndimage import _measure

    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    labels = rng.integers(-1, 4, a.shape).astype(label_type)
    index = data.draw(st.sampled_from([None, 1, np.int64(2), [1, np.int32(2)], range(1, 4), range(3, 0, -1), [2, 1, 2],
                                       np.arange(1, 4), [], True]))
    for name in ("sum", "mean", "variance", "minimum", "maximum", "median", "center_of_mass", "extrema",
                 "minimum_position", "maximum_position"):
        found = []
        for native in (_measure._native, _WithoutPlainCalls()):
            with pytest.MonkeyPatch.context() as patch, np.errstate(all="ignore"):
                patch.setattr(_measure, "_native", native)
                try:
                    found.append(getattr(ndimage, name)(a, labels, index))
                except Exception as problem:
                    found.append(type(problem))
        assert_equal(found[0], found[1], err_msg=name)
        assert type(found[0]) is type(found[1])


def test_complex_variances_are_complex():
    a = np.array([1 + 2j, 3, 2j, 4])
    expected = np.mean(np.abs(a - a.mean()) ** 2)
    for got in (ndimage.variance(a), ndimage.variance(a, np.ones(4, int)), ndimage.variance(a, np.ones(4, int), 1)):
        assert got.dtype == np.complex128
        assert got == pytest.approx(expected)


def test_the_value_of_a_scalar_lies_at_no_index():
    assert ndimage.value_indices(np.array(3)) == {3: ()}
    assert ndimage.value_indices(np.array(3), ignore_value=3) == {}
