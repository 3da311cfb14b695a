# SPDX-License-Identifier: BSD-3-Clause
import copy
import pickle

import numpy as np
import pytest

from scinova._core.results import Result, tuple_result

Fit = tuple_result("Fit", "slope intercept", "stderr", module=__name__)


def test_tuple_with_more_attributes():
    fit = Fit(2.0, 1.0, stderr=0.5)
    slope, intercept = fit
    assert (slope, intercept, len(fit), fit.stderr) == (2.0, 1.0, 2, 0.5)
    assert fit == (2.0, 1.0)
    assert fit._asdict() == {"slope": 2.0, "intercept": 1.0}
    assert fit._replace(slope=3.0).slope == 3.0
    for twin in (copy.copy(fit), copy.deepcopy(fit)):
        assert (twin.slope, twin.stderr) == (2.0, 0.5)
    with pytest.raises(AttributeError):
        fit.slope = 3
    with pytest.raises(TypeError, match="lacks stderr"):
        Fit(1.0, 2.0)
    with pytest.raises(TypeError, match="unexpected"):
        Fit(1.0, 2.0, 3.0, other=1)


def test_dictionary_with_attributes():
    r = Result(x=np.eye(2), message="done", nit=3)
    assert r.nit == r["nit"] == 3
    r.extra = 1
    assert r["extra"] == 1
    del r.extra
    assert "extra" not in r
    with pytest.raises(AttributeError):
        _ = r.nothing
    assert "message: 'done'" in repr(r)
    assert pickle.loads(pickle.dumps(r)).nit == 3
    assert set(dir(r)) == {"x", "message", "nit"}
