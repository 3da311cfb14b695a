// SPDX-License-Identifier: BSD-3-Clause
// scinova.integrate._native
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"

namespace scinova {
void bind_quad(nanobind::module_& m);
void bind_odeint(nanobind::module_& m);
void bind_ivp(nanobind::module_& m);
}

NB_MODULE(_native, m) {
    scinova::init_numpy();
    scinova::bind_quad(m);
    scinova::bind_odeint(m);
    scinova::bind_ivp(m);
}
