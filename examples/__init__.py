# SPDX-License-Identifier: BSD-3-Clause
"""SciPy's tutorial, chapter by chapter, on scinova. ``python -m examples.fourier`` runs one chapter."""
