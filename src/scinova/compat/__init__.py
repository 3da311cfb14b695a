# SPDX-License-Identifier: BSD-3-Clause
"""History: the ``import scipy`` hook, the runner of old scripts, and the names gone from SciPy.

Nothing outside this package knows what SciPy once was.
"""
