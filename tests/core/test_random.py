# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova._core.random import accepts_rng, check_random_state


@accepts_rng("seed", position=1)
def draw(n, rng=None):
    return rng.random(n) if isinstance(rng, np.random.Generator) else rng.random_sample(n)


def test_old_and_new_spellings_have_their_own_streams():
    old = np.random.RandomState(3).random_sample(4)
    new = np.random.default_rng(3).random(4)
    np.testing.assert_array_equal(draw(4, seed=3), old)
    np.testing.assert_array_equal(draw(4, 3), old)
    np.testing.assert_array_equal(draw(4, rng=3), new)
    np.testing.assert_array_equal(draw(4, rng=np.random.default_rng(3)), new)
    np.random.seed(5)
    first = draw(4)
    np.random.seed(5)
    np.testing.assert_array_equal(first, draw(4))


def test_both_spellings_at_once_are_refused():
    with pytest.raises(TypeError, match="both"):
        draw(4, rng=1, seed=1)
    with pytest.raises(TypeError):
        draw(4, 1, rng=1)
    with pytest.raises(ValueError, match="seed must be"):
        check_random_state("three")
