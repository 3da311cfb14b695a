# SPDX-License-Identifier: BSD-3-Clause
"""File input and output.

``scinova.io`` reads and writes the formats of other programs: MATLAB's above all.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Saving and loading MATLAB files")
def matlab_files(tour: Tour) -> None:
    """``savemat`` takes a dictionary of variables; ``loadmat`` gives one back. MATLAB has no one-dimensional arrays
    and computes in double precision, so integers and vectors come back as it would hold them."""
    import io as memory

    import numpy as np

    from scinova import io as spio

    file = memory.BytesIO()
    a = np.ones((3, 3))
    spio.savemat(file, {"a": a, "v": np.arange(4)})
    data = spio.loadmat(file, struct_as_record=True)
    print(data["a"])
    print(data["v"], data["v"].dtype)
    tour.check("the array comes back", data["a"], np.ones((3, 3)))
    tour.check("a vector becomes a row", data["v"].shape, (1, 4))


@section("Structures, cells, strings and sparse matrices")
def matlab_types(tour: Tour) -> None:
    """Nested dictionaries become structures, object arrays become cells. Version 5 files can be compressed; version 4
    is the oldest there is and holds matrices and strings only."""
    import io as memory

    import numpy as np

    from scinova import io as spio
    from scinova import sparse

    cell = np.empty(2, dtype=object)
    cell[:] = ["first", np.eye(2)]
    run = {"name": "specimen 12", "temperature": 293.15, "reading": {"volts": np.linspace(0, 1, 3)}}
    links = sparse.coo_matrix(([1.0, 2.0], ([0, 2], [1, 0])), shape=(3, 3)).tocsc()
    compressed = memory.BytesIO()
    spio.savemat(compressed, {"run": run, "cell": cell, "links": links}, do_compression=True)
    back = spio.loadmat(compressed, simplify_cells=True)
    print(back["run"])
    print(back["links"].toarray())
    print(spio.whosmat(compressed))

    oldest = memory.BytesIO()
    spio.savemat(oldest, {"m": np.arange(6.0).reshape(2, 3)}, format="4")
    tour.check("a structure inside a structure", back["run"]["reading"]["volts"], [0.0, 0.5, 1.0])
    tour.check("a string", back["run"]["name"], "specimen 12")
    tour.check("a cell", back["cell"][1], np.eye(2))
    tour.check("a sparse matrix", back["links"].toarray(), [[0, 1.0, 0], [0, 0, 0], [2.0, 0, 0]])
    tour.check("a version 4 file", spio.loadmat(oldest)["m"], [[0.0, 1, 2], [3, 4, 5]])


@section("Reading pictures")
def pictures(tour: Tour) -> None:
    """``misc.imread`` once was SciPy's way to read a picture; it still answers. matplotlib's ``imread`` does the same
    with values between 0 and 1."""
    import io as memory

    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import misc

    from . import data

    file = memory.BytesIO()
    misc.imsave(file, data.photograph(tour.image, colour=True), format="png")
    colours = misc.imread(file)
    grey = misc.imread(file, flatten=True)
    print(colours.shape, colours.dtype, grey.shape, grey.dtype)

    fig, axes = plt.subplots(1, 2, figsize=(6, 3.4))
    axes[0].imshow(colours)
    axes[1].imshow(grey)
    for ax in axes:
        ax.axis("off")
    file.seek(0)
    tour.check("both readers see the same picture", np.rint(255 * plt.imread(file)[..., :3]).astype(int),
               colours.astype(int))


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
