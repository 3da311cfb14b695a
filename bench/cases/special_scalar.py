# SPDX-License-Identifier: BSD-3-Clause
"""Every ufunc of special called with Python numbers: eight sets of typical arguments, one call each."""
import numpy as np

from bench.case import Case

SUBPACKAGES = ("special",)

# name: range of each argument, `low:high`, with `i` for integers and `re;im` for complex numbers
RANGES = """
agm .1:10,.1:10 | airy -10:10 | airye -10:10 | bdtr 0:10i,10:30i,.1:.9 | bdtrc 0:10i,10:30i,.1:.9
bdtri 0:10i,10:30i,.1:.9 | bdtrik .1:.9,10:30,.1:.9 | bdtrin 1:10,.1:.9,.1:.9 | bei 0:12 | beip 0:12 | ber 0:12
berp 0:12 | besselpoly .1:2,0:2,0:3 | beta .5:20,.5:20 | betainc .5:20,.5:20,.05:.95 | betaincc .5:20,.5:20,.05:.95
betainccinv .5:20,.5:20,.05:.95 | betaincinv .5:20,.5:20,.05:.95 | betaln .5:20,.5:20 | binom 10:50,1:10
boxcox .1:10,-2:2 | boxcox1p .1:10,-2:2 | btdtria .1:.9,.5:5,.1:.9 | btdtrib .5:5,.1:.9,.1:.9 | cbrt -10:10
chdtr 1:20,.5:20 | chdtrc 1:20,.5:20 | chdtri 1:20,.05:.95 | chdtriv .1:.9,.5:20 | chndtr .5:20,1:10,.5:5
chndtridf .5:20,.1:.9,.5:5 | chndtrinc 10:20,1:5,.1:.4 | chndtrix .1:.9,1:10,.5:5 | cosdg -180:180 | cosm1 -3:3
cotdg 5:85 | dawsn -5:5 | digamma .1:30 | ellipe 0:.99 | ellipeinc 0:1.5,0:.99 | ellipj -5:5,0:.99 | ellipk 0:.99
ellipkinc 0:1.5,0:.99 | ellipkm1 .01:1 | elliprc .1:5,.1:5 | elliprd .1:5,.1:5,.1:5 | elliprf .1:5,.1:5,.1:5
elliprg .1:5,.1:5,.1:5 | elliprj .1:5,.1:5,.1:5,.1:5 | entr 0:3 | erf -3:3 | erfc -3:10 | erfcinv .01:1.99
erfcx 0:20 | erfi -3:3 | erfinv -.99:.99 | eval_chebyc 0:20i,-2:2 | eval_chebys 0:20i,-2:2 | eval_chebyt 0:20i,-1:1
eval_chebyu 0:20i,-1:1 | eval_gegenbauer 0:20i,.5:3,-1:1 | eval_genlaguerre 0:20i,0:3,0:10 | eval_hermite 0:20i,-3:3
eval_hermitenorm 0:20i,-3:3 | eval_jacobi 0:20i,0:3,0:3,-1:1 | eval_laguerre 0:20i,0:10 | eval_legendre 0:20i,-1:1
eval_sh_chebyt 0:20i,0:1 | eval_sh_chebyu 0:20i,0:1 | eval_sh_jacobi 0:20i,3:5,1:3,0:1 | eval_sh_legendre 0:20i,0:1
exp1 .01:20 | exp10 -10:10 | exp2 -10:10 | expi .01:20 | expit -10:10 | expm1 -3:3 | expn 0:10i,.1:10 | exprel -3:3
fdtr 1:20,1:20,.2:5 | fdtrc 1:20,1:20,.2:5 | fdtri 1:20,1:20,.05:.95 | fdtridfd 2:10,.6:.7,1.5:2 | fresnel -8:8
gamma .1:30 | gammainc .5:30,.5:30 | gammaincc .5:30,.5:30 | gammainccinv .5:30,.05:.95 | gammaincinv .5:30,.05:.95
gammaln .1:30 | gammasgn -10:10 | gdtr .5:3,.5:10,.5:10 | gdtrc .5:3,.5:10,.5:10 | gdtria .1:.9,.5:10,.5:10
gdtrib .5:3,.1:.9,.5:10 | gdtrix .5:3,.5:10,.1:.9 | hankel1 0:10,.1:20 | hankel1e 0:10,.1:20 | hankel2 0:10,.1:20
hankel2e 0:10,.1:20 | huber .1:2,-3:3 | hyp0f1 .5:5,-5:5 | hyp1f1 .5:5,.5:5,-10:10 | hyp2f1 .5:3,.5:3,.5:5,-.9:.9
hyperu .5:5,.5:5,.5:10 | i0 0:30 | i0e 0:30 | i1 0:30 | i1e 0:30 | inv_boxcox .1:2,.1:2 | inv_boxcox1p .1:2,.1:2
it2i0k0 .1:10 | it2j0y0 .1:10 | it2struve0 .1:10 | itairy -5:5 | iti0k0 .1:10 | itj0y0 .1:10 | itmodstruve0 .1:10
itstruve0 .1:10 | iv 0:10,.1:20 | ive 0:10,.1:20 | j0 0:40 | j1 0:40 | jn 0:10i,.1:40 | jv 0:10,.1:40 | jve 0:10,.1:40
k0 .1:30 | k0e .1:30 | k1 .1:30 | k1e .1:30 | kei .1:12 | keip .1:12 | kelvin .1:12 | ker .1:12 | kerp .1:12
kl_div .1:3,.1:3 | kn 0:10i,.1:20 | kolmogi .05:.95 | kolmogorov .3:2 | kv 0:10,.1:20 | kve 0:10,.1:20 | log1p -.5:5
log_expit -10:10 | log_ndtr -20:5 | log_wright_bessel .5:2,.5:2,.1:5 | loggamma .1:30 | logit .01:.99
lpmv 0:5i,5:10i,-1:1 | mathieu_a 0:10i,0:20 | mathieu_b 1:10i,0:20 | mathieu_cem 0:10i,0:20,0:90
mathieu_modcem1 0:10i,1:20,0:2 | mathieu_modcem2 0:10i,1:20,0:2 | mathieu_modsem1 1:10i,1:20,0:2
mathieu_modsem2 1:10i,1:20,0:2 | mathieu_sem 1:10i,0:20,0:90 | modfresnelm .1:8 | modfresnelp .1:8
modstruve 0:5,.1:20 | nbdtr 0:10i,1:10i,.1:.9 | nbdtrc 0:10i,1:10i,.1:.9 | nbdtri 0:10i,1:10i,.1:.9
nbdtrik .1:.9,1:10,.1:.9 | nbdtrin 1:10,.1:.9,.1:.9 | ncfdtr 1:10,1:10,.5:5,.5:5 | ncfdtri 1:10,3:10,.5:5,.1:.9
ncfdtridfd 2:5,.4:.5,.5:1,1.2:1.6 | ncfdtridfn .4:.6,3:10,5:9,3:4 | ncfdtrinc 2:5,3:10,.1:.25,1.5:2.5
nctdtr 1:10,0:3,0:5 | nctdtridf .7:.8,1:1.2,2:2.5 | nctdtrinc 2:10,.1:.9,1:3 | nctdtrit 2:10,.5:3,.1:.9 | ndtr -6:6
ndtri .001:.999 | ndtri_exp -20:-.01 | nrdtrimn .1:.9,.5:2,-2:2 | nrdtrisd -2:0,.6:.9,.5:2
obl_ang1 0:2i,2:5i,.5:5,-.9:.9 | obl_cv 0:2i,2:5i,.5:5 | obl_rad1 0:2i,2:5i,.5:5,.5:3 | obl_rad2 0:2i,2:5i,.5:5,.5:3
owens_t -3:3,-2:2 | pbdv -5:5,-5:5 | pbvv -5:5,-5:5 | pbwa -4:4,-4:4 | pdtr 0:10i,.5:10 | pdtrc 0:10i,.5:10
pdtri 0:10i,.1:.9 | pdtrik .1:.9,.5:10 | poch .5:10,.5:5 | powm1 .5:2,-2:2 | pro_ang1 0:2i,2:5i,.5:5,-.9:.9
pro_cv 0:2i,2:5i,.5:5 | pro_rad1 0:2i,2:5i,.5:5,1.1:3 | pro_rad2 0:2i,2:5i,.5:5,1.1:3 | pseudo_huber .1:2,-3:3
radian 0:90,0:60,0:60 | rel_entr .1:3,.1:3 | rgamma .1:30 | round -5:5 | shichi .1:20 | sici .1:20 | sindg -180:180
smirnov 1:20i,.05:.9 | smirnovi 1:20i,.05:.95 | spence .1:10 | stdtr 1:30,-4:4 | stdtridf .9:.96,1.7:2.2
stdtrit 1:30,.05:.95 | struve 0:5,.1:30 | tandg -80:80 | tklmbda -.4:.4,.5:2 | voigt_profile -5:5,.5:2,.5:2
wright_bessel .5:2,.5:2,.1:5 | wrightomega -5:5 | xlog1py 0:3,0:3 | xlogy 0:3,0:3 | y0 .1:40 | y1 .1:40
yn 0:10i,.1:40 | yv 0:10,.1:40 | yve 0:10,.1:40 | zeta 1.1:20 | zetac 1.1:20
airy -5:5;-5:5 | digamma -5:5;-5:5 | elliprf .1:5;-5:5,.1:5;-5:5,.1:5;-5:5 | erf -3:3;-3:3 | erfc -3:3;-3:3
erfcx -3:3;-3:3 | exp1 -5:5;-5:5 | expi -5:5;-5:5 | fresnel -3:3;-3:3 | gamma -5:5;-5:5 | hankel1 0:10,-5:5;-5:5
hyp0f1 .5:5,-5:5;-5:5 | hyp1f1 .5:5,.5:5,-5:5;-5:5 | hyp2f1 .5:3,.5:3,.5:5,-2:2;-2:2 | iv 0:10,-5:5;-5:5
jv 0:10,-5:5;-5:5 | kv 0:10,-5:5;-5:5 | lambertw -3:3;-3:3 | log1p -3:3;-3:3 | log_ndtr -5:5;-5:5
loggamma -5:5;-5:5 | rgamma -5:5;-5:5 | sici -5:5;-5:5 | shichi -5:5;-5:5 | spence -3:3;-3:3 | wofz -3:3;-3:3
wrightomega -3:3;-3:3 | xlogy -3:3;-3:3,-3:3;-3:3 | yv 0:10,-5:5;-5:5
"""
SETS = 8


def numbers(rng: np.random.Generator, what: str) -> list:
    """Python numbers of one argument's range."""
    if ";" in what:
        re, im = (numbers(rng, part) for part in what.split(";"))
        return [complex(a, b) for a, b in zip(re, im)]
    low, high = what.rstrip("i").split(":")
    if what.endswith("i"):
        return rng.integers(int(low), int(high), SETS, endpoint=True).tolist()
    return rng.uniform(float(low), float(high), SETS).tolist()


def scalar_case(line: str) -> Case:
    name, ranges = line.split()

    def setup() -> tuple:
        rng = np.random.default_rng(0)
        return (list(zip(*(numbers(rng, what) for what in ranges.split(",")))),)

    def call(lib, sets: list, name: str = name) -> None:
        function = getattr(lib.special, name)
        for x in sets:
            function(*x)

    kind = " complex" if ";" in ranges else ""
    return Case(f"special.{name}{kind} {SETS} scalars", setup, call, bar={1: 1.0})


CASES = [scalar_case(line) for line in " | ".join(RANGES.split("\n")).split(" | ") if line.strip()]
