# SPDX-License-Identifier: BSD-3-Clause
"""Functions of matrices that a callable states, and the matrix sign function.

Davies & Higham, SIAM J. Matrix Anal. Appl. 25 (2003) 464: the eigenvalues of the Schur form are put into clusters, the
function is evaluated on the diagonal blocks of the clusters, and the rest follows from F T = T F. The callable gives
values alone, so that a block's Taylor coefficients are found from values on a circle around it (Cauchy's formula by the
trapezoidal rule: Lyness & Moler, SIAM J. Numer. Anal. 4 (1967) 202; Fornberg, ACM Trans. Math. Softw. 7 (1981) 512),
which also shows whether the function is analytic there.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._forms import NOT_GIVEN, Forms, by_newton, deprecated, forms

_SQUARE: dict[str, Any] = {"dtype": "any", "ndim": (2, None), "square": True, "finite": True}
_FUNM = Arguments("linalg.funm", example={"A": [[2.0, 1.0], [1.0, 2.0]], "func": np.exp}, A=Array(**_SQUARE))
_SIGNM = Arguments("linalg.signm", example={"A": [[2.0, 1.0], [1.0, 2.0]]}, A=Array(**_SQUARE))

NODES = 64                  # values on a circle
# Eigenvalues closer than this part of their spread, over the root of their number, are evaluated together if possible:
# so few that blocks stay small where eigenvalues lie everywhere.
CLUSTER = 0.1
# Likewise if they are closer than this part of the largest element above the diagonal: errors of the recurrence grow
# with powers of that quotient, as for the ring of eigenvalues that rounding errors make of a defective one.
DEFECTIVE = 0.1


def _stack_of(function: str, a: np.ndarray) -> np.ndarray:
    """A fresh stack (count, n, n) in the type that the function is computed in."""
    if a.dtype.kind not in "biufcO":
        raise ValueError(f"{function}: A must be an array of numbers; got dtype {a.dtype}")
    kind = {"e": "f", "?": "f", "f": "f", "F": "F", "D": "D", "G": "D"}.get(a.dtype.char, "d")
    return np.array(a, dtype=kind, order="C").reshape(math.prod(a.shape[:-2]), *a.shape[-2:])


def _real_if_close(f: np.ndarray, real: bool) -> np.ndarray:
    """Without the imaginary parts, for a real matrix, if they are rounding errors."""
    if real and np.abs(f.imag).max(initial=0) <= 1e3 * np.finfo(f.dtype).eps * max(1.0, np.abs(f).max(initial=0)):
        return np.ascontiguousarray(f.real)
    return f


def funm(A: Any, func: Callable[[np.ndarray], Any], disp: bool = True) -> Any:
    """Function of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
    func : callable
        The function of numbers, vectorised: it is called with complex arrays of one dimension and returns as many
        values. Besides the eigenvalues it is called with points around clusters of them.
    disp : bool, optional
        Print a warning if the error estimate is large. False returns the estimate.

    Returns
    -------
    F : (..., N, N) ndarray
        Real if ``A`` is real and no imaginary part exceeds rounding errors.
    errest : (...) float
        With ``disp=False``: an estimate of the relative error, at most one.

    Raises
    ------
    ValueError
        If the matrices are not square, or not finite, or ``func`` returns another number of values.

    Notes
    -----
    The block form of Parlett's recurrence, after Davies and Higham. On clusters of eigenvalues the function is expanded
    in a Taylor series from its values on a circle; where it is not analytic within one, clusters are made smaller. A
    defective eigenvalue where the function has no derivative leaves elements that are not defined; they are zero, and
    the estimate is one.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> linalg.funm(np.array([[1., 1.], [0., 1.]]), np.exp).round(8)
    array([[2.71828183, 2.71828183],
           [0.        , 2.71828183]])
    """
    a = _FUNM.A(A)
    stack = _stack_of("linalg.funm", a)
    if stack.size == 0:
        out = np.empty(a.shape, dtype=stack.dtype)
        return out if disp else (out, np.zeros(a.shape[:-2]))
    real, form = stack.dtype.kind != "c", forms("linalg.funm", stack).as_complex()
    results = [_Evaluation(form, k, func).result() for k in range(len(form.t))]
    f = _real_if_close(np.stack([r[0] for r in results]), real).reshape(a.shape)
    errors = np.array([r[1] for r in results])
    if not disp:
        return f, errors.reshape(a.shape[:-2])[()]
    if errors.max() > 1e3 * np.finfo(form.t.dtype).eps:
        print(f"linalg.funm: the result may be inaccurate, the estimate of its relative error is {errors.max():.3g}")
    return f


class _Evaluation:
    """The function of one matrix, from its Schur form."""

    def __init__(self, form: Forms, k: int, func: Callable[[np.ndarray], Any]):
        self.form, self.k, self.func = form, k, func
        self.upper = form.t[k].T
        self.values = np.diag(self.upper).copy()
        moduli = np.abs(self.upper)
        self.coupling = np.triu(moduli, 1)
        # What differences of equal eigenvalues may be by rounding errors.
        self.eps = float(np.finfo(self.values.dtype).eps)
        self.nothing = 10 * len(self.values) * self.eps * float(moduli.max())
        self.at_values = self.call(self.values)
        self.undefined = False

    def call(self, x: np.ndarray) -> np.ndarray:
        y = np.asarray(self.func(x))
        if y.shape != x.shape:
            raise ValueError(f"linalg.funm: func must return an array of shape {x.shape} for one of that shape; got an "
                             f"array of shape {y.shape}")
        return y.astype(x.dtype)

    def result(self) -> tuple[np.ndarray, float]:
        w = self.values
        spread = np.abs(w - w.mean()).max()
        distance = max(CLUSTER * spread / len(w) ** 0.5, DEFECTIVE * self.coupling.max(), self.nothing)
        gaps = np.abs(w[:, None] - w)
        gaps.flat[::len(w) + 1] = np.inf
        gap = gaps.min()
        if gap > distance:
            return self.form.with_diagonal(self.k, self.at_values), self.error(gap)
        groups = self.clusters(np.arange(len(w)), distance)
        f = self.form.with_blocks(self.k, groups, lambda t, starts: self.blocks(t, starts, groups))
        if f is None:
            groups = [np.arange(len(w))]
            f = self.form.with_blocks(self.k, groups, lambda t, starts: [np.full(t.shape, np.nan)])
            self.undefined = True
        return f, 1.0 if self.undefined else self.estimate(groups)

    def clusters(self, members: np.ndarray, distance: float) -> list[np.ndarray]:
        """``members`` in groups that can be evaluated together; groups of which that fails are divided further."""
        out: list[np.ndarray] = []
        w = self.values[members]
        near = np.abs(w[:, None] - w) <= distance
        alone = near.sum(0) == 1
        left = np.ones(len(w), dtype=bool)
        for k in range(len(w)):
            if not left[k]:
                continue
            group = near[k]
            while not alone[k] and (near[group].any(0) != group).any():
                group = near[group].any(0)
            left &= ~group
            chosen = members[group]
            if len(chosen) == 1 or distance <= self.nothing or self.circle(chosen) is not None:
                out.append(chosen)
            else:
                out += self.clusters(chosen, max(distance / 8, self.nothing))
        return out

    def circle(self, members: np.ndarray) -> tuple[complex, float, np.ndarray] | None:
        """Centre, radius R and c_j, the Taylor coefficients times R^j, where the function is analytic well beyond the
        circle and does not grow much towards it."""
        w = self.values[members]
        centre = w.mean()
        around = float(np.abs(w - centre).max())
        strict = self.coupling[np.ix_(members, members)]
        wide = max(4 * around, min(float(strict.max(initial=0)), max(abs(centre), 1.0)), self.nothing)
        points = np.exp(2j * np.pi * np.arange(NODES) / NODES)
        for radius in (wide, wide / 2, wide / 4, wide / 16, wide / 64):
            if radius < 1.5 * around or radius == 0:
                break
            with np.errstate(all="ignore"):
                y = self.call((centre + radius * points).astype(w.dtype))
                c = np.fft.fft(y) / NODES
                size, at = np.abs(c), float(np.abs(self.at_values[members]).max())
                smooth = size[NODES // 2:].max() <= 20 * self.eps * size.max() and np.isfinite(size).all()
                if smooth and size.max() <= 1e3 * max(at, size[0]):
                    return complex(centre), float(radius), c
        return None

    def blocks(self, t: np.ndarray, starts: np.ndarray, groups: list[np.ndarray]) -> list[np.ndarray]:
        out = []
        for begin, group in zip(starts, groups):
            block = t[begin:begin + len(group), begin:begin + len(group)]
            # Reordering moves eigenvalues a little; those of a block of one keep the value the callable gave.
            out.append(self.at_values[group][None] if len(group) == 1 else self.atom(block, group))
        return out

    def atom(self, block: np.ndarray, group: np.ndarray) -> np.ndarray:
        """f of a block of close eigenvalues: its Taylor polynomial."""
        n = len(block)
        diagonal = np.diag(self.call(np.diag(block).copy()))
        if not np.triu(block, 1).any():
            return diagonal
        found = self.circle(group)
        if found is None:
            self.undefined = True
            return diagonal
        centre, radius, c = found
        x = (block - centre * np.eye(n)) / radius
        f, power = c[0] * np.eye(n), np.eye(n)
        for j in range(1, NODES // 2):
            power = power @ x
            term = c[j] * power
            f = f + term
            if j >= n and np.abs(term).max() <= self.eps / 8 * np.abs(f).max():
                break
        return f.astype(block.dtype)

    def estimate(self, groups: list[np.ndarray]) -> float:
        """Rounding errors over the smallest distance of two clusters: Golub & Van Loan, section 9.1.4."""
        if len(groups) < 2:
            return self.eps
        label = np.empty(len(self.values), dtype=int)
        for k, group in enumerate(groups):
            label[group] = k
        gaps = np.abs(self.values[:, None] - self.values)[label[:, None] != label]
        return self.error(gaps.min())

    def error(self, gap: float) -> float:
        return float(min(1.0, max(self.eps, self.eps * self.coupling.sum(0).max() / gap)))


def signm(A: Any, disp: Any = NOT_GIVEN) -> Any:
    """Sign of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
    disp : bool, optional
        Deprecated. False returns an error estimate too.

    Returns
    -------
    S : (..., N, N) ndarray
        The matrix with the eigenvectors of ``A``, whose eigenvalues are -1, 0 or 1: the signs of the real parts, where
        those below 1000 rounding errors of the largest eigenvalue count as 0. Real if ``A`` is.
    errest : (...) float
        With ``disp=False``: ``||S @ S - S||_1`` for the part of ``A`` that is not singular.

    Raises
    ------
    ValueError
        If the matrices are not square, or not finite.

    Notes
    -----
    The Schur form is ordered by the signs; S is then known but for the blocks off the diagonal, which solve Sylvester
    equations (Higham, Functions of Matrices, SIAM 2008, section 5.2). Larger matrices that are well-conditioned
    and have no eigenvalue near the imaginary axis are treated by Newton's iteration (section 5.3).

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.signm([[1., 2.], [0., -3.]]).round(12) + 0.
    array([[ 1.,  1.],
           [ 0., -1.]])
    """
    deprecated("linalg.signm", disp=disp)
    a = _SIGNM.A(A)
    stack = _stack_of("linalg.signm", a)
    if stack.size == 0:
        return np.empty(a.shape, dtype=stack.dtype)
    s = by_newton(_native.newton_signs, _signs, stack).reshape(a.shape)
    if disp is NOT_GIVEN or disp:
        return s
    return s, np.linalg.norm(s @ s @ s - s, 1, axis=(-2, -1))[()]


def _signs(stack: np.ndarray) -> np.ndarray:
    real, form = stack.dtype.kind != "c", forms("linalg.signm", stack.copy()).as_complex()
    out = np.stack([_sign(form, k) for k in range(len(stack))])
    return np.ascontiguousarray(out.real) if real else out


def _sign(form: Forms, k: int) -> np.ndarray:
    upper = form.t[k].T
    w = np.diag(upper).real
    # An eigenvalue of multiplicity m is found to eps^(1/m): zeros that are defective have to be told apart from others.
    tolerance = 1e3 * np.finfo(w.dtype).eps * np.abs(np.diag(upper)).max(initial=0)
    signs = np.where(np.abs(w) <= tolerance, 0, np.sign(w))
    present = [s for s in (-1, 0, 1) if (signs == s).any()]
    groups = [np.flatnonzero(signs == s) for s in present]
    out = form.with_blocks(k, groups, lambda t, starts: [s * np.eye(len(g)) for s, g in zip(present, groups)])
    return np.full(upper.shape, np.nan, dtype=upper.dtype) if out is None else out
