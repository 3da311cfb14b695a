# SPDX-License-Identifier: BSD-3-Clause
"""The routines of LAPACK, in the language of `scinova.linalg._rows`: factorisations, solvers, least squares."""

_A = "n a:T(n,n) lda=max(1,n)"
_AM = "n a:T+(n,n) lda=max(1,n)"
_MN = "m n a:T+(m,n) lda=max(1,m)"
_UPLO = "uplo:c='UL'[lower]"
_EXPERT = "rcond:r> ferr:R>(nrhs) berr:R>(nrhs)"

ROWS = f"""
# General matrices.
gesv sdcz : lu=a piv=ipiv x=b info <- a b [overwrite_a overwrite_b] :
  n nrhs a:T+(n,n) lda=max(1,n) ipiv:P>(n) b:T+(n,nrhs) ldb=max(1,n) info:i>
getrf sdcz : lu=a piv=ipiv info <- a [overwrite_a] : {_MN} ipiv:P>(min(m,n)) info:i>
getrs sdcz : x=b info <- lu piv b [trans=0 overwrite_b] :
  op:c='NTC'[trans] n nrhs lu:T(n,n) lda=max(1,n) piv:P(n)<n b:T+(n,nrhs) ldb=max(1,n) info:i>
getri sdcz : inv_a=lu info <- lu piv [lwork=? overwrite_lu] :
  n lu:T+(n,n) lda=max(1,n) piv:P(n)<n work:T-(lwork) lwork info:i>
getri_lwork sdcz : work info <- n : of getri
gecon sdcz : rcond info <- a anorm [norm='1'] :
  norm:c {_A} anorm:r rcond:r> work:T-(4*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(2*n)? info:i>
gesvx sdcz : as=a lu=af ipiv equed rs=r cs=c bs=b x rcond ferr berr info <-
  a b [fact='E' trans='N' af ipiv equed='B' r c overwrite_a overwrite_b] :
  fact:c trans:c n nrhs a:T+(n,n) lda=max(1,n) af:T+(n,n) ldaf=max(1,n) ipiv:P+(n)<where(fact=='F',n,0)
  equed:c+ r:R+(n) c:R+(n) b:T+(n,nrhs) ldb=max(1,n) x:T>(n,nrhs) ldx=max(1,n) {_EXPERT}
  work:T-(4*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(2*n)? info:i>
geequ sdcz : r c rowcnd colcnd amax info <- a :
  m n a:T(m,n) lda=max(1,m) r:R>(m) c:R>(n) rowcnd:r> colcnd:r> amax:r> info:i>
geequb sdcz : r c rowcnd colcnd amax info <- a :
  m n a:T(m,n) lda=max(1,m) r:R>(m) c:R>(n) rowcnd:r> colcnd:r> amax:r> info:i>
getc2 sdcz : lu=a ipiv jpiv info <- a [overwrite_a] : {_AM} ipiv:P>(n) jpiv:P>(n) info:i>
gesc2 sdcz : x=rhs scale <- lu rhs ipiv jpiv [overwrite_rhs] :
  n lu:T(n,n) lda=max(1,n) rhs:T+(n) ipiv:P(n)<n jpiv:P(n)<n scale:r>
laswp sdcz : a <- a piv [k1=0 k2=size(piv)-1 off=0 inc=1 overwrite_a] :
  n a:T+(*,n) lda=max(1,rows(a)) first=k1+1 last=k2+1 piv:P(*)<rows(a)@off inc
  ! off>=0 off<size(piv) inc!=0 size(piv)<=rows(a) k1>=0 k1<size(piv) k2>=k1 k2<size(piv)
    size(piv)-off>(k2-k1)*abs(inc) size(piv)-off>k1+(k2-k1)*abs(inc)
lange sdcz : n2=@r <- norm a : norm:c m n a:T(m,n) lda=max(1,m) work:R-(m)
langb sdcz : n2=@r <- norm kl ku ab [ldab=kl+ku+1] :
  norm:c n kl ku ab:T(>=ldab,n) lda=rows(ab) work:R-(n) ! kl>=0 ku>=0 ldab>=kl+ku+1
lantr sdcz : n2=@r <- norm a [uplo='U' diag='N'] : norm:c uplo:c diag:c m n a:T(m,n) lda=max(1,m) work:R-(m)

# Band and tridiagonal matrices.
gbsv sdcz : lub=ab piv=ipiv x=b info <- kl ku ab b [overwrite_ab overwrite_b] :
  n kl ku nrhs ab:T+(1+2*kl+ku,n) ldab=rows(ab) ipiv:P>(n) b:T+(n,nrhs) ldb=max(1,n) info:i> ! kl>=0 ku>=0
gbtrf sdcz : lu=ab ipiv info <- ab kl ku [m=cols(ab) n=cols(ab) ldab=max(rows(ab),1) overwrite_ab] :
  m n kl ku ab:T+(ldab,n) ldab ipiv:P>(min(m,n)) info:i> ! kl>=0 ku>=0 ldab>=2*kl+ku+1 m>=0 m<=cols(ab)
gbtrs sdcz : x=b info <- ab kl ku b ipiv [trans=0 n=cols(ab) ldab=rows(ab) ldb=rows(b) overwrite_b] :
  op:c='NTC'[trans] n kl ku nrhs=cols(b) ab:T(ldab,n) ldab ipiv:P(n)<n b:T+(ldb,nrhs) ldb info:i>
  ! kl>=0 ku>=0 ldab>=2*kl+ku+1 ldb>=n
gbcon sdcz : rcond info <- kl ku ab ipiv anorm [norm='1' ldab=2*kl+ku+1] :
  norm:c n kl ku ab:T(ldab,n) ldab ipiv:P(n)<n anorm:r rcond:r> work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)?
  info:i> ! kl>=0 ku>=0 ldab>=2*kl+ku+1
pbsv sdcz : c=ab x=b info <- ab b [lower=0 ldab=rows(ab) overwrite_ab overwrite_b] :
  {_UPLO} n kd=ldab-1 nrhs ab:T+(ldab,n) ldab b:T+(n,nrhs) ldb=max(1,n) info:i> ! ldab>=1
pbtrf sdcz : c=ab info <- ab [lower=0 ldab=rows(ab) overwrite_ab] :
  {_UPLO} n kd=ldab-1 ab:T+(ldab,n) ldab info:i> ! ldab>=1
pbtrs sdcz : x=b info <- ab b [lower=0 ldab=rows(ab) overwrite_b] :
  {_UPLO} n kd=ldab-1 nrhs ab:T(ldab,n) ldab b:T+(n,nrhs) ldb=max(1,n) info:i> ! ldab>=1
tbtrs sdcz : x=b info <- ab b [uplo='U' trans='N' diag='N' overwrite_b] :
  uplo:c trans:c diag:c n kd=rows(ab)-1 nrhs ab:T(>=1,n) ldab=rows(ab) b:T+(>=n,nrhs) ldb=max(1,rows(b)) info:i>
gtsv sdcz : du2=dl d du x=b info <- dl d du b [overwrite_dl overwrite_d overwrite_du overwrite_b] :
  n nrhs dl:T+(max(0,n-1)) d:T+(n) du:T+(max(0,n-1)) b:T+(n,nrhs) ldb=max(1,n) info:i>
gttrf sdcz : dl d du du2 ipiv info <- dl d du [overwrite_dl overwrite_d overwrite_du] :
  n dl:T+(max(0,n-1)) d:T+(n) du:T+(max(0,n-1)) du2:T>(max(0,n-2)) ipiv:I>(n) info:i>
gttrs sdcz : x=b info <- dl d du du2 ipiv b [trans='N' overwrite_b] :
  trans:c n nrhs dl:T(max(0,n-1)) d:T(n) du:T(max(0,n-1)) du2:T(max(0,n-2)) ipiv:I(n)<n b:T+(n,nrhs) ldb=max(1,n)
  info:i>
gtcon sdcz : rcond info <- dl d du du2 ipiv anorm [norm='1'] :
  norm:c n dl:T(max(0,n-1)) d:T(n) du:T(max(0,n-1)) du2:T(max(0,n-2)) ipiv:I(n)<n anorm:r rcond:r> work:T-(2*n)
  iwork:I-(n)! info:i>
gtsvx sdcz : dlf df duf du2 ipiv x rcond ferr berr info <- dl d du b [fact='N' trans='N' dlf df duf du2 ipiv] :
  fact:c trans:c n nrhs dl:T(max(0,n-1)) d:T(n) du:T(max(0,n-1)) dlf:T+(max(0,n-1)) df:T+(n) duf:T+(max(0,n-1))
  du2:T+(max(0,n-2)) ipiv:I+(n)<where(fact=='F',n,0) b:T(n,nrhs) ldb=max(1,n) x:T>(n,nrhs) ldx=max(1,n) {_EXPERT}
  work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)? info:i>
ptsv sdcz : d du=e x=b info <- d e b [overwrite_d overwrite_e overwrite_b] :
  n nrhs d:R+(n) e:T+(max(0,n-1)) b:T+(n,nrhs) ldb=max(1,n) info:i>
pttrf sdcz : d e info <- d e [overwrite_d overwrite_e] : n d:R+(n) e:T+(max(0,n-1)) info:i>
pttrs sd : x=b info <- d e b [overwrite_b] : n nrhs d:R(n) e:T(max(0,n-1)) b:T+(n,nrhs) ldb=max(1,n) info:i>
pttrs cz : x=b info <- d e b [lower=0 overwrite_b] :
  {_UPLO} n nrhs d:R(n) e:T(max(0,n-1)) b:T+(n,nrhs) ldb=max(1,n) info:i>
ptsvx sdcz : df ef x rcond ferr berr info <- d e b [fact='N' df ef] :
  fact:c n nrhs d:R(n) e:T(max(0,n-1)) df:R+(n) ef:T+(max(0,n-1)) b:T(n,nrhs) ldb=max(1,n) x:T>(n,nrhs)
  ldx=max(1,n) {_EXPERT} work:T-(2*n)! work:T-(n)? rwork:R-(n)? info:i>

# Positive definite matrices.
posv sdcz : c=a x=b info <- a b [lower=0 overwrite_a overwrite_b] :
  {_UPLO} n nrhs a:T+(n,n) lda=max(1,n) b:T+(n,nrhs) ldb=max(1,n) info:i>
potrf sdcz : c=a info <- a [lower=0 clean=1 overwrite_a] : {_UPLO} {_AM} info:i> ~a
potrs sdcz : x=b info <- c b [lower=0 overwrite_b] :
  {_UPLO} n nrhs c:T(n,n) ldc=max(1,n) b:T+(n,nrhs) ldb=max(1,n) info:i>
potri sdcz : inv_a=c info <- c [lower=0 overwrite_c] : {_UPLO} n c:T+(n,n) ldc=max(1,n) info:i>
pocon sdcz : rcond info <- a anorm [uplo='U'] :
  uplo:c {_A} anorm:r rcond:r> work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)? info:i>
posvx sdcz : a_s=a lu=af equed s b_s=b x rcond ferr berr info <-
  a b [fact='E' af equed='Y' s lower=0 overwrite_a overwrite_b] :
  fact:c {_UPLO} n nrhs a:T+(n,n) lda=max(1,n) af:T+(n,n) ldaf=max(1,n) equed:c+ s:R+(n) b:T+(n,nrhs)
  ldb=max(1,n) x:T>(n,nrhs) ldx=max(1,n) {_EXPERT} work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)? info:i>
pstrf sdcz : c=a piv rank_c info <- a [tol=-1 lower=0 overwrite_a] :
  {_UPLO} {_AM} piv:I>(n) rank_c:i> tol:r work:R-(2*n) info:i>
pstf2 sdcz : c=a piv rank_c info <- a [tol=-1 lower=0 overwrite_a] :
  {_UPLO} {_AM} piv:I>(n) rank_c:i> tol:r work:R-(2*n) info:i>
lauum sdcz : a=c info <- c [lower=0 overwrite_c] : {_UPLO} n c:T+(n,n) ldc=max(1,n) info:i>
ppsv sdcz : x=b info <- n ap b [lower=0 overwrite_b] :
  {_UPLO} n nrhs ap:T+(>=n*(n+1)//2) b:T+(>=n,nrhs) ldb=max(1,rows(b)) info:i> ! n>=0
pptrf sdcz : ul=ap info <- n ap [lower=0 overwrite_ap] : {_UPLO} n ap:T+(>=n*(n+1)//2) info:i> ! n>=0
pptri sdcz : uli=ap info <- n ap [lower=0 overwrite_ap] : {_UPLO} n ap:T+(>=n*(n+1)//2) info:i> ! n>=0
pptrs sdcz : x=b info <- n ap b [lower=0 overwrite_b] :
  {_UPLO} n nrhs ap:T(>=n*(n+1)//2) b:T+(>=n,nrhs) ldb=max(1,rows(b)) info:i> ! n>=0
ppcon sdcz : rcond info <- n ap anorm [lower=0] :
  {_UPLO} n ap:T(>=n*(n+1)//2) anorm:r rcond:r> work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)? info:i> ! n>=0

# Symmetric and Hermitian matrices.
"""
for _kind, _name in (("sdcz", "sy"), ("cz", "he")):
    ROWS += f"""
{_name}sv {_kind} : {"udut" if _name == "sy" else "uduh"}=a ipiv x=b info <-
  a b [lwork=? lower=0 overwrite_a overwrite_b] :
  {_UPLO} n nrhs a:T+(n,n) lda=max(1,n) ipiv:I>(n) b:T+(n,nrhs) ldb=max(1,n) work:T-(lwork) lwork info:i>
{_name}sv_lwork {_kind} : work info <- n [lower=0] : of {_name}sv
{_name}svx {_kind} : {"a_s=a udut=af ipiv b_s=b" if _name == "sy" else "uduh=af ipiv"} x rcond ferr berr info <-
  a b [af ipiv lwork=? factored=0 lower=0 overwrite_a overwrite_b] :
  fact:c='NF'[factored] {_UPLO} n nrhs a:T+(n,n) lda=max(1,n) af:T+(n,n) ldaf=max(1,n) ipiv:I+(n)<where(factored,n,0)
  b:T+(n,nrhs) ldb=max(1,n) x:T>(n,nrhs) ldx=max(1,n) {_EXPERT} work:T-(lwork) lwork iwork:I-(n)! rwork:R-(n)? info:i>
{_name}svx_lwork {_kind} : work info <- n [lower=0] : of {_name}svx
{_name}trf {_kind} : ldu=a ipiv info <- a [lower=0 lwork=? overwrite_a] :
  {_UPLO} {_AM} ipiv:I>(n) work:T-(lwork) lwork info:i>
{_name}trf_lwork {_kind} : work info <- n [lower=0] : of {_name}trf
{_name}tri {_kind} : inv_a=a info <- a ipiv [lower=0 overwrite_a] : {_UPLO} {_AM} ipiv:I(n)<n work:T-(2*n) info:i>
{_name}trs {_kind} : x=b info <- a ipiv b [lower=0 overwrite_b] :
  {_UPLO} n nrhs a:T(n,n) lda=max(1,n) ipiv:I(n)<n b:T+(n,nrhs) ldb=max(1,n) info:i>
{_name}con {_kind} : rcond info <- a ipiv anorm [lower=0] :
  {_UPLO} {_A} ipiv:I(n)<n anorm:r rcond:r> work:T-(2*n) iwork:I-(n)! info:i>
{_name}equb {_kind} : s scond amax info <- a [lower=0] : {_UPLO} {_A} s:R>(n) scond:r> amax:r> work:T-(2*n) info:i>
"""
ROWS += f"""
sytf2 sdcz : ldu=a ipiv info <- a [lower=0 overwrite_a] : {_UPLO} {_AM} ipiv:I>(n) info:i>
syconv sdcz : a e info <- a ipiv [lower=0 way=0 overwrite_a] :
  {_UPLO} direction:c='CR'[way] {_AM} ipiv:I(n)<n e:T>(n) info:i>

# Triangular matrices.
trtrs sdcz : x=b info <- a b [lower=0 trans=0 unitdiag=0 lda=rows(a) overwrite_b] :
  {_UPLO} op:c='NTC'[trans] unit:c='NU'[unitdiag] n nrhs=cols(b) a:T(lda,n) lda b:T+(>=n,nrhs) ldb=max(1,rows(b))
  info:i> ! lda>=n
trtri sdcz : inv_c=c info <- c [lower=0 unitdiag=0 overwrite_c] :
  {_UPLO} unit:c='NU'[unitdiag] n c:T+(n,n) ldc=max(1,n) info:i>
trcon sdcz : rcond info <- a [norm='1' uplo='U' diag='N'] :
  norm:c uplo:c diag:c {_A} rcond:r> work:T-(3*n)! work:T-(2*n)? iwork:I-(n)! rwork:R-(n)? info:i>
trsyl sdcz : x=c scale info <- a b c [trana='N' tranb='N' isgn=1 overwrite_c] :
  trana:c tranb:c isgn m n a:T(m,m) lda=max(1,m) b:T(n,n) ldb=max(1,n) c:T+(m,n) ldc=max(1,m) scale:r> info:i>
tgsyl sd : r=c l=f scale dif info <- a b c d e f [trans='N' ijob=0 lwork=? overwrite_c overwrite_f] :
  trans:c ijob m n a:T(m,m) lda=max(1,m) b:T(n,n) ldb=max(1,n) c:T+(m,n) ldc=max(1,m) d:T(m,m) ldd=max(1,m)
  e:T(n,n) lde=max(1,n) f:T+(m,n) ldf=max(1,m) scale:r> dif:r> work:T-(lwork) lwork iwork:I-(m+n+6) info:i>

# Triangular matrices in rectangular full packed and packed storage.
pftrf sdcz : achol=a info <- n a [transr='N' uplo='U' overwrite_a] :
  transr:c uplo:c n a:T+(n*(n+1)//2) info:i> ! n>=0
pftri sdcz : ainv=a info <- n a [transr='N' uplo='U' overwrite_a] :
  transr:c uplo:c n a:T+(n*(n+1)//2) info:i> ! n>=0
pftrs sdcz : x=b info <- n a b [transr='N' uplo='U' overwrite_b] :
  transr:c uplo:c n nrhs a:T(n*(n+1)//2) b:T+(>=n,nrhs) ldb=max(1,rows(b)) info:i> ! n>=0
tfsm sdcz : x=b <- alpha a b [transr='N' side='L' uplo='U' trans='N' diag='N' overwrite_b] :
  transr:c side:c uplo:c trans:c diag:c m n alpha:s a:T(where(side=='L',m*(m+1)//2,n*(n+1)//2)) b:T+(m,n)
  ldb=max(1,m)
sf|hfrk sdcz : cout=c <- n k alpha a beta c [transr='N' uplo='U' trans='N' overwrite_c] :
  transr:c uplo:c trans:c n k alpha:r a:T(where(trans=='N',n,k),where(trans=='N',k,n)) lda=max(1,rows(a)) beta:r
  c:T+(n*(n+1)//2) ! n>=0 k>=0
tfttp sdcz : ap info <- n arf [transr='N' uplo='U'] :
  transr:c uplo:c n arf:T(n*(n+1)//2) ap:T>(n*(n+1)//2) info:i> ! n>=0
tfttr sdcz : a info <- n arf [transr='N' uplo='U'] :
  transr:c uplo:c n arf:T(n*(n+1)//2) a:T>(n,n) lda=max(1,n) info:i> ! n>=0
tpttf sdcz : arf info <- n ap [transr='N' uplo='U'] :
  transr:c uplo:c n ap:T(n*(n+1)//2) arf:T>(n*(n+1)//2) info:i> ! n>=0
tpttr sdcz : a info <- n ap [uplo='U'] : uplo:c n ap:T(n*(n+1)//2) a:T>(n,n) lda=max(1,n) info:i> ! n>=0
trttf sdcz : arf info <- a [transr='N' uplo='U'] : transr:c uplo:c {_A} arf:T>(n*(n+1)//2) info:i>
trttp sdcz : ap info <- a [uplo='U'] : uplo:c {_A} ap:T>(n*(n+1)//2) info:i>

# Orthogonal factorisations.
geqrf sdcz : qr=a tau work info <- a [lwork=? overwrite_a] : {_MN} tau:T>(min(m,n)) work:T-(lwork) lwork info:i>
geqrf_lwork sdcz : work info <- m n : of geqrf
geqrfp sdcz : qr=a tau info <- a [lwork=? overwrite_a] :
  {_MN} tau:T>(min(m,n)) work:T-(lwork) lwork info:i> ! size(a)>0
geqrfp_lwork sdcz : work info <- m n : of geqrfp
gerqf sdcz : qr=a tau work info <- a [lwork=? overwrite_a] : {_MN} tau:T>(min(m,n)) work:T-(lwork) lwork info:i>
geqp3 sdcz : qr=a jpvt tau work info <- a [lwork=? overwrite_a] :
  {_MN} jpvt:I>(n) tau:T>(min(m,n)) work:T-(lwork) lwork rwork:R-(2*n)? info:i>
or|ungqr sdcz : q=a work info <- a tau [lwork=? overwrite_a] :
  m n k a:T+(m,n) lda=max(1,m) tau:T(k) work:T-(lwork) lwork info:i>
or|ungrq sdcz : q=a work info <- a tau [lwork=? overwrite_a] :
  m n k a:T+(m,n) lda=max(1,m) tau:T(k) work:T-(lwork) lwork info:i>
or|unmqr sdcz : cq=c work info <- side trans a tau c lwork [overwrite_c] :
  side:c trans:c m n k a:T(where(side=='L',m,n),>=k) lda=max(1,rows(a)) tau:T(k) c:T+(m,n) ldc=max(1,m)
  work:T>(lwork) lwork=? info:i>
geqrt sdcz : a t info <- nb a [overwrite_a] :
  m n nb a:T+(m,n) lda=max(1,m) t:T>(nb,min(m,n)) ldt=max(1,nb) work:T-(nb*n) info:i> ! nb>=1 nb<=min(m,n)
gemqrt sdcz : c info <- v t c [side='L' trans='N' overwrite_c] :
  side:c trans:c m n k nb v:T(where(side=='L',m,n),k) ldv=max(1,rows(v)) t:T(nb,k) ldt=max(1,nb) c:T+(m,n)
  ldc=max(1,m) work:T-(where(side=='L',n,m)*nb) info:i>
tpqrt sdcz : a b t info <- l nb a b [overwrite_a overwrite_b] :
  m n l nb a:T+(n,n) lda=max(1,n) b:T+(m,n) ldb=max(1,m) t:T>(nb,n) ldt=max(1,nb) work:T-(nb*n) info:i>
  ! l>=0 l<=min(m,n) nb>=1 nb<=n
tpmqrt sdcz : a b info <- l v t a b [side='L' trans='N' overwrite_a overwrite_b] :
  side:c trans:c m n k l nb v:T(where(side=='L',m,n),k) ldv=max(1,rows(v)) t:T(nb,k) ldt=max(1,nb)
  a:T+(where(side=='L',k,m),where(side=='L',n,k)) lda=max(1,rows(a)) b:T+(m,n) ldb=max(1,m)
  work:T-(where(side=='L',n,m)*nb) info:i> ! l>=0 l<=k
tzrzf sdcz : rz=a tau info <- a [lwork=? overwrite_a] :
  m n a:T+(m,n) lda=max(1,m) tau:T>(m) work:T-(lwork) lwork info:i> ! m<=n
tzrzf_lwork sdcz : work info <- m n : of tzrzf
or|unmrz sdcz : cq=c info <- a tau c [side='L' trans='N' lwork=? overwrite_c] :
  side:c trans:c m n k l=cols(a)-rows(a) a:T(k,where(side=='L',m,n)) lda=max(1,k) tau:T(k) c:T+(m,n)
  ldc=max(1,m) work:T-(lwork) lwork info:i> ! cols(a)>=rows(a)
or|unmrz_lwork sdcz : work info <- m n [side='L' trans='N'] : of or|unmrz
larfg sdcz : alpha x tau <- n alpha x [incx=1 overwrite_x] :
  n alpha:s+ x:T+(>=1+(n-2)*abs(incx)) incx tau:s> ! n>=1 incx!=0
larf sdcz : c <- v tau c work [side='L' incv=1 overwrite_c] :
  side:c m n v:T(1+(where(side=='L',m,n)-1)*abs(incv)) incv tau:s c:T+(m,n) ldc=max(1,m)
  work:T(>=where(side=='L',n,m)) ! incv!=0
lartg sdcz : cs sn r <- f g : f:s g:s cs:r> sn:s> r:s>
rot cz : x y <- x y c s [n=(size(x)-1-offx)//abs(incx)+1 offx=0 incx=1 offy=0 incy=1 overwrite_x overwrite_y] :
  n x:T+(>=offx+1+(n-1)*abs(incx))@offx incx y:T+(>=offy+1+(n-1)*abs(incy))@offy incy c:r s:s
  ! n>=0 offx>=0 offy>=0 incx!=0 incy!=0

# Least squares.
gels sdcz : lqr=a x=b info <- a b [trans='N' lwork=? overwrite_a overwrite_b] :
  trans:c m n nrhs a:T+(m,n) lda=max(1,m) b:T+(max(m,n),nrhs) ldb=max(1,max(m,n)) work:T-(lwork) lwork info:i>
gels_lwork sdcz : work info <- m n nrhs [trans='N'] : of gels
# The routine does not check the lengths of iwork and rwork; its least ones hold for up to 32 levels of division.
gelsd sd : x=b s rank info <- a b lwork size_iwork [cond=-1 overwrite_a overwrite_b] :
  m n nrhs a:T+(m,n) lda=max(1,m) b:T+(max(m,n),nrhs) ldb=max(1,max(m,n)) s:R>(min(m,n)) cond:r rank:i>
  work:T-(lwork) lwork iwork:I-(max(size_iwork,107*min(m,n))) info:i>
gelsd cz : x=b s rank info <- a b lwork size_rwork size_iwork [cond=-1 overwrite_a overwrite_b] :
  m n nrhs a:T+(m,n) lda=max(1,m) b:T+(max(m,n),nrhs) ldb=max(1,max(m,n)) s:R>(min(m,n)) cond:r rank:i>
  work:T-(lwork) lwork
  rwork:R-(max(size_rwork,316*min(m,n)+75*nrhs+max(676,min(m,n)*(1+nrhs)+2*nrhs)))
  iwork:I-(max(size_iwork,107*min(m,n))) info:i>
gelsd_lwork sd : work iwork info <- m n nrhs [cond=-1 lwork=-1] : of gelsd
gelsd_lwork cz : work rwork iwork info <- m n nrhs [cond=-1 lwork=-1] : of gelsd
gelss sdcz : v=a x=b s rank work info <- a b [cond=-1 lwork=? overwrite_a overwrite_b] :
  m n nrhs a:T+(m,n) lda=max(1,m) b:T+(max(m,n),nrhs) ldb=max(1,max(m,n)) s:R>(min(m,n)) cond:r rank:i>
  work:T-(lwork) lwork rwork:R-(5*min(m,n))? info:i>
gelss_lwork sdcz : work info <- m n nrhs [cond=-1 lwork=-1] : of gelss
gelsy sdcz : v=a x=b j=jptv rank info <- a b jptv cond lwork [overwrite_a overwrite_b] :
  m n nrhs a:T+(m,n) lda=max(1,m) b:T+(max(m,n),nrhs) ldb=max(1,max(m,n)) jptv:I+(n) cond:r rank:i>
  work:T-(lwork) lwork rwork:R-(2*n)? info:i>
gelsy_lwork sdcz : work info <- m n nrhs cond [lwork=-1] : of gelsy
gglse sdcz : t=a r=b res=c x info <- a b c d [lwork=? overwrite_a overwrite_b overwrite_c overwrite_d] :
  m n p a:T+(m,n) lda=max(1,m) b:T+(p,n) ldb=max(1,p) c:T+(m) d:T+(p) x:T>(n) work:T-(lwork) lwork info:i>
gglse_lwork sdcz : work info <- m n p : of gglse
"""
