# SPDX-License-Identifier: BSD-3-Clause
"""Valid arguments for every routine of BLAS and LAPACK, made from its row."""
import re

import numpy as np

from scinova.linalg._routine import TYPE_NAMES, _arguments
from scinova.linalg._rows import Argument, only_of

SIZES = {"m": 4, "n": 4, "nrhs": 2, "k": 3, "p": 3, "q": 3, "kl": 1, "ku": 1, "nb": 2, "l": 1, "ifst": 1, "ilst": 3,
         "ldab": 4, "lda": 4, "ldb": 4, "il": 1, "iu": 3, "range": 0, "size_iwork": 400, "size_rwork": 400,
         "lwork": 400, "i": 1, "incx": 1, "incy": 1, "offx": 0, "offy": 0, "incv": 1, "lower": 0, "side": "L",
         "trans": "N", "trans_a": 0, "trans_b": 0}
LETTERS = {"norm": "1", "side": "L", "trans": "N", "order": "E", "cmach": "E", "fact": "N", "job": "B"}
NUMBERS = {"alpha": 1.5, "anorm": 3.0, "tau": 0.5, "a": 1.25, "b": 0.75, "c": 0.6, "s": 0.8, "f": 1.0, "g": 2.0,
           "vl": 0.0, "vu": 10.0, "tol": 0.0, "cond": 1e-8, "beta": 0.5, "d1": 1.0, "d2": 2.0, "x1": 3.0, "y1": 4.0}


def positive(n, complex_, rng):
    """A well-conditioned Hermitian positive definite matrix."""
    a = rng.normal(size=(n, n)) + (1j * rng.normal(size=(n, n)) if complex_ else 0)
    return a @ a.conj().T / n + 2 * np.eye(n)


def _where(condition, yes, no):
    return yes if condition else no


class Maker:
    """Arguments for one routine; ``sizes`` are those that its arrays were given."""

    def __init__(self, name, table, seed=0):
        self.row, self.letter = table[name]
        self.name = name
        self.arguments = {a.name: a for a in _arguments(self.row, self.letter, table, name)}
        self.rng = np.random.default_rng(seed)
        self.sizes = dict(SIZES)
        if name[1:] in ("geqrf", "gels", "gesdd", "gesvd", "gejsv", "ormqr", "unmqr", "orgqr", "ungqr", "gbtrf"):
            self.sizes.update(m=5)
        if name[1:] in ("tzrzf", "gerqf", "orgrq", "ungrq"):
            self.sizes.update(n=5)
        if name[1:] in ("orcsd", "uncsd"):
            self.sizes.update(m=6, p=3, q=3)
        for p, text in self.row.optional:
            if re.fullmatch(r"-?\d+", text):
                self.sizes[only_of(p)[0]] = int(text)
            elif re.fullmatch(r"'\w'", text):
                self.sizes[only_of(p)[0]] = text[1]

    def value(self, text):
        shapes = {"rows": lambda a: 4, "cols": lambda a: 4}
        return eval(text, {"where": _where, "abs": abs, "min": min, "max": max, **shapes},
                    {**dict.fromkeys(("a", "ab", "b", "c", "x11", "x21", "z")), **self.sizes})

    def array(self, a: Argument):
        shape = [4 if d == "*" else self.value(d.removeprefix(">=")) for d in a.dimensions]
        kind = a.kind
        complex_ = kind == "T" and self.letter in "cz"
        rng = self.rng
        if kind in "IP":
            return np.arange(*((1, shape[0] + 1) if kind == "I" else (0, shape[0])), dtype=np.int32)
        if len(shape) == 2 and shape[0] == shape[1]:
            out = positive(shape[0], complex_, rng)
        elif a.name in ("ap", "arf") or (a.name in ("a", "c") and len(shape) == 1 and shape[0] == 10):
            out = np.asfortranarray(positive(4, complex_, rng)).T[np.triu_indices(4)]
            if a.name in ("a", "c", "arf"):
                from scinova.linalg import lapack
                out = getattr(lapack, self.letter + "tpttf")(4, positive(4, complex_, rng).T[np.tril_indices(4)])[0]
        elif a.name in ("e", "dl", "du"):
            out = rng.uniform(-0.4, 0.4, shape)
        elif a.name in ("d", "w"):
            out = np.sort(rng.uniform(2, 3, shape))
        else:
            out = rng.normal(size=shape) + (1j * rng.normal(size=shape) if complex_ else 0)
            if a.name == "ab":
                out[:] += 4
        dtype = TYPE_NAMES[self.letter] if kind == "T" else ("float32" if self.letter in "sc" else "float64")
        return np.asarray(out, dtype=dtype)

    def required(self):
        """Positional arguments."""
        out = []
        for p in (p for p, only in map(only_of, self.row.required)
                  if only != ("?" if self.letter in "sd" else "!")):
            a = self.arguments[p]
            if a.dimensions:
                out.append(self.array(a))
            elif a.kind == "f":
                out.append(lambda *_: 1)
            elif a.kind == "c":
                out.append(LETTERS[p])
            elif a.kind in "rs":
                out.append(NUMBERS[p])
            else:
                out.append(self.sizes[p])
        return out
