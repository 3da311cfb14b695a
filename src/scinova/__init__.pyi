# Written by tools/make_stubs.py from the table in __init__.py.
from . import cluster as cluster
from . import compat as compat
from . import constants as constants
from . import datasets as datasets
from . import fft as fft
from . import fftpack as fftpack
from . import integrate as integrate
from . import interpolate as interpolate
from . import io as io
from . import linalg as linalg
from . import misc as misc
from . import ndimage as ndimage
from . import odr as odr
from . import optimize as optimize
from . import signal as signal
from . import sparse as sparse
from . import spatial as spatial
from . import special as special
from . import stats as stats
from ._config import (
    show_config as show_config,
)
from ._core.callbacks import (
    LowLevelCallable as LowLevelCallable,
    get_callback_tracing as get_callback_tracing,
    set_callback_tracing as set_callback_tracing,
)
from ._core.progress import (
    progress as progress,
)
from ._core.threads import (
    get_num_threads as get_num_threads,
    set_num_threads as set_num_threads,
)
from .compat.hook import (
    install_as_scipy as install_as_scipy,
)

__all__ = [
    "LowLevelCallable",
    "cluster",
    "compat",
    "constants",
    "datasets",
    "fft",
    "fftpack",
    "get_callback_tracing",
    "get_num_threads",
    "install_as_scipy",
    "integrate",
    "interpolate",
    "io",
    "linalg",
    "misc",
    "ndimage",
    "odr",
    "optimize",
    "progress",
    "set_callback_tracing",
    "set_num_threads",
    "show_config",
    "signal",
    "sparse",
    "spatial",
    "special",
    "stats",
]

__version__: str
