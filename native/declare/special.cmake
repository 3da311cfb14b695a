scinova_kernels(special SOURCES
  kernels/special/hypergeometric_multi.cpp
  kernels/special/multiprecision.cpp
  HOT
  kernels/special/loops_airy.cpp
  kernels/special/loops_bessel.cpp
  kernels/special/loops_bessel_integer.cpp
  kernels/special/loops_convenience.cpp
  kernels/special/loops_chebyshev.cpp
  kernels/special/loops_elliptic.cpp
  kernels/special/loops_expint.cpp
  kernels/special/loops_elliptic_incomplete.cpp
  kernels/special/loops_spheroidal.cpp
  kernels/special/loops_mathieu.cpp
  kernels/special/loops_bessel_integrals.cpp
  kernels/special/loops_struve.cpp
  kernels/special/loops_erf.cpp
  kernels/special/loops_gamma.cpp
  kernels/special/loops_hypergeometric.cpp
  kernels/special/loops_elementary.cpp
  kernels/special/loops_incomplete.cpp
  kernels/special/legendre_all.cpp
  kernels/special/quadrature.cpp
  kernels/special/sequences.cpp
  kernels/special/loops_legendre.cpp
  kernels/special/loops_lambert.cpp
  kernels/special/loops_spherical_bessel.cpp
  kernels/special/loops_kolmogorov.cpp
  kernels/special/loops_noncentral.cpp
  kernels/special/loops_orthopoly.cpp
  kernels/special/loops_physics.cpp)
scinova_extension(special SOURCES bindings/special.cpp KERNELS special)
scinova_wide_vectors(kernels/special/loops_bessel_integer.cpp kernels/special/loops_elliptic.cpp
                     kernels/special/loops_erf.cpp kernels/special/loops_gamma.cpp kernels/special/loops_lambert.cpp
                     kernels/special/loops_elementary.cpp kernels/special/loops_incomplete.cpp
                     kernels/special/loops_hypergeometric.cpp kernels/special/loops_noncentral.cpp)
