# SPDX-License-Identifier: BSD-3-Clause
"""Routines of LAPACK as kernels call them, where they are no Python functions, or take and return other arguments."""

ROWS = """
# A panel of the QR factorisation with column pivoting: kb of at most nb columns.
laqps sdcz : a <- a : m n offset nb kb:i> a:T+(m,n) lda jpvt:I+(n) tau:T>(nb) vn1:R+(n) vn2:R+(n) auxv:T-(nb)
  f:T-(n,nb) ldf
# A step of the estimate of a 1-norm from products.
lacn2 sdcz : est <- x : n v:T-(n) x:T+(n) isgn:I-(n)! est:r+ kase:i+ isave:I+(3)
# The positions come back moved to the first rows of 2 x 2 blocks.
trexc sdcz : t <- t : compq:c n t:T+(n,n) ldt q:T+(n,n) ldq ifst:i+ ilst:i+ work:T-(n)! info:i>
# The QR iteration with double shifts, without the choice of a method by order.
lahqr sdcz : h z <- h z : wantt:i wantz:i n lo:i hi:i h:T+(n,n) ldh w:T>(n)? wr:R>(n)! wi:R>(n)! loz:i hiz:i z:T+(n,n)
  ldz info:i>
gebak sdcz : v <- v : job:c side:c n lo:i hi:i pivscale:R(n) m:i v:T+(n,m) ldv info:i>
"""
