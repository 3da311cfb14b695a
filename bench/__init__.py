# SPDX-License-Identifier: BSD-3-Clause
"""Speed, side by side with SciPy and the specialised libraries, in one process."""
