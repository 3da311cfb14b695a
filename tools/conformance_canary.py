# SPDX-License-Identifier: BSD-3-Clause
"""A pytest plugin that breaks one function of scinova's, so that its conformance tests must fail.

If they still passed, the run would be looking at some other library's code.
"""
import scinova.constants


def _broken(*args, **kwargs):
    raise AssertionError("the canary sang")


scinova.constants.convert_temperature = _broken
