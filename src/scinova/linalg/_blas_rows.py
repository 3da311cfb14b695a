# SPDX-License-Identifier: BSD-3-Clause
"""The routines of BLAS, in the language of `scinova.linalg._rows`."""


def _vector(name: str, length: str = "n", role: str = "") -> str:
    """``length`` elements from ``name[off]``, ``inc`` apart."""
    off, inc = f"off{name}", f"inc{name}"
    return f"{name}:T{role}(>={off}+1+({length}-1)*abs({inc}))@{off} {inc}"


_N = "n=(size(x)-offx)//abs(incx)"
_X, _X_OPTIONS, _X_HOLDS = _vector("x"), "offx=0 incx=1", "offx>=0 incx!=0"
_Y, _Y_OPTIONS, _Y_HOLDS = _vector("y"), "offy=0 incy=1", "offy>=0 incy!=0"
_XY_OPTIONS, _XY_HOLDS = f"{_X_OPTIONS} {_Y_OPTIONS}", f"{_X_HOLDS} {_Y_HOLDS}"
_ONE = f"[{_N} {_X_OPTIONS}]"
_TWO = f"[{_N} {_XY_OPTIONS}]"
_ROTATION = f"[{_N} {_XY_OPTIONS} overwrite_x overwrite_y]"
_ROTATED = f"n {_vector('x', role='+')} {_vector('y', role='+')}"

# y = alpha A x + beta y with a square matrix: options in the order of the function, and the argument y.
_SQUARE = f"{_X_OPTIONS} {_Y_OPTIONS} lower=0 overwrite_y"
_BAND = "incx=1 offx=0 beta=0 y incy=1 offy=0"
_TRIANGLE = "uplo:c='UL'[lower]"
_TRIANGULAR = f"{_TRIANGLE} op:c='NTC'[trans] unit:c='NU'[diag]"
_TRIANGULAR_OPTIONS = "lower=0 trans=0 diag=0"
_PACKED = "(>=n*(n+1)//2)"

# Products of a symmetric or Hermitian pair: C is n x n, from A of n x k or k x n.
_RANK = "n=where(trans,cols(a),rows(a)) k=where(trans,rows(a),cols(a))"

