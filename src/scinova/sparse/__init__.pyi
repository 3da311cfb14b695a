# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import linalg as linalg
from ._base import (
    issparse as issparse,
    isspmatrix as isspmatrix,
    sparray as sparray,
    spmatrix as spmatrix,
)
from ._bsr import (
    bsr_array as bsr_array,
    bsr_matrix as bsr_matrix,
    isspmatrix_bsr as isspmatrix_bsr,
)
from ._construct import (
    block_array as block_array,
    block_diag as block_diag,
    bmat as bmat,
    diags as diags,
    diags_array as diags_array,
    expand_dims as expand_dims,
    eye as eye,
    eye_array as eye_array,
    find as find,
    hstack as hstack,
    identity as identity,
    kron as kron,
    kronsum as kronsum,
    permute_dims as permute_dims,
    spdiags as spdiags,
    swapaxes as swapaxes,
    tril as tril,
    triu as triu,
    vstack as vstack,
)
from ._coo import (
    coo_array as coo_array,
    coo_matrix as coo_matrix,
    isspmatrix_coo as isspmatrix_coo,
)
from ._csc import (
    csc_array as csc_array,
    csc_matrix as csc_matrix,
    isspmatrix_csc as isspmatrix_csc,
)
from ._csr import (
    csr_array as csr_array,
    csr_matrix as csr_matrix,
    isspmatrix_csr as isspmatrix_csr,
)
from ._dia import (
    dia_array as dia_array,
    dia_matrix as dia_matrix,
    isspmatrix_dia as isspmatrix_dia,
)
from ._dok import (
    dok_array as dok_array,
    dok_matrix as dok_matrix,
    isspmatrix_dok as isspmatrix_dok,
)
from ._dtypes import (
    SparseEfficiencyWarning as SparseEfficiencyWarning,
    SparseWarning as SparseWarning,
    get_index_dtype as get_index_dtype,
    safely_cast_index_arrays as safely_cast_index_arrays,
)
from ._io import (
    load_npz as load_npz,
    save_npz as save_npz,
)
from ._lil import (
    isspmatrix_lil as isspmatrix_lil,
    lil_array as lil_array,
    lil_matrix as lil_matrix,
)
from ._random import (
    rand as rand,
    random as random,
    random_array as random_array,
)

__all__ = [
    "SparseEfficiencyWarning",
    "SparseWarning",
    "block_array",
    "block_diag",
    "bmat",
    "bsr_array",
    "bsr_matrix",
    "coo_array",
    "coo_matrix",
    "csc_array",
    "csc_matrix",
    "csr_array",
    "csr_matrix",
    "dia_array",
    "dia_matrix",
    "diags",
    "diags_array",
    "dok_array",
    "dok_matrix",
    "expand_dims",
    "eye",
    "eye_array",
    "find",
    "get_index_dtype",
    "hstack",
    "identity",
    "issparse",
    "isspmatrix",
    "isspmatrix_bsr",
    "isspmatrix_coo",
    "isspmatrix_csc",
    "isspmatrix_csr",
    "isspmatrix_dia",
    "isspmatrix_dok",
    "isspmatrix_lil",
    "kron",
    "kronsum",
    "lil_array",
    "lil_matrix",
    "linalg",
    "load_npz",
    "permute_dims",
    "rand",
    "random",
    "random_array",
    "safely_cast_index_arrays",
    "save_npz",
    "sparray",
    "spdiags",
    "spmatrix",
    "swapaxes",
    "tril",
    "triu",
    "vstack",
]
