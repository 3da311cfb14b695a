# SPDX-License-Identifier: BSD-3-Clause
"""SciPy's three sample data sets, through pooch, into the cache that SciPy itself uses.

The files and their SHA-256 sums are those of SciPy's public repositories ``dataset-ascent``, ``dataset-ecg`` and
``dataset-face``. A file is checked against its sum before it is read.
"""
from __future__ import annotations

import bz2
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

_SHA256 = {
    "ascent.dat": "03ce124c1afc880f87b55f6b061110e2e1e939679184f5614e38dacc6c1957e2",
    "ecg.dat": "f20ad3365fb9b7f845d0e5c48b6fe67081377ee466c3a220b7f69f35c8958baf",
    "face.dat": "9d8b0b4d081313e2b485748c770472e5a95ed1738146883d84c7030493e82886",
}
_SOURCE = "https://raw.githubusercontent.com/scipy/dataset-{}/main/{}"
_TIMEOUT = 10.0  # seconds to wait for the server


def _pooch() -> Any:
    try:
        import pooch
    except ImportError:
        raise ImportError("scinova.datasets downloads its files with pooch, which is not installed: "
                          "pip install pooch") from None
    return pooch


def _store(path: str | Path | None = None) -> Any:
    pooch = _pooch()
    return pooch.create(path=path or pooch.os_cache("scipy-data"), base_url="", registry=_SHA256, retry_if_failed=0,
                        urls={name: _SOURCE.format(name.removesuffix(".dat"), name) for name in _SHA256})


def _file(name: str) -> Path:
    return Path(_store().fetch(name, downloader=_pooch().HTTPDownloader(timeout=_TIMEOUT)))


def ascent() -> np.ndarray:
    """A grey-level photograph of stairs with people.

    Returns
    -------
    ndarray, shape (512, 512), uint8

    Raises
    ------
    ImportError
        Without pooch.

    Examples
    --------
    >>> from scinova import datasets
    >>> datasets.ascent().shape  # doctest: +SKIP
    (512, 512)
    """
    # The file is a pickled list of rows; its contents are known by their checksum.
    return np.array(pickle.loads(_file("ascent.dat").read_bytes()), dtype=np.uint8)


def face(gray: bool = False) -> np.ndarray:
    """A photograph of a raccoon.

    Parameters
    ----------
    gray : bool
        Return luminance (0.21 red + 0.71 green + 0.07 blue) instead of colours.

    Returns
    -------
    ndarray, shape (768, 1024, 3) or (768, 1024), uint8

    Examples
    --------
    >>> from scinova import datasets
    >>> datasets.face(gray=True).shape  # doctest: +SKIP
    (768, 1024)
    """
    colours = np.frombuffer(bz2.decompress(_file("face.dat").read_bytes()), np.uint8).reshape(768, 1024, 3)
    return luminance(colours) if gray else colours


def luminance(colours: np.ndarray) -> np.ndarray:
    """Grey levels of an RGB picture, truncated to uint8, with the weights that SciPy's sample picture uses."""
    weights = np.array([0.21, 0.71, 0.07])
    return (weights * colours).sum(axis=-1).astype(np.uint8)


def electrocardiogram() -> np.ndarray:
    """Five minutes of an electrocardiogram at 360 Hz, in millivolts.

    Lead MLII of record 208 of the MIT-BIH arrhythmia database, 19:35 to 24:35.

    Returns
    -------
    ndarray, shape (108000,), float64

    Examples
    --------
    >>> from scinova import datasets
    >>> datasets.electrocardiogram().size  # doctest: +SKIP
    108000
    """
    with np.load(_file("ecg.dat")) as stored:
        counts = stored["ecg"].astype(int)
    return (counts - 1024) / 200.0


_FILES_OF = {"ascent": ["ascent.dat"], "electrocardiogram": ["ecg.dat"], "face": ["face.dat"]}


def download_all(path: str | Path | None = None) -> None:
    """Download every data set into ``path``, by default the cache.

    Examples
    --------
    >>> from scinova import datasets
    >>> datasets.download_all()  # doctest: +SKIP
    """
    store = _store(path)
    for name in _SHA256:
        store.fetch(name, downloader=_pooch().HTTPDownloader(timeout=_TIMEOUT))


def clear_cache(datasets: Callable[..., Any] | list[Callable[..., Any]] | tuple | None = None) -> None:
    """Delete downloaded files from the cache.

    Parameters
    ----------
    datasets : callable or sequence of callables, optional
        The functions of this module whose files go; by default all.

    Raises
    ------
    TypeError
        If something other than functions is given.
    ValueError
        If a function is not one of this module's.

    Examples
    --------
    >>> from scinova import datasets
    >>> datasets.clear_cache([datasets.face])  # doctest: +SKIP
    """
    folder = Path(_pooch().os_cache("scipy-data"))
    if datasets is None:
        chosen = list(_FILES_OF)
    else:
        functions = list(datasets) if isinstance(datasets, (list, tuple)) else [datasets]
        for f in functions:
            if not callable(f):
                raise TypeError(f"clear_cache: datasets must be functions of scinova.datasets; got {f!r}")
        chosen = [f.__name__ for f in functions]
    for name in chosen:
        if name not in _FILES_OF:
            raise ValueError(f"clear_cache: no data set {name!r}; there are {', '.join(_FILES_OF)}")
        for file in _FILES_OF[name]:
            (folder / file).unlink(missing_ok=True)
