# SPDX-License-Identifier: BSD-3-Clause
"""Module names of SciPy's that are gone or were private, but that scripts and libraries import.

Each is a module that forwards every public name to the subpackage that holds it now.
"""
from __future__ import annotations

import importlib
import types
from typing import Any

# Module below ``scipy`` -> the subpackages of scinova searched for its names, in order.
NAMESPACES: dict[str, str] = {
    "constants.codata": "constants",
    "constants.constants": "constants",
    "fftpack.basic": "fftpack",
    "fftpack.convolve": "fftpack",
    "fftpack.helper": "fftpack",
    "fftpack.pseudo_diffs": "fftpack",
    "fftpack.realtransforms": "fftpack",
    "integrate.odepack": "integrate",
    "integrate.quadpack": "integrate",
    "integrate.quadrature": "integrate",
    "interpolate.fitpack": "interpolate",
    "interpolate.fitpack2": "interpolate",
    "interpolate.interpolate": "interpolate",
    "interpolate.polyint": "interpolate",
    "interpolate.rbf": "interpolate",
    "io.idl": "io",
    "io.matlab.mio": "io.matlab io",
    "io.matlab.byteordercodes": "io.matlab",
    "io.matlab.mio4": "io.matlab io",
    "io.matlab.mio5": "io.matlab io",
    "io.matlab.mio5_params": "io.matlab",
    "io.matlab.mio5_utils": "io.matlab",
    "io.matlab.mio_utils": "io.matlab",
    "io.matlab.miobase": "io.matlab",
    "io.matlab.streams": "io.matlab",
    "io.netcdf": "io",
    "linalg.basic": "linalg",
    "linalg.calc_lwork": "compat._linalg_lwork",
    "linalg.cblas": "linalg.blas",
    "linalg.clapack": "linalg.lapack",
    "linalg.decomp": "linalg",
    "linalg.decomp_cholesky": "linalg",
    "linalg.decomp_lu": "linalg",
    "linalg.decomp_qr": "linalg",
    "linalg.decomp_schur": "linalg",
    "linalg.decomp_svd": "linalg",
    "linalg.fblas": "linalg.blas",
    "linalg.flapack": "linalg.lapack",
    "linalg.matfuncs": "linalg",
    "linalg.misc": "linalg",
    "linalg.special_matrices": "linalg",
    "misc.common": "misc",
    "misc.pilutil": "misc",
    "ndimage.filters": "ndimage",
    "ndimage.fourier": "ndimage",
    "ndimage.interpolation": "ndimage",
    "ndimage.measurements": "ndimage",
    "ndimage.morphology": "ndimage",
    "odr.models": "odr",
    "odr.odrpack": "odr",
    "optimize.anneal": "optimize",
    "optimize.cobyla": "optimize",
    "optimize.lbfgsb": "optimize",
    "optimize.linesearch": "optimize",
    "optimize.minpack": "optimize",
    "optimize.nonlin": "optimize",
    "optimize.optimize": "optimize",
    "optimize.slsqp": "optimize",
    "optimize.tnc": "optimize",
    "optimize.zeros": "optimize",
    "signal.filter_design": "signal",
    "signal.signaltools": "signal",
    "signal.spectral": "signal",
    "signal.waveforms": "signal",
    "signal.wavelets": "signal",
    "sparse.base": "sparse",
    "sparse.bsr": "sparse",
    "sparse.compressed": "sparse",
    "sparse.construct": "sparse",
    "sparse.coo": "sparse",
    "sparse.csc": "sparse",
    "sparse.csr": "sparse",
    "sparse.data": "sparse",
    "sparse.dia": "sparse",
    "sparse.dok": "sparse",
    "sparse.lil": "sparse",
    "sparse.sputils": "sparse",
    "sparse.linalg.dsolve": "sparse.linalg",
    "sparse.linalg.eigen": "sparse.linalg",
    "sparse.linalg.interface": "sparse.linalg",
    "sparse.linalg.isolve": "sparse.linalg",
    "spatial.ckdtree": "spatial",
    "spatial.kdtree": "spatial",
    "spatial.qhull": "spatial",
    "special.basic": "special",
    "special.orthogonal": "special",
    "special.specfun": "special",
    "stats.kde": "stats",
    "stats.morestats": "stats",
    "stats.mstats_basic": "stats.mstats",
    "stats.mvn": "stats",
    "stats.stats": "stats",
}
# Three of the old modules share their name with a function: the function wins as an attribute of the package.
FUNCTIONS = {"optimize.anneal"}


def forwarding_module(fullname: str, inside: str) -> types.ModuleType:
    """The module ``fullname``, whose names are those of the subpackages in ``NAMESPACES[inside]``."""
    module = types.ModuleType(fullname, f"Old home of names that live in {NAMESPACES[inside]} now.")
    homes = NAMESPACES[inside].split()

    def __getattr__(name: str) -> Any:
        if name == "__path__":
            raise AttributeError(name)
        for home in homes:
            try:
                return getattr(importlib.import_module(f"scinova.{home}"), name)
            except AttributeError:
                continue
        raise AttributeError(f"module {fullname!r} has no attribute {name!r}")

    module.__getattr__ = __getattr__  # type: ignore[method-assign]
    module.__all__ = [n for home in homes for n in getattr(importlib.import_module(f"scinova.{home}"), "__all__", ())]  # type: ignore[attr-defined]
    return module


def namespace_attribute(inside: str) -> types.ModuleType | None:
    """The forwarding module for attribute access: ``ndimage.filters`` after ``from scipy import ndimage``."""
    if inside not in NAMESPACES or inside in FUNCTIONS:
        return None
    return forwarding_module(f"scinova.{inside}", inside)
