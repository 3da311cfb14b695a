# Written by tools/make_stubs.py from the table in __init__.py.
from ._difference import (
    central_diff_weights as central_diff_weights,
    derivative as derivative,
)
from ._pictures import (
    bytescale as bytescale,
    fromimage as fromimage,
    imread as imread,
    imresize as imresize,
    imrotate as imrotate,
    imsave as imsave,
    imshow as imshow,
    toimage as toimage,
)
from ._samples import (
    ascent as ascent,
    electrocardiogram as electrocardiogram,
    face as face,
)

__all__ = [
    "ascent",
    "bytescale",
    "central_diff_weights",
    "derivative",
    "electrocardiogram",
    "face",
    "fromimage",
    "imread",
    "imresize",
    "imrotate",
    "imsave",
    "imshow",
    "toimage",
]
