# SPDX-License-Identifier: BSD-3-Clause
"""The other subpackages.

The tutorial lists them without an example: clusters, constants, orthogonal distances, sparse matrices, geometry.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("cluster: a picture in six colours")
def cluster_colours(tour: Tour) -> None:
    """k-means finds the six colours that stand for all of a picture's best; ``vq`` replaces each pixel's colour by the
    nearest of them."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.cluster.vq import kmeans, vq

    from . import data

    picture = data.photograph(tour.image, colour=True)
    pixels = picture.reshape(-1, 3).astype(float)
    palette, distortion = kmeans(pixels[::37], 6, rng=np.random.default_rng(0))
    codes, distances = vq(pixels, palette)
    print(np.rint(palette).astype(int), " mean distance", round(distortion, 2))

    fig, axes = plt.subplots(1, 2, figsize=(6, 3.4))
    axes[0].imshow(picture)
    axes[1].imshow(np.rint(palette[codes]).astype(np.uint8).reshape(picture.shape))
    for ax in axes:
        ax.axis("off")
    some = slice(0, None, 997)
    nearest = np.linalg.norm(pixels[some, None] - palette, axis=2)
    tour.check("each pixel has its nearest colour", distances[some], nearest.min(axis=1), rtol=1e-12)


@section("cluster: a hierarchy")
def cluster_tree(tour: Tour) -> None:
    """Three clouds of points, joined two by two from the nearest on; cut where three groups are left."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.cluster.hierarchy import fcluster, linkage

    rng = np.random.default_rng(2)
    centres = np.array([[0.0, 0.0], [4.0, 1.0], [1.5, 4.0]])
    points = np.concatenate([c + 0.6 * rng.standard_normal((20, 2)) for c in centres])
    tree = linkage(points, method="ward")
    groups = fcluster(tree, 3, criterion="maxclust")
    print("sizes of the groups:", np.bincount(groups)[1:])

    fig, (left, right) = plt.subplots(1, 2)
    left.scatter(*points.T, c=groups, cmap="viridis", s=18)
    right.plot(np.sort(tree[:, 2]), "o-", ms=3)
    right.set(xlabel="merge", ylabel="height")
    tour.check("the clouds are found", [len(set(groups[k:k + 20])) for k in (0, 20, 40)], [1, 1, 1])
    tour.check("the last merge joins everything", tree[-1, 3], 60.0)


@section("constants")
def constants(tour: Tour) -> None:
    """CODATA's values of 2022, with units and uncertainties; and the units of daily life."""
    from scinova import constants

    print("speed of light:", constants.c, "m/s")
    print("electron mass: ", constants.physical_constants["electron mass"])
    print("100 miles:     ", 100 * constants.mile / constants.kilo, "km")
    tour.check("the speed of light is exact", constants.c, 299792458.0, rtol=0)
    tour.check("so is Planck's constant", constants.h, 6.62607015e-34, rtol=0)
    alpha = constants.e**2 / (2 * constants.epsilon_0 * constants.h * constants.c)
    print("fine structure:", alpha)
    tour.check("fine structure: e^2 / (2 eps0 h c)", alpha, constants.alpha, rtol=1e-9)
    tour.check("boiling water", constants.convert_temperature(100, "Celsius", "Fahrenheit"), 212.0, rtol=1e-14)


@section("odr: both coordinates are uncertain")
def odr(tour: Tour) -> None:
    """Least squares blames y alone; orthogonal distance regression shares the blame by the uncertainties. The data are
    Pearson's, with York's weights: a classic test of such fits."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import odr

    x = np.array([0.0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4])
    y = np.array([5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5])
    wx = np.array([1000, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1.0])
    wy = np.array([1.0, 1.8, 4.0, 8.0, 20, 20, 70, 70, 100, 500])
    line = odr.Model(lambda b, x: b[0] + b[1] * x)
    result = odr.ODR(odr.Data(x, y, we=wy, wd=wx), line, beta0=[5.0, -0.5]).run()
    print("intercept and slope:", np.round(result.beta, 5), result.stopreason)

    fig, ax = plt.subplots()
    ax.errorbar(x, y, xerr=1 / np.sqrt(wx), yerr=1 / np.sqrt(wy), fmt="o", ms=3)
    ax.plot(x, result.beta[0] + result.beta[1] * x)
    tour.check("York's line (Canadian Journal of Physics 44 (1966) 1079)", result.beta, [5.47991, -0.480533], rtol=1e-5)


@section("sparse: heat on a plate")
def sparse(tour: Tour) -> None:
    """Ten thousand unknowns, five coefficients each. The matrix is filled as a list of lists, then solved directly as
    compressed rows."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import sparse
    from scinova.sparse import linalg

    n = 60
    plate = sparse.lil_matrix((n * n, n * n))
    plate.setdiag(4)
    plate.setdiag(-1, k=n)
    plate.setdiag(-1, k=-n)
    for k in range(n * n - 1):
        if (k + 1) % n:
            plate[k, k + 1] = plate[k + 1, k] = -1
    x = np.arange(1, n + 1) / (n + 1)
    source = np.outer(np.sin(np.pi * x), np.sin(2 * np.pi * x)).ravel()
    temperature = linalg.spsolve(plate.tocsr(), source)
    print(plate.shape, "with", plate.nnz, "coefficients")

    fig, ax = plt.subplots(figsize=(4, 3))
    ax.imshow(temperature.reshape(n, n), cmap="inferno")
    ax.axis("off")
    eigenvalue = 4 - 2 * np.cos(np.pi / (n + 1)) - 2 * np.cos(2 * np.pi / (n + 1))
    tour.check("the source is an eigenvector", temperature, source / eigenvalue, rtol=1e-9, atol=1e-9)
    tour.check("the residual", plate.tocsr() @ temperature, source, atol=1e-11)


@section("spatial: triangles and neighbours")
def spatial(tour: Tour) -> None:
    """Delaunay's triangulation of random points, and the nearest neighbours of others from a k-d tree."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.spatial import Delaunay, cKDTree

    rng = np.random.default_rng(9)
    points = rng.random((300, 2))
    triangles = Delaunay(points)
    tree = cKDTree(points)
    ask = rng.random((40, 2))
    distance, nearest = tree.query(ask)

    fig, ax = plt.subplots(figsize=(4.6, 4.2))
    ax.triplot(points[:, 0], points[:, 1], triangles.simplices, lw=0.6)
    for q, k in zip(ask, nearest):
        ax.plot([q[0], points[k, 0]], [q[1], points[k, 1]], "C1-", lw=1.4)
    ax.plot(*ask.T, "C1.", ms=4)
    ax.set_aspect("equal")
    ax.axis("off")
    a, b, c = (points[triangles.simplices[:, k]] for k in range(3))
    u, v = b - a, c - a
    area = 0.5 * np.abs(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]).sum()
    hull = np.unique(triangles.convex_hull)
    middle = points[hull].mean(axis=0)
    around = hull[np.argsort(np.arctan2(*(points[hull] - middle).T[::-1]))]
    px, py = points[around].T
    shoelace = 0.5 * abs(px @ np.roll(py, -1) - py @ np.roll(px, -1))
    print(len(triangles.simplices), "triangles")
    tour.check("neighbours by looking at all", distance,
               np.linalg.norm(ask[:, None] - points, axis=2).min(axis=1), rtol=1e-12)
    tour.check("the triangles fill the convex hull", area, shoelace, rtol=1e-10)
    tour.check("Euler: triangles = 2 n - 2 - hull", len(triangles.simplices), 2 * len(points) - 2 - len(hull))


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
