# SPDX-License-Identifier: BSD-3-Clause
"""Special functions, as NumPy ufuncs wherever they act element by element."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_bessel_derivatives": "h1vp h2vp ivp jvp kvp yvp",
    "_bessel_zeros": (
        "ai_zeros bi_zeros jn_zeros jnjnp_zeros jnp_zeros jnyn_zeros y0_zeros y1_zeros y1p_zeros yn_zeros ynp_zeros"),
    "_combinatorics": "comb perm",
    "_convenience": "sinc softplus",
    "_errors": "SpecialFunctionError SpecialFunctionWarning errstate geterr seterr",
    "_factorial": "factorial factorial2 factorialk",
    "_fresnel_zeros": "erf_zeros fresnel_zeros fresnelc_zeros fresnels_zeros",
    "_kelvin_zeros": "bei_zeros beip_zeros ber_zeros berp_zeros kei_zeros keip_zeros kelvin_zeros ker_zeros kerp_zeros",
    "_lambert": "lambertw",
    "_legendre": (
        "assoc_legendre_p assoc_legendre_p_all legendre_p legendre_p_all sph_harm_y sph_harm_y_all sph_legendre_p "
        "sph_legendre_p_all"),
    "_legendre_second": "lqmn lqn",
    "_lame": "ellip_harm ellip_harm_2 ellip_normal",
    "_logsumexp": "log_softmax logsumexp softmax",
    "_mathieu": "mathieu_even_coef mathieu_odd_coef",
    "_multigamma": "multigammaln",
    "_parabolic": "pbdn_seq pbdv_seq pbvv_seq",
    "_spheroidal": "obl_cv_seq pro_cv_seq",
    "_numbers": "bernoulli diric euler stirling2",
    "_orthopoly": (
        "assoc_laguerre chebyc chebys chebyt chebyu gegenbauer genlaguerre hermite hermitenorm jacobi laguerre "
        "legendre sh_chebyt sh_chebyu sh_jacobi sh_legendre"),
    "_roots": (
        "c_roots cg_roots h_roots he_roots j_roots js_roots l_roots la_roots p_roots ps_roots roots_chebyc "
        "roots_chebys roots_chebyt roots_chebyu roots_gegenbauer roots_genlaguerre roots_hermite roots_hermitenorm "
        "roots_jacobi roots_laguerre roots_legendre roots_sh_chebyt roots_sh_chebyu roots_sh_jacobi "
        "roots_sh_legendre s_roots t_roots ts_roots u_roots us_roots"),
    "_riccati": "lmbda riccati_jn riccati_yn",
    "_spherical_bessel": "spherical_in spherical_jn spherical_kn spherical_yn",
    "_ufuncs": (
        "pro_cv obl_cv pro_ang1 pro_ang1_cv pro_rad1 pro_rad1_cv pro_rad2 pro_rad2_cv "
        "obl_ang1 obl_ang1_cv obl_rad1 obl_rad1_cv obl_rad2 obl_rad2_cv "
        "mathieu_a mathieu_b mathieu_cem mathieu_sem mathieu_modcem1 mathieu_modcem2 mathieu_modsem1 mathieu_modsem2 "
        "itj0y0 it2j0y0 iti0k0 it2i0k0 itstruve0 it2struve0 itmodstruve0 besselpoly ber bei ker kei "
        "berp beip kerp keip kelvin struve modstruve "
        "airy airye itairy log_wright_bessel wright_bessel "
        "hankel1 hankel1e hankel2 hankel2e i0 i0e i1 i1e iv ive j0 j1 jn jv jve k0 k0e k1 k1e kn kv kve y0 y1 yn "
        "yv yve "
        "bdtr bdtrc bdtri chdtr chdtrc chdtri fdtr fdtrc fdtri gdtr gdtrc gdtrix nbdtr nbdtrc nbdtri pdtr pdtrc "
        "pdtri stdtr stdtrit "
        "bdtrik bdtrin btdtria btdtrib chdtriv chndtr chndtridf chndtrinc chndtrix fdtridfd gdtria gdtrib "
        "nbdtrik nbdtrin "
        "ncfdtr ncfdtri ncfdtridfd ncfdtridfn ncfdtrinc nctdtr nctdtridf nctdtrinc nctdtrit nrdtrimn nrdtrisd pdtrik "
        "stdtridf "
        "kolmogi kolmogorov owens_t smirnov smirnovi tklmbda "
        "boxcox boxcox1p cbrt cosm1 entr exp10 exp2 expit expm1 exprel inv_boxcox inv_boxcox1p kl_div log1p "
        "log_expit logit rel_entr xlog1py xlogy "
        "bose_einstein clausen coulomb coulomb_f coulomb_g debye fermi_dirac polylog transport "
        "agm cosdg cotdg huber powm1 pseudo_huber radian round sindg tandg "
        "exp1 expi expn fresnel modfresnelm modfresnelp shichi sici spence synchrotron_1 "
        "synchrotron_2 wrightomega "
        "eval_chebyc eval_chebys eval_chebyt eval_chebyu eval_gegenbauer eval_genlaguerre eval_hermite "
        "eval_hermitenorm eval_jacobi eval_laguerre eval_legendre eval_sh_chebyt eval_sh_chebyu eval_sh_jacobi "
        "eval_sh_legendre lpmv "
        "hyp0f1 hyp1f1 hyp2f1 hyperu pbdv pbvv pbwa "
        "ellipe ellipeinc ellipj ellipk ellipkinc ellipkm1 elliprc elliprd elliprf elliprg elliprj "
        "dawsn erf erfc erfcinv erfcx erfi erfinv log_ndtr ndtr ndtri ndtri_exp voigt_profile wofz "
        "beta betaln binom digamma gamma gammaln gammasgn loggamma poch psi rgamma zetac "
        "betainc betaincc betainccinv betaincinv gammainc gammaincc gammainccinv gammaincinv"),
    "_wigner": "clebsch_gordan wigner_3j wigner_6j wigner_9j",
    "_zeta": "polygamma zeta",
}, submodules="cython_special")
