# SPDX-License-Identifier: BSD-3-Clause
import io

import numpy as np
import pytest

from scinova import misc
from scinova.misc import _samples

Image = pytest.importorskip("PIL.Image")


@pytest.mark.parametrize("name, shape, dtype", [("_furry_picture", (768, 1024, 3), np.uint8),
                                                ("_stair_picture", (512, 512), np.uint8),
                                                ("_heart_beats", (108000,), np.float64)])
def test_stand_ins_have_the_shape_of_the_originals(name, shape, dtype):
    made = getattr(_samples, name)()
    assert made.shape == shape
    assert made.dtype == dtype
    assert made.std() > 0


def test_heart_beats_at_the_rate_of_a_heart():
    beats = _samples._heart_beats()
    peaks = np.flatnonzero((beats[1:-1] > 0.9) & (beats[1:-1] >= beats[:-2]) & (beats[1:-1] > beats[2:]))
    count = 1 + np.count_nonzero(np.diff(peaks) > 90)
    assert 60 * 5 < count < 120 * 5


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 3), (5, 7, 4)])
def test_pictures_come_back(shape):
    a = np.random.default_rng(0).integers(0, 256, shape, dtype=np.uint8)
    file = io.BytesIO()
    misc.imsave(file, a, format="png")
    np.testing.assert_array_equal(misc.imread(file), a)
    assert misc.imread(file, flatten=True).dtype == np.float32
    assert misc.imread(file, mode="L").shape == (5, 7)


def test_channels_are_found():
    a = np.random.default_rng(0).integers(0, 256, (3, 6, 8), dtype=np.uint8)
    assert misc.toimage(a).size == (8, 6)
    with pytest.raises(ValueError, match="two-dimensional"):
        misc.toimage(np.zeros((5, 5, 5)))
    with pytest.raises(ValueError, match="real"):
        misc.toimage(np.zeros((5, 5), complex))


def test_bytescale():
    assert misc.bytescale([0.0, 1.0, 2.0]).tolist() == [0, 128, 255]
    assert misc.bytescale([0.0, 5.0], cmin=0, cmax=10, high=100, low=10).tolist() == [10, 55]
    assert misc.bytescale(np.full(3, 7.0)).tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="low and high"):
        misc.bytescale([1.0], high=300)
    with pytest.raises(ValueError, match="cmax"):
        misc.bytescale([1.0], cmin=2, cmax=1)


@pytest.mark.parametrize("size, shape", [(50, (4, 6)), (0.25, (2, 3)), ((5, 9), (5, 9))])
def test_imresize(size, shape):
    assert misc.imresize(np.zeros((8, 12), np.uint8), size).shape == shape


@pytest.mark.parametrize("points, order", [(3, 1), (5, 1), (5, 2), (7, 3), (9, 4)])
def test_central_differences_are_exact_for_polynomials(points, order):
    weights = misc.central_diff_weights(points, order)
    k = np.arange(points) - points // 2
    for power in range(points):
        exact = float(np.prod(np.arange(1, order + 1))) if power == order else 0.0
        assert abs(weights @ k.astype(float) ** power - exact) < 1e-9 * max(1, points // 2) ** power


def test_derivative():
    assert abs(misc.derivative(np.exp, 0.0, dx=1e-3, order=5) - 1) < 1e-11
    second = misc.derivative(lambda x, a: a * np.sin(x), 0.3, dx=1e-2, n=2, args=(2.0,), order=7)
    assert abs(second + 2 * np.sin(0.3)) < 1e-8
    with pytest.raises(ValueError, match="odd"):
        misc.derivative(np.exp, 0.0, order=4)
