# SPDX-License-Identifier: BSD-3-Clause
"""The rows of the table of special functions, one family per module."""
