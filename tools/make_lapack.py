# SPDX-License-Identifier: BSD-3-Clause
"""Write native/common/lapack.hpp: typed overloads of the BLAS and LAPACK routines that kernels call.

A row of ``ROUTINES`` is one routine: its name with ``?`` for the type letter, then its arguments in order.  Arguments
read ``name:kind``; the kinds are

    i I        int by value, int* (in or out)
    T t        T* and const T*        s   scalar T by value
    R r        real* and const real*  x   real by value
    c          char by value (a hidden length of one is passed)
    l          int* of LOGICAL (bwork)
    info       the last argument: returned

A kind followed by ``?`` exists only for complex types, by ``!`` only for real ones; the wrapper takes it always, so
that a template can call one name for all four types.  ``sy|he`` picks the name for real and complex types.

The argument lists are those of the LAPACK Users' Guide, 3rd edition (SIAM 1999), and of the reference BLAS.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path

ROUTINES = """
?gemm   transa:c transb:c m:i n:i k:i alpha:s a:t lda:i b:t ldb:i beta:s c:T ldc:i
?gemv   trans:c m:i n:i alpha:s a:t lda:i x:t incx:i beta:s y:T incy:i
?trsm   side:c uplo:c transa:c diag:c m:i n:i alpha:s a:t lda:i b:T ldb:i
?getrf  m:i n:i a:T lda:i ipiv:I info
?getrs  trans:c n:i nrhs:i a:t lda:i ipiv:I b:T ldb:i info
?getri  n:i a:T lda:i ipiv:I work:T lwork:i info
?gecon  norm:c n:i a:t lda:i anorm:x rcond:R work:T rwork:R? iwork:I! info
?potrf  uplo:c n:i a:T lda:i info
?potrs  uplo:c n:i nrhs:i a:t lda:i b:T ldb:i info
?potri  uplo:c n:i a:T lda:i info
?pocon  uplo:c n:i a:t lda:i anorm:x rcond:R work:T rwork:R? iwork:I! info
?sytrf  uplo:c n:i a:T lda:i ipiv:I work:T lwork:i info
?sytrs  uplo:c n:i nrhs:i a:t lda:i ipiv:I b:T ldb:i info
?sytri  uplo:c n:i a:T lda:i ipiv:I work:T info
?sycon  uplo:c n:i a:t lda:i ipiv:I anorm:x rcond:R work:T iwork:I! info
?sy|hetrf  uplo:c n:i a:T lda:i ipiv:I work:T lwork:i info
?sy|hetrs  uplo:c n:i nrhs:i a:t lda:i ipiv:I b:T ldb:i info
?sy|hetri  uplo:c n:i a:T lda:i ipiv:I work:T info
?sy|hecon  uplo:c n:i a:t lda:i ipiv:I anorm:x rcond:R work:T iwork:I! info
?trtrs  uplo:c trans:c diag:c n:i nrhs:i a:t lda:i b:T ldb:i info
?trtri  uplo:c diag:c n:i a:T lda:i info
?trcon  norm:c uplo:c diag:c n:i a:t lda:i rcond:R work:T rwork:R? iwork:I! info
?gbtrf  m:i n:i kl:i ku:i ab:T ldab:i ipiv:I info
?gbtrs  trans:c n:i kl:i ku:i nrhs:i ab:t ldab:i ipiv:I b:T ldb:i info
?gbcon  norm:c n:i kl:i ku:i ab:t ldab:i ipiv:I anorm:x rcond:R work:T rwork:R? iwork:I! info
?gttrf  n:i dl:T d:T du:T du2:T ipiv:I info
?gttrs  trans:c n:i nrhs:i dl:t d:t du:t du2:t ipiv:I b:T ldb:i info
?gtcon  norm:c n:i dl:t d:t du:t du2:t ipiv:I anorm:x rcond:R work:T iwork:I! info
?pbtrf  uplo:c n:i kd:i ab:T ldab:i info
?pbtrs  uplo:c n:i kd:i nrhs:i ab:t ldab:i b:T ldb:i info
?gesdd  jobz:c m:i n:i a:T lda:i s:R u:T ldu:i vt:T ldvt:i work:T lwork:i rwork:R? iwork:I info
?gesvd  jobu:c jobvt:c m:i n:i a:T lda:i s:R u:T ldu:i vt:T ldvt:i work:T lwork:i rwork:R? info
?geqrf  m:i n:i a:T lda:i tau:T work:T lwork:i info
?geqp3  m:i n:i a:T lda:i jpvt:I tau:T work:T lwork:i rwork:R? info
?or|ungqr  m:i n:i k:i a:T lda:i tau:t work:T lwork:i info
?sy|heev   jobz:c uplo:c n:i a:T lda:i w:R work:T lwork:i rwork:R? info
?sy|heevd  jobz:c uplo:c n:i a:T lda:i w:R work:T lwork:i rwork:R? lrwork:i? iwork:I liwork:i info
?sy|heevr  jobz:c range:c uplo:c n:i a:T lda:i vl:x vu:x il:i iu:i abstol:x m:I w:R z:T ldz:i isuppz:I work:T lwork:i \
rwork:R? lrwork:i? iwork:I liwork:i info
?sy|heevx  jobz:c range:c uplo:c n:i a:T lda:i vl:x vu:x il:i iu:i abstol:x m:I w:R z:T ldz:i work:T lwork:i \
rwork:R? iwork:I ifail:I info
?sy|hegv   itype:i jobz:c uplo:c n:i a:T lda:i b:T ldb:i w:R work:T lwork:i rwork:R? info
?sy|hegvd  itype:i jobz:c uplo:c n:i a:T lda:i b:T ldb:i w:R work:T lwork:i rwork:R? lrwork:i? iwork:I liwork:i info
?sy|hegvx  itype:i jobz:c range:c uplo:c n:i a:T lda:i b:T ldb:i vl:x vu:x il:i iu:i abstol:x m:I w:R z:T ldz:i \
work:T lwork:i rwork:R? iwork:I ifail:I info
?geev   jobvl:c jobvr:c n:i a:T lda:i w:T? wr:R! wi:R! vl:T ldvl:i vr:T ldvr:i work:T lwork:i rwork:R? info
?ggev   jobvl:c jobvr:c n:i a:T lda:i b:T ldb:i alpha:T? alphar:R! alphai:R! beta:T vl:T ldvl:i vr:T ldvr:i \
work:T lwork:i rwork:R? info
?gelsd  m:i n:i nrhs:i a:T lda:i b:T ldb:i s:R rcond:x rank:I work:T lwork:i rwork:R? iwork:I info
?gelss  m:i n:i nrhs:i a:T lda:i b:T ldb:i s:R rcond:x rank:I work:T lwork:i rwork:R? info
?gelsy  m:i n:i nrhs:i a:T lda:i b:T ldb:i jpvt:I rcond:x rank:I work:T lwork:i rwork:R? info
?gees   jobvs:c sort:c select:l n:i a:T lda:i sdim:I w:T? wr:R! wi:R! vs:T ldvs:i work:T lwork:i rwork:R? bwork:l info
?trexc  compq:c n:i t:T ldt:i q:T ldq:i ifst:I ilst:I work:T! info
?trsyl  trana:c tranb:c isgn:i m:i n:i a:t lda:i b:t ldb:i c:T ldc:i scale:R info
?lacn2  n:i v:T x:T isgn:I! est:R kase:I isave:I
"""

TYPES = {"s": ("float", "float"), "d": ("double", "double"),
         "c": ("std::complex<float>", "float"), "z": ("std::complex<double>", "double")}

HEADER = """\
// SPDX-License-Identifier: BSD-3-Clause
// BLAS and LAPACK (OpenBLAS with the symbol prefix scipy_, 32-bit integers) as overloads on the element type.
// Written by tools/make_lapack.py from its table of routines: change that, not this.
//
// Matrices are column-major. A routine with an INFO argument returns it. Arguments that only the real or only the
// complex routine has are passed always and ignored by the other, so that one template serves all four types.
#pragma once

