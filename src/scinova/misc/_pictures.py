# SPDX-License-Identifier: BSD-3-Clause
"""Reading, writing and reshaping picture files, on Pillow (imported when used)."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Choice

_RESAMPLING = {"nearest": 0, "lanczos": 1, "bilinear": 2, "bicubic": 3, "cubic": 3}
_IMRESIZE = Arguments("misc.imresize", example=dict(arr=np.zeros((4, 4), np.uint8), size=0.5, interp="bilinear"),
                      interp=Choice(_RESAMPLING))
_IMROTATE = Arguments("misc.imrotate", example=dict(arr=np.zeros((4, 4), np.uint8), angle=30, interp="bilinear"),
                      interp=Choice(_RESAMPLING))


def _pillow() -> Any:
    try:
        from PIL import Image
    except ImportError:
        raise ImportError("scinova.misc reads and writes pictures with Pillow, which is not installed: "
                          "pip install pillow") from None
    return Image


def bytescale(data: Any, cmin: float | None = None, cmax: float | None = None, high: int = 255,
              low: int = 0) -> np.ndarray:
    """Map ``[cmin, cmax]`` linearly onto the bytes ``[low, high]``.

    Parameters
    ----------
    data : array_like
        uint8 input is returned as it is.
    cmin, cmax : float, optional
        By default the smallest and largest value.
    high, low : int
        Bounds of the result, ``0 <= low <= high <= 255``.

    Returns
    -------
    ndarray of uint8

    Raises
    ------
    ValueError
        If the bounds are out of order or out of range.

    Examples
    --------
    >>> from scinova.misc import bytescale
    >>> bytescale([0.0, 0.5, 1.0])
    array([  0, 128, 255], dtype=uint8)
    """
    a = np.asarray(data)
    if a.dtype == np.uint8:
        return a
    if not 0 <= low <= high <= 255:
        raise ValueError(f"bytescale: low and high must satisfy 0 <= low <= high <= 255; got {low} and {high}")
    bottom = a.min() if cmin is None else cmin
    top = a.max() if cmax is None else cmax
    if top < bottom:
        raise ValueError(f"bytescale: cmax must not be below cmin; got {top} and {bottom}")
    span = float(top - bottom) or 1.0
    scaled = (a - float(bottom)) * ((high - low) / span) + low
    return (np.clip(scaled, low, high) + 0.5).astype(np.uint8)


def fromimage(im: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """The pixels of a Pillow image as an array.

    Parameters
    ----------
    im : PIL.Image.Image
    flatten : bool
        Return grey levels as float32.
    mode : str, optional
        Pillow mode to convert to first; palettes become RGB or RGBA without it.

    Returns
    -------
    ndarray, shape (rows, columns) or (rows, columns, channels)

    Raises
    ------
    TypeError
        If ``im`` is not a Pillow image.

    Examples
    --------
    >>> from PIL import Image
    >>> from scinova.misc import fromimage
    >>> fromimage(Image.new("RGB", (4, 2))).shape
    (2, 4, 3)
    """
    if not isinstance(im, _pillow().Image):
        raise TypeError(f"fromimage: im must be a Pillow image; got {type(im).__name__}")
    if mode is not None:
        if mode != im.mode:
            im = im.convert(mode)
    elif im.mode == "P":
        im = im.convert("RGBA" if "transparency" in im.info else "RGB")
    if flatten:
        im = im.convert("F")
    elif im.mode == "1":
        im = im.convert("L")
    return np.array(im)


def imread(name: Any, flatten: bool = False, mode: str | None = None) -> np.ndarray:
    """Read a picture file.

    Parameters
    ----------
    name : path or binary file object
    flatten : bool
        Return grey levels as float32.
    mode : str, optional
        Pillow mode to convert to: 'L' (8-bit grey), 'RGB', 'RGBA', 'F', ...

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.misc import imread
    >>> imread("portrait.png")  # doctest: +SKIP
    """
    with _pillow().open(name) as im:
        return fromimage(im, flatten=flatten, mode=mode)


def toimage(arr: Any, high: int = 255, low: int = 0, cmin: float | None = None, cmax: float | None = None,
            pal: Any = None, mode: str | None = None, channel_axis: int | None = None) -> Any:
    """A Pillow image of an array.

    Parameters
    ----------
    arr : array_like
        Two dimensions (grey), or three of which one has length 3 or 4 (colours).
    high, low, cmin, cmax
        As in `bytescale`.
    pal : array_like, optional
        A palette of 256 RGB rows, for a two-dimensional array.
    mode : str, optional
        'F' or 'I' keep floats or 32-bit integers of a two-dimensional array; 'L', 'P', '1', 'RGB', 'RGBA', 'YCbCr'.
    channel_axis : int, optional
        Which axis holds the colours; by default the first of length 3 or 4, looked for from the last.

    Returns
    -------
    PIL.Image.Image

    Raises
    ------
    ValueError
        If the array is complex or of another shape.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.misc import toimage
    >>> toimage(np.eye(3)).size
    (3, 3)
    """
    image = _pillow()
    a = np.asarray(arr)
    if np.iscomplexobj(a):
        raise ValueError("toimage: arr must be real; got complex values")
    if a.ndim == 2:
        if mode in ("F", "I"):
            return image.fromarray(np.ascontiguousarray(a, dtype=np.float32 if mode == "F" else np.int32))
        levels = bytescale(a, cmin, cmax, high, low)
        if mode == "1":
            return image.fromarray(np.where(levels > low, np.uint8(255), np.uint8(0))).convert("1")
        picture = image.fromarray(np.ascontiguousarray(levels))
        if mode == "P" or pal is not None:
            palette = np.repeat(np.arange(256, dtype=np.uint8), 3) if pal is None else np.asarray(pal, np.uint8).ravel()
            picture = picture.convert("P")
            picture.putpalette(palette.tobytes())
        return picture
    channels = [d for d in (2, 1, 0) if a.ndim == 3 and a.shape[d] in (3, 4)]
    axis = channel_axis if channel_axis is not None else (channels[0] if channels else None)
    if axis is None or a.ndim != 3 or a.shape[axis] not in (3, 4):
        raise ValueError("toimage: arr must be two-dimensional, or three-dimensional with one axis of length 3 or 4; "
                         f"got shape {a.shape}")
    colours = np.ascontiguousarray(np.moveaxis(bytescale(a, cmin, cmax, high, low), axis, -1))
    picture = image.fromarray(colours)
    return picture if mode in (None, picture.mode) else image.frombytes(mode, picture.size, colours.tobytes())


def imsave(name: Any, arr: Any, format: str | None = None) -> None:
    """Write an array as a picture file; the format follows from the name, or from ``format`` for a file object.

    Parameters
    ----------
    name : path or binary file object
    arr : array_like
        As in `toimage`.
    format : str, optional

    Examples
    --------
    >>> import io, numpy as np
    >>> from scinova.misc import imread, imsave
    >>> file = io.BytesIO()
    >>> imsave(file, np.eye(2, dtype=np.uint8), format="png")
    >>> imread(file)
    array([[1, 0],
           [0, 1]], dtype=uint8)
    """
    toimage(arr, channel_axis=2 if np.ndim(arr) == 3 else None).save(name, format)


def imresize(arr: Any, size: Any, interp: str = "bilinear", mode: str | None = None) -> np.ndarray:
    """Resize a picture.

    Parameters
    ----------
    arr : array_like
    size : int, float or (int, int)
        A percentage, a factor, or the new numbers of rows and columns.
    interp : {'nearest', 'lanczos', 'bilinear', 'bicubic', 'cubic'}
    mode : str, optional
        Pillow mode of the intermediate image.

    Returns
    -------
    ndarray of uint8

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.misc import imresize
    >>> imresize(np.eye(4), 50).shape
    (2, 2)
    """
    resample = _IMRESIZE.interp(interp)
    picture = toimage(arr, mode=mode)
    if isinstance(size, (int, np.integer)):
        new = tuple(int(s * size / 100.0) for s in picture.size)
    elif isinstance(size, (float, np.floating)):
        new = tuple(int(s * size) for s in picture.size)
    else:
        new = (int(size[1]), int(size[0]))
    return fromimage(picture.resize(new, resample=resample))


def imrotate(arr: Any, angle: float, interp: str = "bilinear") -> np.ndarray:
    """Rotate a picture about its centre by ``angle`` degrees, counter-clockwise, keeping its size.

    Parameters
    ----------
    arr : array_like
    angle : float
    interp : {'nearest', 'bilinear', 'bicubic', 'cubic'}

    Returns
    -------
    ndarray of uint8

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.misc import imrotate
    >>> imrotate(np.array([[0, 255], [0, 0]], np.uint8), 90, "nearest")
    array([[255,   0],
           [  0,   0]], dtype=uint8)
    """
    return fromimage(toimage(arr).rotate(angle, resample=_IMROTATE.interp(interp)))


def imshow(arr: Any) -> None:
    """Show an array as a picture, in the viewer that Pillow finds.

    Parameters
    ----------
    arr : array_like

    Examples
    --------
    >>> from scinova import misc
    >>> misc.imshow(misc.face())  # doctest: +SKIP
    """
    toimage(arr).show()
