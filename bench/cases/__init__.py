# SPDX-License-Identifier: BSD-3-Clause
"""Tables of cases, one file a subpackage."""