ROWS = f"""
# Level 1: vectors.
asum sd : s=@r <- x {_ONE} : n {_X} ! n>=0 {_X_HOLDS}
asum c:scasum,z:dzasum : s=@r <- x {_ONE} : n {_X} ! n>=0 {_X_HOLDS}
nrm2 sd : n2=@r <- x {_ONE} : n {_X} ! n>=0 offx>=0 incx>0
nrm2 c:scnrm2,z:dznrm2 : n2=@r <- x {_ONE} : n {_X} ! n>=0 offx>=0 incx>0
amax s:isamax,d:idamax,c:icamax,z:izamax : k=@i <- x {_ONE} : n {_X} ! n>=0 {_X_HOLDS}
axpy sdcz : z=y <- x y [{_N} a=1 {_XY_OPTIONS}] : n a:s {_X} {_vector("y", role="*")} ! n>=0 {_XY_HOLDS}
copy sdcz : y <- x y {_TWO} : n {_X} {_vector("y", role="*")} ! n>=0 {_XY_HOLDS}
swap sdcz : x y <- x y {_TWO} : n {_vector("x", role="*")} {_vector("y", role="*")} ! n>=0 {_XY_HOLDS}
dot sd : xy=@s <- x y {_TWO} : n {_X} {_Y} ! n>=0 {_XY_HOLDS}
dotu cz : xy=@s <- x y {_TWO} : n {_X} {_Y} ! n>=0 {_XY_HOLDS}
dotc cz : xy=@s <- x y {_TWO} : n {_X} {_Y} ! n>=0 {_XY_HOLDS}
scal sdcz : x <- a x {_ONE} : n a:s {_vector("x", role="*")} ! n>=0 {_X_HOLDS}
scal c:csscal,z:zdscal : x <- a x [{_N} {_X_OPTIONS} overwrite_x] :
  n a:r {_vector("x", role="+")} ! n>=0 {_X_HOLDS}
rot sd : x y <- x y c s {_ROTATION} : {_ROTATED} c:r s:r ! n>=0 {_XY_HOLDS}
rot c:csrot,z:zdrot : x y <- x y c s {_ROTATION} : {_ROTATED} c:r s:r ! n>=0 {_XY_HOLDS}
rotg sdcz : c s <- a b : a:s b:s c:r> s:s>
rotm sd : x y <- x y param {_ROTATION} : {_ROTATED} param:R(5) ! n>=0 {_XY_HOLDS}
rotmg sd : param <- d1 d2 x1 y1 : d1:r d2:r x1:r y1:r param:R>(5)

# Level 2: a matrix and a vector.
gemv sdcz : y <- alpha a x [beta=0 y {_XY_OPTIONS} trans=0 overwrite_y] :
  op:c='NTC'[trans] m=rows(a) n=cols(a) alpha:s a:T(*,*) lda=max(1,m) {_vector("x", "where(trans,m,n)")} beta:s
  {_vector("y", "where(trans,n,m)", "+")} ! {_XY_HOLDS}
gbmv sdcz : yout=y <- m n kl ku alpha a x [{_BAND} trans=0 overwrite_y] :
  op:c='NTC'[trans] m n kl ku alpha:s a:T(>=kl+ku+1,n) lda=rows(a) {_vector("x", "where(trans,m,n)")} beta:s
  {_vector("y", "where(trans,n,m)", "+")} ! {_XY_HOLDS} m>=0 n>=0 kl>=0 ku>=0
symv sd : y <- alpha a x [beta=0 y {_SQUARE}] :
  {_TRIANGLE} n alpha:s a:T(n,n) lda=max(1,n) {_X} beta:s {_vector("y", role="+")} ! {_XY_HOLDS}
hemv cz : y <- alpha a x [beta=0 y {_SQUARE}] :
  {_TRIANGLE} n alpha:s a:T(n,n) lda=max(1,n) {_X} beta:s {_vector("y", role="+")} ! {_XY_HOLDS}
sb|hbmv sdcz : yout=y <- k alpha a x [{_BAND} lower=0 overwrite_y] :
  {_TRIANGLE} n k alpha:s a:T(>=k+1,n) lda=rows(a) {_X} beta:s {_vector("y", role="+")} ! {_XY_HOLDS} k>=0
spmv sdcz : yout=y <- n alpha ap x [{_BAND} lower=0 overwrite_y] :
  {_TRIANGLE} n alpha:s ap:T{_PACKED} {_X} beta:s {_vector("y", role="+")} ! {_XY_HOLDS} n>=0
hpmv cz : yout=y <- n alpha ap x [{_BAND} lower=0 overwrite_y] :
  {_TRIANGLE} n alpha:s ap:T{_PACKED} {_X} beta:s {_vector("y", role="+")} ! {_XY_HOLDS} n>=0
trmv sdcz : x <- a x [{_X_OPTIONS} {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n a:T(n,n) lda=max(1,n) {_vector("x", role="+")} ! {_X_HOLDS}
trsv sdcz : xout=x <- a x [incx=1 offx=0 {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n a:T(n,n) lda=max(1,n) {_vector("x", role="+")} ! {_X_HOLDS}
tbmv sdcz : xout=x <- k a x [incx=1 offx=0 {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n k a:T(>=k+1,n) lda=rows(a) {_vector("x", role="+")} ! {_X_HOLDS} k>=0
tbsv sdcz : xout=x <- k a x [incx=1 offx=0 {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n k a:T(>=k+1,n) lda=rows(a) {_vector("x", role="+")} ! {_X_HOLDS} k>=0
tpmv sdcz : xout=x <- n ap x [incx=1 offx=0 {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n ap:T{_PACKED} {_vector("x", role="+")} ! {_X_HOLDS} n>=0
tpsv sdcz : xout=x <- n ap x [incx=1 offx=0 {_TRIANGULAR_OPTIONS} overwrite_x] :
  {_TRIANGULAR} n ap:T{_PACKED} {_vector("x", role="+")} ! {_X_HOLDS} n>=0
ger sd : a <- alpha x y [incx=1 incy=1 a overwrite_x=1 overwrite_y=1 overwrite_a] :
  m=size(x) n=size(y) alpha:s x:T+(*) incx y:T+(*) incy a:T+(m,n) lda=max(1,m) ! abs(incx)==1 abs(incy)==1
geru cz : a <- alpha x y [incx=1 incy=1 a overwrite_x=1 overwrite_y=1 overwrite_a] :
  m=size(x) n=size(y) alpha:s x:T+(*) incx y:T+(*) incy a:T+(m,n) lda=max(1,m) ! abs(incx)==1 abs(incy)==1
gerc cz : a <- alpha x y [incx=1 incy=1 a overwrite_x=1 overwrite_y=1 overwrite_a] :
  m=size(x) n=size(y) alpha:s x:T+(*) incx y:T+(*) incy a:T+(m,n) lda=max(1,m) ! abs(incx)==1 abs(incy)==1
syr sdcz : a <- alpha x [lower=0 incx=1 offx=0 {_N} a overwrite_a] :
  {_TRIANGLE} n alpha:s {_X} a:T+(n,n) lda=max(1,n) ! {_X_HOLDS} n>=0
her cz : a <- alpha x [lower=0 incx=1 offx=0 {_N} a overwrite_a] :
  {_TRIANGLE} n alpha:r {_X} a:T+(n,n) lda=max(1,n) ! {_X_HOLDS} n>=0
syr2 sd : a <- alpha x y [lower=0 incx=1 offx=0 incy=1 offy=0 {_N} a overwrite_a] :
  {_TRIANGLE} n alpha:s {_X} {_Y} a:T+(n,n) lda=max(1,n) ! {_XY_HOLDS} n>=0
her2 cz : a <- alpha x y [lower=0 incx=1 offx=0 incy=1 offy=0 {_N} a overwrite_a] :
  {_TRIANGLE} n alpha:s {_X} {_Y} a:T+(n,n) lda=max(1,n) ! {_XY_HOLDS} n>=0
spr sdcz : apu=ap <- n alpha x ap [incx=1 offx=0 lower=0 overwrite_ap] :
  {_TRIANGLE} n alpha:s {_X} ap:T+{_PACKED} ! {_X_HOLDS} n>=0
hpr cz : apu=ap <- n alpha x ap [incx=1 offx=0 lower=0 overwrite_ap] :
  {_TRIANGLE} n alpha:r {_X} ap:T+{_PACKED} ! {_X_HOLDS} n>=0
sp|hpr2 sdcz : apu=ap <- n alpha x y ap [incx=1 offx=0 incy=1 offy=0 lower=0 overwrite_ap] :
  {_TRIANGLE} n alpha:s {_X} {_Y} ap:T+{_PACKED} ! {_XY_HOLDS} n>=0

# Level 3: matrices.
gemm sdcz : c <- alpha a b [beta=0 c trans_a=0 trans_b=0 overwrite_c] :
  opa:c='NTC'[trans_a] opb:c='NTC'[trans_b] m=where(trans_a,cols(a),rows(a)) n=where(trans_b,rows(b),cols(b))
  k=where(trans_a,rows(a),cols(a)) alpha:s a:T(*,*) lda=max(1,rows(a)) b:T(*,*) ldb=max(1,rows(b)) beta:s
  c:T+(m,n) ldc=max(1,m) ! k==where(trans_b,cols(b),rows(b))
symm sdcz : c <- alpha a b [beta=0 c side=0 lower=0 overwrite_c] :
  of:c='LR'[side] {_TRIANGLE} m=rows(b) n=cols(b) alpha:s a:T(where(side,n,m),where(side,n,m))
  lda=max(1,rows(a)) b:T(*,*) ldb=max(1,m) beta:s c:T+(m,n) ldc=max(1,m)
hemm cz : c <- alpha a b [beta=0 c side=0 lower=0 overwrite_c] :
  of:c='LR'[side] {_TRIANGLE} m=rows(b) n=cols(b) alpha:s a:T(where(side,n,m),where(side,n,m))
  lda=max(1,rows(a)) b:T(*,*) ldb=max(1,m) beta:s c:T+(m,n) ldc=max(1,m)
syrk sdcz : c <- alpha a [beta=0 c trans=0 lower=0 overwrite_c] :
  {_TRIANGLE} op:c='NTC'[trans] {_RANK} alpha:s a:T(*,*) lda=max(1,rows(a)) beta:s c:T+(n,n) ldc=max(1,n)
herk cz : c <- alpha a [beta=0 c trans=0 lower=0 overwrite_c] :
  {_TRIANGLE} op:c='NTC'[trans] {_RANK} alpha:r a:T(*,*) lda=max(1,rows(a)) beta:r c:T+(n,n) ldc=max(1,n)
syr2k sdcz : c <- alpha a b [beta=0 c trans=0 lower=0 overwrite_c] :
  {_TRIANGLE} op:c='NTC'[trans] {_RANK} alpha:s a:T(*,*) lda=max(1,rows(a)) b:T(rows(a),cols(a))
  ldb=max(1,rows(b)) beta:s c:T+(n,n) ldc=max(1,n)
her2k cz : c <- alpha a b [beta=0 c trans=0 lower=0 overwrite_c] :
  {_TRIANGLE} op:c='NTC'[trans] {_RANK} alpha:s a:T(*,*) lda=max(1,rows(a)) b:T(rows(a),cols(a))
  ldb=max(1,rows(b)) beta:r c:T+(n,n) ldc=max(1,n)
trmm sdcz : b <- alpha a b [side=0 lower=0 trans_a=0 diag=0 overwrite_b] :
  of:c='LR'[side] {_TRIANGLE} op:c='NTC'[trans_a] unit:c='NU'[diag] m=rows(b) n=cols(b) alpha:s
  a:T(>=where(side,n,m),>=where(side,n,m)) lda=max(1,rows(a)) b:T+(*,*) ldb=max(1,m)
trsm sdcz : x=b <- alpha a b [side=0 lower=0 trans_a=0 diag=0 overwrite_b] :
  of:c='LR'[side] {_TRIANGLE} op:c='NTC'[trans_a] unit:c='NU'[diag] m=rows(b) n=cols(b) alpha:s
  a:T(where(side,n,m),where(side,n,m)) lda=max(1,rows(a)) b:T+(*,*) ldb=max(1,m)
"""
