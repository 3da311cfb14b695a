# SPDX-License-Identifier: BSD-3-Clause
"""The lowest layer: what every subpackage shares. Imports no subpackage."""
