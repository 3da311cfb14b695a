// SPDX-License-Identifier: BSD-3-Clause
// scinova.optimize._native
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"
#include "kernels/optimize/more_thuente.hpp"
#include "kernels/optimize/quasi_newton.hpp"

namespace nb = nanobind;
using namespace scinova;

void bind_optimize_roots(nb::module_& m);
void bind_optimize_systems(nb::module_& m);
void bind_optimize_lbfgsb(nb::module_& m);

namespace {

// The More-Thuente search with the step it asks for kept inside.
struct StepSearch {
    optimize::MoreThuente search;
    double step = 0.0;

    StepSearch(double ftol, double gtol, double xtol, double least, double most)
        : search(optimize::WolfeRule{ftol, gtol, xtol, least, most}) {}
    int start(double first, double phi0, double dphi0) {
        step = first;
        return static_cast<int>(search.start(first, phi0, dphi0));
    }
    int advance(double phi, double dphi) { return static_cast<int>(search.advance(step, phi, dphi)); }
};

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    nb::class_<StepSearch>(m, "StepSearch")
        .def(nb::init<double, double, double, double, double>())
        .def("start", &StepSearch::start)
        .def("advance", &StepSearch::advance)
        .def_ro("step", &StepSearch::step);
    m.def("bfgs_update", [](Mat<double> h, Vec<const double> s, Vec<const double> y, double r, Vec<double> work) {
        without_gil([&] { optimize::bfgs_update(h, s, y, r, work); });
    });
    bind_optimize_roots(m);
    bind_optimize_lbfgsb(m);
    bind_optimize_systems(m);
}