#include <complex>
#include <cstddef>

// clang-format off
"""


def routines() -> list[tuple[str, list[tuple[str, str, str]]]]:
    rows = []
    for line in ROUTINES.replace("\\\n", "").strip().splitlines():
        name, *args = line.split()
        rows.append((name, [((a + ":info").split(":")[0], (a + ":info").split(":")[1].rstrip("?!"),
                             a[-1] if a[-1] in "?!" else "") for a in args]))
    return rows


def external(kind: str, t: str, real: str) -> str:
    return {"i": "const int*", "I": "int*", "T": f"{t}*", "t": f"const {t}*", "s": f"const {t}*", "R": f"{real}*",
            "r": f"const {real}*", "x": f"const {real}*", "c": "const char*", "l": "int*", "info": "int*"}[kind]


def parameter(kind: str, t: str, real: str) -> str:
    return {"i": "int ", "I": "int* ", "T": f"{t}* ", "t": f"const {t}* ", "s": f"{t} ", "R": f"{real}* ",
            "r": f"const {real}* ", "x": f"{real} ", "c": "char ", "l": "int* "}[kind]


def symbol(name: str, letter: str) -> str:
    name = re.sub(r"\?(\w\w)\|(\w\w)", lambda m: "?" + m[1 if letter in "sd" else 2], name)
    return f"scipy_{name.replace('?', letter)}_"


def wrapper_name(name: str) -> str:
    return re.sub(r"\?\w\w\|(\w\w)", r"\1", name).replace("?", "")


def text() -> str:
    declared, wrappers = {}, []
    for name, args in routines():
        for letter, (t, real) in TYPES.items():
            is_real = letter in "sd"
            here = [a for a in args if a[2] != ("?" if is_real else "!")]
            lengths = sum(kind == "c" for _, kind, _ in here)
            declared[symbol(name, letter)] = (f"void {symbol(name, letter)}("
                                              + ", ".join([external(k, t, real) for _, k, _ in here]
                                                          + ["std::size_t"] * lengths) + ");")
            given = ", ".join(parameter(k, t, real) + (a if any(a == h[0] for h in here) else "")
                              for a, k, _ in args if k != "info")
            passed = ", ".join([("&" if k in "ixsc" or k == "info" else "") + a for a, k, _ in here] + ["1"] * lengths)
            if args[-1][1] == "info":
                body = f"int info = 0; {symbol(name, letter)}({passed}); return info;"
                wrappers.append(f"inline int {wrapper_name(name)}({given.replace(' ,', ',')}) {{ {body} }}")
            else:
                wrappers.append(f"inline void {wrapper_name(name)}({given}) {{ {symbol(name, letter)}({passed}); }}")
    return (HEADER + 'extern "C" {\n' + "\n".join(declared.values()) + '\n}  // extern "C"\n\n'
            "namespace scinova::lapack {\n\n" + "\n".join(wrappers) + "\n\n}  // namespace scinova::lapack\n")


def main() -> None:
    path = Path(__file__).resolve().parent.parent / "native" / "common" / "lapack.hpp"
    if "--check" in sys.argv:
        sys.exit(path.read_text() != text())
    path.write_text(text())


if __name__ == "__main__":
    main()
