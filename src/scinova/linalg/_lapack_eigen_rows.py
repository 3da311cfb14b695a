# SPDX-License-Identifier: BSD-3-Clause
"""The routines of LAPACK, in the language of `scinova.linalg._rows`: eigenvalues, singular values, Schur forms."""

_UPLO = "uplo:c='UL'[lower]"
_JOB = "job:c='NV'[compute_v]"
_AM = "n a:T+(n,n) lda=max(1,n)"

ROWS = f"""
# Singular values.
gesdd sdcz : u s vt info <- a [compute_uv=1 full_matrices=1 lwork=? overwrite_a] :
  job:c=where(compute_uv,where(full_matrices,'A','S'),'N') m n a:T+(m,n) lda=max(1,m) s:R>(min(m,n))
  u:T>(where(compute_uv,m,1),where(compute_uv,where(full_matrices,m,min(m,n)),1)) ldu=where(compute_uv,max(1,m),1)
  vt:T>(where(compute_uv,where(full_matrices,n,min(m,n)),1),where(compute_uv,n,1))
  ldvt=max(1,where(compute_uv,where(full_matrices,n,min(m,n)),1)) work:T-(lwork) lwork
  rwork:R-(where(compute_uv,max(5*min(m,n)*min(m,n)+5*min(m,n),2*max(m,n)*min(m,n)+2*min(m,n)*min(m,n)+min(m,n)),
  7*min(m,n)))? iwork:I-(8*min(m,n)) info:i>
gesdd_lwork sdcz : work info <- m n [compute_uv=1 full_matrices=1] : of gesdd
gesvd sdcz : u s vt info <- a [compute_uv=1 full_matrices=1 lwork=? overwrite_a] :
  jobu:c=where(compute_uv,where(full_matrices,'A','S'),'N') jobvt:c=where(compute_uv,where(full_matrices,'A','S'),'N')
  m n a:T+(m,n) lda=max(1,m) s:R>(min(m,n))
  u:T>(where(compute_uv,m,1),where(compute_uv,where(full_matrices,m,min(m,n)),1)) ldu=where(compute_uv,max(1,m),1)
  vt:T>(where(compute_uv,where(full_matrices,n,min(m,n)),1),where(compute_uv,n,1))
  ldvt=max(1,where(compute_uv,where(full_matrices,n,min(m,n)),1)) work:T-(lwork) lwork rwork:R-(5*min(m,n))? info:i>
gesvd_lwork sdcz : work info <- m n [compute_uv=1 full_matrices=1] : of gesvd
gejsv sd : sva u v workout=work[7] iworkout=iwork[3] info <- a [joba=4 jobu=0 jobv=0 jobr=1 jobt=0 jobp=1
  lwork=max(6*n+2*n*n,max(2*m+n,max(4*n+n*n,max(2*n+n*n+6,7)))) overwrite_a] :
  ja:c='CEFGAR'[joba] ju:c='UFWN'[jobu] jv:c='VJWN'[jobv] jr:c='NR'[jobr] jt:c='NT'[jobt] jp:c='NP'[jobp]
  m n a:T+(m,n) lda=max(1,m) sva:R>(n)
  u:T>(where((jobt==0)*(jobu==3),0,m),where((jobt==0)*(jobu==3),0,where(jobu==1,m,n))) ldu=max(1,m)
  v:T>(where((jobt==0)*(jobv==3),0,max(1,n)),where((jobt==0)*(jobv==3),0,n)) ldv=max(1,n)
  work:T>(lwork) lwork iwork:I>(max(3,m+3*n)) info:i> ! m>=n (jobv!=1)+(jobu<2)
lasd4 sd : delta sigma work info <- i d z [rho=1] :
  n at=i+1 d:R(n) z:R(n) delta:R>(n) rho:r sigma:r> work:R>(n) info:i> ! i>=0 i<n
or|uncsd sdcz : cs11=x11 cs12=x12 cs21=x21 cs22=x22 theta u1 u2 v1t v2t info <-
  x11 x12 x21 x22 [compute_u1=1 compute_u2=1 compute_v1t=1 compute_v2t=1 trans=0 signs=0 lwork=? lrwork?=?
  overwrite_x11 overwrite_x12 overwrite_x21 overwrite_x22] :
  job1:c='NY'[compute_u1] job2:c='NY'[compute_u2] job3:c='NY'[compute_v1t] job4:c='NY'[compute_v2t]
  order:c='NT'[trans] sign:c='DO'[signs] m=rows(x11)+rows(x21) p q x11:T+(p,q) ldx11=max(1,p) x12:T+(p,m-q)
  ldx12=max(1,p) x21:T+(m-p,q) ldx21=max(1,m-p) x22:T+(m-p,m-q) ldx22=max(1,m-p)
  theta:R>(min(min(p,m-p),min(q,m-q)))
  u1:T>(where(compute_u1,p,0),where(compute_u1,p,0)) ldu1=max(1,p)
  u2:T>(where(compute_u2,m-p,0),where(compute_u2,m-p,0)) ldu2=max(1,m-p)
  v1t:T>(where(compute_v1t,q,0),where(compute_v1t,q,0)) ldv1t=max(1,q)
  v2t:T>(where(compute_v2t,m-q,0),where(compute_v2t,m-q,0)) ldv2t=max(1,m-q)
  work:T-(lwork) lwork rwork:R-(lrwork)? lrwork? iwork:I-(max(1,m-min(min(p,m-p),min(q,m-q)))) info:i>
orcsd_lwork sd : work info <- m p q : of orcsd
uncsd_lwork cz : work rwork info <- m p q : of uncsd

# Eigenvalues of general matrices.
geev sd : wr wi vl vr info <- a [compute_vl=1 compute_vr=1 lwork=? overwrite_a] :
  jobvl:c='NV'[compute_vl] jobvr:c='NV'[compute_vr] {_AM} wr:R>(n) wi:R>(n)
  vl:T>(where(compute_vl,n,1),n) ldvl=where(compute_vl,max(1,n),1) vr:T>(where(compute_vr,n,1),n)
  ldvr=where(compute_vr,max(1,n),1) work:T-(lwork) lwork info:i>
geev cz : w vl vr info <- a [compute_vl=1 compute_vr=1 lwork=? overwrite_a] :
  jobvl:c='NV'[compute_vl] jobvr:c='NV'[compute_vr] {_AM} w:T>(n)
  vl:T>(where(compute_vl,n,1),n) ldvl=where(compute_vl,max(1,n),1) vr:T>(where(compute_vr,n,1),n)
  ldvr=where(compute_vr,max(1,n),1) work:T-(lwork) lwork rwork:R-(2*n) info:i>
geev_lwork sdcz : work info <- n [compute_vl=1 compute_vr=1] : of geev
ggev sd : alphar alphai beta vl vr work info <- a b [compute_vl=1 compute_vr=1 lwork=? overwrite_a overwrite_b] :
  jobvl:c='NV'[compute_vl] jobvr:c='NV'[compute_vr] {_AM} b:T+(n,n) ldb=max(1,n) alphar:R>(n) alphai:R>(n) beta:R>(n)
  vl:T>(where(compute_vl,n,1),n) ldvl=where(compute_vl,max(1,n),1) vr:T>(where(compute_vr,n,1),n)
  ldvr=where(compute_vr,max(1,n),1) work:T-(lwork) lwork info:i>
ggev cz : alpha beta vl vr work info <- a b [compute_vl=1 compute_vr=1 lwork=? overwrite_a overwrite_b] :
  jobvl:c='NV'[compute_vl] jobvr:c='NV'[compute_vr] {_AM} b:T+(n,n) ldb=max(1,n) alpha:T>(n) beta:T>(n)
  vl:T>(where(compute_vl,n,1),n) ldvl=where(compute_vl,max(1,n),1) vr:T>(where(compute_vr,n,1),n)
  ldvr=where(compute_vr,max(1,n),1) work:T-(lwork) lwork rwork:R-(8*n) info:i>
gebal sdcz : ba=a lo hi pivscale info <- a [scale=0 permute=0 overwrite_a] :
  job:c=where(permute,where(scale,'B','P'),where(scale,'S','N')) n a:T+(n,n) lda=max(1,n) lo:p> hi:p> pivscale:R>(n)
  info:i>
gehrd sdcz : ht=a tau info <- a [lo=0 hi=n-1 lwork=? overwrite_a] :
  n first=lo+1 last=hi+1 a:T+(n,n) lda=max(1,n) tau:T>(max(0,n-1)) work:T-(lwork) lwork info:i>
gehrd_lwork sdcz : work info <- n [lo=0 hi=n-1] : of gehrd
or|unghr sdcz : ht=a info <- a tau [lo=0 hi=n-1 lwork=? overwrite_a] :
  n first=lo+1 last=hi+1 a:T+(n,n) lda=max(1,n) tau:T(max(0,n-1)) work:T-(lwork) lwork info:i>
or|unghr_lwork sdcz : work info <- n [lo=0 hi=n-1] : of orghr

# Schur forms.
gees sd : t=a sdim wr wi vs work info <- ?select a [compute_v=1 sort_t=0 lwork=? ?select_extra_args overwrite_a] :
  {_JOB} sort:c='NS'[sort_t] ?select:f=2 {_AM} sdim:i> wr:R>(n) wi:R>(n) vs:T>(where(compute_v,n,1),n)
  ldvs=where(compute_v,max(1,n),1) work:T>(lwork) lwork bwork:I-(n) info:i>
gees cz : t=a sdim w vs work info <- ?select a [compute_v=1 sort_t=0 lwork=? ?select_extra_args overwrite_a] :
  {_JOB} sort:c='NS'[sort_t] ?select:f=1 {_AM} sdim:i> w:T>(n) vs:T>(where(compute_v,n,1),n)
  ldvs=where(compute_v,max(1,n),1) work:T>(lwork) lwork rwork:R-(n) bwork:I-(n) info:i>
gges sd : a b sdim alphar alphai beta vsl vsr work info <- ?select a b
  [jobvsl=1 jobvsr=1 sort_t=0 ldvsl=where(jobvsl==1,n,1) ldvsr=where(jobvsr==1,n,1) lwork=? ?select_extra_args
  overwrite_a overwrite_b] :
  jobl:c='NV'[jobvsl] jobr:c='NV'[jobvsr] sort:c='NS'[sort_t] ?select:f=3 n a:T+(n,n) lda=max(1,n) b:T+(n,n)
  ldb=max(1,n) sdim:i> alphar:R>(n) alphai:R>(n) beta:R>(n) vsl:T>(ldvsl,n) ldvsl vsr:T>(ldvsr,n) ldvsr work:T>(lwork)
  lwork bwork:I-(n) info:i> ! ldvsl>=where(jobvsl==1,n,1) ldvsr>=where(jobvsr==1,n,1)
gges cz : a b sdim alpha beta vsl vsr work info <- ?select a b
  [jobvsl=1 jobvsr=1 sort_t=0 ldvsl=where(jobvsl==1,n,1) ldvsr=where(jobvsr==1,n,1) lwork=? ?select_extra_args
  overwrite_a overwrite_b] :
  jobl:c='NV'[jobvsl] jobr:c='NV'[jobvsr] sort:c='NS'[sort_t] ?select:f=2 n a:T+(n,n) lda=max(1,n) b:T+(n,n)
  ldb=max(1,n) sdim:i> alpha:T>(n) beta:T>(n) vsl:T>(ldvsl,n) ldvsl vsr:T>(ldvsr,n) ldvsr work:T>(lwork)
  lwork rwork:R-(8*n) bwork:I-(n) info:i> ! ldvsl>=where(jobvsl==1,n,1) ldvsr>=where(jobvsr==1,n,1)
trexc sd : a q info <- a q ifst ilst [wantq=1 overwrite_a overwrite_q] :
  compq:c='NV'[wantq] n a:T+(n,n) lda=max(1,n) q:T+(n,n) ldq=max(1,n) first:i=ifst last:i=ilst work:T-(n) info:i>
  ! ifst>=1 ifst<=n ilst>=1 ilst<=n
trexc cz : a q info <- a q ifst ilst [wantq=1 overwrite_a overwrite_q] :
  compq:c='NV'[wantq] n a:T+(n,n) lda=max(1,n) q:T+(n,n) ldq=max(1,n) ifst ilst info:i>
  ! ifst>=1 ifst<=n ilst>=1 ilst<=n
trsen sd : ts=t qs=q wr wi m s sep info <- select t q [job='B' wantq=1 lwork=? liwork=? overwrite_t overwrite_q] :
  job:c compq:c='NV'[wantq] select:I(n) n t:T+(n,n) ldt=max(1,n) q:T+(n,n) ldq=max(1,n) wr:R>(n) wi:R>(n) m:i>
  s:r> sep:r> work:T-(lwork) lwork iwork:I-(liwork) liwork info:i>
trsen cz : ts=t qs=q w m s sep info <- select t q [job='B' wantq=1 lwork=? overwrite_t overwrite_q] :
  job:c compq:c='NV'[wantq] select:I(n) n t:T+(n,n) ldt=max(1,n) q:T+(n,n) ldq=max(1,n) w:T>(n) m:i>
  s:r> sep:r> work:T-(lwork) lwork info:i>
trsen_lwork sd : work iwork info <- select t [job='B'] : of trsen
trsen_lwork cz : work info <- select t [job='B'] : of trsen
tgexc sd : a b q z work info <- a b q z ifst ilst [wantq=1 wantz=1 lwork=? overwrite_a overwrite_b overwrite_q
  overwrite_z] :
  wantq wantz n a:T+(n,n) lda=max(1,n) b:T+(n,n) ldb=max(1,n) q:T+(n,n) ldq=max(1,n) z:T+(n,n) ldz=max(1,n)
  first:i=ifst last:i=ilst work:T>(lwork) lwork info:i> ! ifst>=1 ifst<=n ilst>=1 ilst<=n
tgexc cz : a b q z info <- a b q z ifst ilst [wantq=1 wantz=1 overwrite_a overwrite_b overwrite_q overwrite_z] :
  wantq wantz n a:T+(n,n) lda=max(1,n) b:T+(n,n) ldb=max(1,n) q:T+(n,n) ldq=max(1,n) z:T+(n,n) ldz=max(1,n)
  first:i=ifst last:i=ilst info:i> ! ifst>=1 ifst<=n ilst>=1 ilst<=n
tgsen sdcz : as=a bs=b alphar! alphai! alpha? beta qs=q zs=z m pl pr dif info <- select a b q z
  [ijob=4 wantq=1 wantz=1 lwork=? liwork=? overwrite_a overwrite_b overwrite_q overwrite_z] :
  ijob wantq wantz select:I(n) n a:T+(n,n) lda=max(1,n) b:T+(n,n) ldb=max(1,n) alphar:R>(n)! alphai:R>(n)! alpha:T>(n)?
  beta:T>(n) q:T+(n,n) ldq=max(1,n) z:T+(n,n) ldz=max(1,n) m:i> pl:r> pr:r> dif:R>(2) work:T-(lwork) lwork
  iwork:I-(liwork) liwork info:i>
tgsen_lwork sd : work iwork info <- select a [ijob=4] : of tgsen
tgsen_lwork cz : work iwork info <- select a b [ijob=4] : of tgsen

# Eigenvalues of symmetric and Hermitian matrices.
sy|heev sdcz : w v=a info <- a [compute_v=1 lower=0 lwork=? overwrite_a] :
  {_JOB} {_UPLO} {_AM} w:R>(n) work:T-(lwork) lwork rwork:R-(max(1,3*n-2))? info:i>
sy|heev_lwork sdcz : work info <- n [lower=0] : of sy|heev
sy|heevd sdcz : w v=a info <- a [compute_v=1 lower=0 lwork=? liwork=? lrwork?=? overwrite_a] :
  {_JOB} {_UPLO} {_AM} w:R>(n) work:T-(lwork) lwork rwork:R-(lrwork)? lrwork? iwork:I-(liwork) liwork info:i>
sy|heevd_lwork sdcz : work iwork rwork? info <- n [compute_v=1 lower=0] : of sy|heevd
syevr sd : w z m isuppz info <- a [compute_v=1 range='A' lower=0 vl=0 vu=1 il=1 iu=n abstol=0 lwork=? liwork=?
  overwrite_a] :
  {_JOB} range:c {_UPLO} {_AM} vl:r vu:r il iu abstol:r m:i> w:R>(n)
  z:T>(where(compute_v,n,0),where(compute_v,where(range=='I',iu-il+1,max(1,n)),0)) ldz=where(compute_v,max(1,n),1)
  isuppz:I>(where(compute_v,2*n,0)) work:T-(lwork) lwork iwork:I-(liwork) liwork info:i>
  ! (range!='I')+(il>=1)*(iu<=n)*(il<=iu+1)
heevr cz : w z m isuppz info <- a [compute_v=1 range='A' lower=0 vl=0 vu=1 il=1 iu=n abstol=0 lwork=? lrwork=? liwork=?
  overwrite_a] :
  {_JOB} range:c {_UPLO} {_AM} vl:r vu:r il iu abstol:r m:i> w:R>(n)
  z:T>(where(compute_v,n,0),where(compute_v,where(range=='I',iu-il+1,max(1,n)),0)) ldz=where(compute_v,max(1,n),1)
  isuppz:I>(where(compute_v,2*n,0)) work:T-(lwork) lwork rwork:R-(lrwork) lrwork iwork:I-(liwork) liwork info:i>
  ! (range!='I')+(il>=1)*(iu<=n)*(il<=iu+1)
syevr_lwork sd : work iwork info <- n [lower=0] : of syevr
heevr_lwork cz : work rwork iwork info <- n [lower=0] : of heevr
sy|heevx sdcz : w z m ifail info <- a [compute_v=1 range='A' lower=0 vl=0 vu=1 il=1 iu=n abstol=0 lwork=? overwrite_a] :
  {_JOB} range:c {_UPLO} {_AM} vl:r vu:r il iu abstol:r m:i> w:R>(n)
  z:T>(where(compute_v,n,0),where(compute_v,where(range=='I',iu-il+1,max(1,n)),0)) ldz=where(compute_v,max(1,n),1)
  work:T-(lwork) lwork rwork:R-(7*n)? iwork:I-(5*n) ifail:I>(where(compute_v,n,0)) info:i>
  ! (range!='I')+(il>=1)*(iu<=n)*(il<=iu+1)
sy|heevx_lwork sdcz : work info <- n [lower=0] : of sy|heevx
sy|hegst sdcz : c=a info <- a b [itype=1 lower=0 overwrite_a] :
  itype {_UPLO} {_AM} b:T(n,n) ldb=max(1,n) info:i>
sy|hegv sdcz : w v=a info <- a b [itype=1 jobz='V' uplo='L' lwork=? overwrite_a overwrite_b] :
  itype jobz:c uplo:c {_AM} b:T+(n,n) ldb=max(1,n) w:R>(n) work:T-(lwork) lwork rwork:R-(max(1,3*n-2))? info:i>
sy|hegv_lwork sdcz : work info <- n [uplo='L'] : of sy|hegv
sygvd sd : w v=a info <- a b [itype=1 jobz='V' uplo='L' lwork=? liwork=? overwrite_a overwrite_b] :
  itype jobz:c uplo:c {_AM} b:T+(n,n) ldb=max(1,n) w:R>(n) work:T-(lwork) lwork iwork:I-(liwork) liwork info:i>
hegvd cz : w v=a info <- a b [itype=1 jobz='V' uplo='L' lwork=? lrwork=? liwork=? overwrite_a overwrite_b] :
  itype jobz:c uplo:c {_AM} b:T+(n,n) ldb=max(1,n) w:R>(n) work:T-(lwork) lwork rwork:R-(lrwork) lrwork
  iwork:I-(liwork) liwork info:i>
sy|hegvx sdcz : w z m ifail info <- a b [itype=1 jobz='V' range='A' uplo='L' vl=0 vu=1 il=1 iu=n abstol=0 lwork=?
  overwrite_a overwrite_b] :
  itype jobz:c range:c uplo:c {_AM} b:T+(n,n) ldb=max(1,n) vl:r vu:r il iu abstol:r m:i> w:R>(n)
  z:T>(where(jobz=='V',n,0),where(jobz=='V',where(range=='I',iu-il+1,max(1,n)),0)) ldz=where(jobz=='V',max(1,n),1)
  work:T-(lwork) lwork rwork:R-(7*n)? iwork:I-(5*n) ifail:I>(where(jobz=='V',n,0)) info:i>
  ! (range!='I')+(il>=1)*(iu<=n)*(il<=iu+1)
sy|hegvx_lwork sdcz : work info <- n [uplo='L'] : of sy|hegvx
sy|hetrd sdcz : c=a d e tau info <- a [lower=0 lwork=? overwrite_a] :
  {_UPLO} {_AM} d:R>(n) e:R>(max(0,n-1)) tau:T>(max(0,n-1)) work:T-(lwork) lwork info:i> ! n>=1
sy|hetrd_lwork sdcz : work info <- n [lower=0] : of sy|hetrd

# Band and tridiagonal symmetric matrices.
sbev sd : w z info <- ab [compute_v=1 lower=0 ldab=rows(ab) overwrite_ab] :
  {_JOB} {_UPLO} n kd=ldab-1 ab:T+(ldab,n) ldab w:R>(n) z:T>(where(compute_v,n,1),where(compute_v,n,1))
  ldz=where(compute_v,max(1,n),1) work:T-(max(1,3*n-2)) info:i> ! ldab>=1
sb|hbevd sdcz : w z info <- ab [compute_v=1 lower=0 ldab=rows(ab) lrwork?=? liwork=? overwrite_ab] :
  {_JOB} {_UPLO} n kd=ldab-1 ab:T+(ldab,n) ldab w:R>(n) z:T>(where(compute_v,n,1),where(compute_v,n,1))
  ldz=where(compute_v,max(1,n),1) work:T-(lwork) lwork=? rwork:R-(lrwork)? lrwork? iwork:I-(liwork) liwork info:i>
  ! ldab>=1
sb|hbevx sdcz : w z m ifail info <- ab vl vu il iu [ldab=rows(ab) compute_v=1 range=0 lower=0 abstol=0
  mmax=where(compute_v,where(range==2,iu-il+1,n),1) overwrite_ab] :
  {_JOB} kind:c='AVI'[range] {_UPLO} n kd=ldab-1 ab:T+(ldab,n) ldab q:T-(where(compute_v,n*n,1))
  ldq=where(compute_v,max(1,n),1) vl:r vu:r il iu abstol:r m:i> w:R>(n) z:T>(where(compute_v,n,1),mmax)
  ldz=where(compute_v,max(1,n),1) work:T-(7*n) rwork:R-(7*n)? iwork:I-(5*n) ifail:I>(where(compute_v,n,1)) info:i>
  ! ldab>=1 mmax>=where(compute_v,where(range==2,iu-il+1,n),1) (range!=2)+(il>=1)*(iu<=n)
stebz sd : m w iblock isplit info <- d e range vl vu il iu tol order :
  kind:c='AVI'[range] order:c n vl:r vu:r il iu tol:r d:R(n) e:R(max(0,n-1)) m:i> nsplit:i> w:R>(n) iblock:I>(n)
  isplit:I>(n) work:R-(4*n) iwork:I-(3*n) info:i>
stein sd : z info <- d e w iblock isplit :
  n d:R(n) e:R(max(0,n-1)) m w:R(m) iblock:I(n)<=n isplit:I(n)<=n z:T>(n,m) ldz=max(1,n) work:R-(5*n) iwork:I-(n)
  ifail:I-(m) info:i> ! m<=n
stemr sd : m w z info <- d e range vl vu il iu [compute_v=1 lwork=? liwork=? overwrite_d] :
  {_JOB} kind:c='AVI'[range] n d:R+(n) e:R+(n) vl:r vu:r il iu m:i> w:R>(n) z:T>(n,n) ldz=max(1,n) nzc=n
  isuppz:I-(2*n) tryrac=1 work:R-(lwork) lwork iwork:I-(liwork) liwork info:i>
stemr_lwork sd : work iwork info <- d e range vl vu il iu [compute_v=1 overwrite_d overwrite_e] : of stemr
sterf sd : vals=d info <- d e [overwrite_d overwrite_e] : n d:R+(n) e:R+(max(0,n-1)) info:i>
stev sd : vals=d z info <- d e [compute_v=1 overwrite_d overwrite_e] :
  {_JOB} n d:R+(n) e:R+(max(0,n-1)) z:T>(where(compute_v,n,1),where(compute_v,n,1)) ldz=where(compute_v,max(1,n),1)
  work:R-(max(1,2*n-2)) info:i>
stevd sd : vals=d z info <- d e [compute_v=1 lwork=? liwork=? overwrite_d overwrite_e] :
  {_JOB} n d:R+(n) e:R+(max(0,n-1)) z:T>(where(compute_v,n,1),where(compute_v,n,1)) ldz=where(compute_v,max(1,n),1)
  work:R-(lwork) lwork iwork:I-(liwork) liwork info:i>
pteqr sdcz : d e z info <- d e z [compute_z=0 overwrite_d overwrite_e overwrite_z] :
  compz:c='NVI'[compute_z] n d:R+(n) e:R+(max(0,n-1))
  z:T+(where(compute_z==0,rows(z),max(1,n)),where(compute_z==0,cols(z),n)) ldz=max(1,rows(z)) work:R-(4*n) info:i>

# About the machine and the library.
lamch sd : x=@r <- cmach : cmach:c
laver i:ilaver : major minor patch <- : major:i> minor:i> patch:i>
"""
