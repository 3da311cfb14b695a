# SPDX-License-Identifier: BSD-3-Clause
"""Linear algebra.

``scinova.linalg`` stands on LAPACK, and takes stacks of matrices everywhere.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("The determinant")
def determinant(tour: Tour) -> None:
    """Of a square matrix; anything else is an error that says so."""
    import numpy as np

    from scinova import linalg

    print(linalg.det(np.array([[1, 2], [3, 4]])))
    print(linalg.det(np.array([[3, 2], [6, 4]])))
    try:
        linalg.det(np.ones((3, 4)))
    except ValueError as error:
        print("ValueError:", error)
    tour.check("det [[1, 2], [3, 4]]", linalg.det(np.array([[1, 2], [3, 4]])), -2.0, rtol=1e-15)
    tour.check("det of a singular matrix", linalg.det(np.array([[3, 2], [6, 4]])), 0.0)
    tour.check_raises("a 3 by 4 matrix has none", ValueError, lambda: linalg.det(np.ones((3, 4))))


@section("The inverse")
def inverse(tour: Tour) -> None:
    """A singular matrix has none: ``LinAlgError``."""
    import numpy as np

    from scinova import linalg

    arr = np.array([[1, 2], [3, 4]])
    iarr = linalg.inv(arr)
    print(iarr)
    try:
        linalg.inv(np.array([[3, 2], [6, 4]]))
    except linalg.LinAlgError as error:
        print("LinAlgError:", error)
    tour.check("the inverse", iarr, [[-2.0, 1.0], [1.5, -0.5]], rtol=1e-14)
    tour.check("arr times its inverse is the identity", arr @ iarr, np.eye(2), atol=1e-14)
    tour.check_raises("a singular matrix", linalg.LinAlgError, lambda: linalg.inv(np.array([[3, 2], [6, 4]])))


@section("Solving a system")
def solving(tour: Tour) -> None:
    """``solve`` looks at the structure of the matrix first: this one is tridiagonal, so it costs next to nothing."""
    import numpy as np

    from scinova import linalg

    n = 200
    second_difference = 2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1)
    x = np.arange(1, n + 1) / (n + 1)
    u = linalg.solve(second_difference, np.full(n, 1 / (n + 1) ** 2))
    print("deflection of a loaded string at its middle:", u.max())
    tour.check("the closed form x (1 - x) / 2", u, x * (1 - x) / 2, rtol=1e-9)


@section("The singular value decomposition")
def svd(tour: Tour) -> None:
    """Any matrix is a rotation, a stretching and a rotation. Keeping the largest singular values compresses it."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import linalg

    from . import data

    arr = np.arange(9).reshape((3, 3)) + np.diag([1, 0, 1])
    uarr, spec, vharr = linalg.svd(arr)
    print(spec)

    picture = data.photograph(tour.image).astype(float)
    u, s, vh = linalg.svd(picture, full_matrices=False)
    fig, axes = plt.subplots(1, 4, figsize=(7.6, 2.8))
    for ax, rank in zip(axes, (5, 20, 60, s.size)):
        ax.imshow((u[:, :rank] * s[:rank]) @ vh[:rank])
        ax.set_title(f"{rank} values")
        ax.axis("off")
    tour.check("the spectrum", spec, [14.88982544, 0.45294236, 0.29654967], rtol=1e-7)
    tour.check("the matrix comes back", (uarr * spec) @ vharr, arr.astype(float), atol=1e-13)
    tour.check("so does the picture", (u * s) @ vh, picture, atol=1e-9)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
