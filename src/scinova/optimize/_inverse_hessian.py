# SPDX-License-Identifier: BSD-3-Clause
"""The inverse Hessian approximation that L-BFGS builds, as an operator."""
from __future__ import annotations

from typing import Any

import numpy as np


class LbfgsInvHessProduct:
    """Products with the inverse Hessian that k pairs of steps and gradient changes define.

    The recursion of J. Nocedal, Math. Comp. 35 (1980) 773-782 (algorithm 7.4 of Nocedal and Wright), begun from the
    identity, costs O(kn) a product.

    Parameters
    ----------
    sk, yk : array_like, shape (k, n)
        Steps and changes of the gradient, oldest first.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize._inverse_hessian import LbfgsInvHessProduct
    >>> h = LbfgsInvHessProduct(np.array([[1.0, 0.0]]), np.array([[4.0, 0.0]]))
    >>> h.todense()
    array([[0.25, 0.  ],
           [0.  , 1.  ]])
    """

    def __init__(self, sk: Any, yk: Any):
        self.sk, self.yk = np.asarray(sk, dtype=float), np.asarray(yk, dtype=float)
        if self.sk.shape != self.yk.shape or self.sk.ndim != 2:
            raise ValueError(f"LbfgsInvHessProduct: sk and yk must have one shape (k, n); got {self.sk.shape} and "
                             f"{self.yk.shape}")
        self.n_corrs, n = self.sk.shape
        self.shape, self.dtype = (n, n), np.dtype(float)
        self.rho = 1 / np.einsum("ij,ij->i", self.sk, self.yk)

    def __repr__(self) -> str:
        n = self.shape[0]
        return f"<{n}x{n} LbfgsInvHessProduct with dtype={self.dtype}>"

    def matvec(self, x: Any) -> np.ndarray:
        """The product with a vector of shape ``(n,)`` or ``(n, 1)``."""
        x = np.asarray(x)
        if x.shape not in ((self.shape[1],), (self.shape[1], 1)):
            raise ValueError(f"LbfgsInvHessProduct: x must have {self.shape[1]} elements; got the shape {x.shape}")
        return self._product(x.reshape(-1, 1)).reshape(x.shape)

    rmatvec = matvec

    def matmat(self, x: Any) -> np.ndarray:
        """The product with a matrix of shape ``(n, p)``."""
        x = np.asarray(x)
        if x.ndim != 2 or x.shape[0] != self.shape[1]:
            raise ValueError(f"LbfgsInvHessProduct: the matrix must have {self.shape[1]} rows; got the shape {x.shape}")
        return self._product(x)

    rmatmat = matmat

    def _product(self, x: np.ndarray) -> np.ndarray:
        q = np.array(x, dtype=np.result_type(x, float))
        weights = []
        for i in range(self.n_corrs - 1, -1, -1):
            weights.append(self.rho[i] * (self.sk[i] @ q))
            q -= np.outer(self.yk[i], weights[-1])
        for i, a in enumerate(reversed(weights)):
            q += np.outer(self.sk[i], a - self.rho[i] * (self.yk[i] @ q))
        return q

    def dot(self, x: Any) -> np.ndarray:
        """The product with a vector or a matrix."""
        return self.matmat(x) if np.ndim(x) == 2 and np.shape(x)[1] != 1 else self.matvec(x)

    __matmul__ = __mul__ = __call__ = dot

    @property
    def T(self) -> LbfgsInvHessProduct:
        """The transpose: the same, for it is symmetric."""
        return self

    H = T

    def todense(self) -> np.ndarray:
        """The matrix itself, shape ``(n, n)``."""
        return self._product(np.eye(self.shape[0]))
