// SPDX-License-Identifier: BSD-3-Clause
// Systems of equations and nonlinear least squares of scinova.optimize._native, over Python functions.
#include "bindings/python_callback.hpp"
#include "kernels/optimize/hybrid.hpp"
#include "kernels/optimize/levenberg.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::optimize;

namespace {

// A vector function and its Jacobian: the user's, or forward differences (with the columns that a band keeps apart
// taken together: A. R. Curtis, M. J. D. Powell and J. K. Reid, J. Inst. Maths Applics 13 (1974) 117-119).
struct PythonSystem {
    Caller function;
    Caller derivative;
    bool has_derivative;
    bool by_columns;  // the derivative is given as columns: row j holds the change with x_j
    index_t m, n;
    index_t below, above;  // width of the band; n - 1 where there is none
    double epsfcn;
    ReusableArray point;
    std::vector<double> buffer, moved, steps;

    PythonSystem(nb::object f, nb::object fprime, nb::object extra, bool columns, index_t m_, index_t n_, index_t ml,
                 index_t mu, double eps)
        : function(f, extra), derivative(fprime.is_none() ? f : fprime, extra), has_derivative(!fprime.is_none()),
          by_columns(columns), m(m_), n(n_), below(ml), above(mu), epsfcn(eps), point(n_),
          buffer(std::max(m_, fprime.is_none() ? m_ : m_ * n_)), moved(n_), steps(n_) {}

    Status value(const double* x, double* f) {
        std::copy(x, x + n, point.writable());
        PyObject* result = function(point.object());
        return result && take_doubles(result, f, m) ? Status::ok : Status::callback_failed;
    }

    Status jacobian(const double* x, const double* f, double* columns, int* evaluations) {
        return has_derivative ? given(x, columns) : differences(x, f, columns, evaluations);
    }

private:
    Status given(const double* x, double* columns) {
        std::copy(x, x + n, point.writable());
        PyObject* result = derivative(point.object());
        if (!result || !take_doubles(result, buffer.data(), m * n)) return Status::callback_failed;
        for (index_t j = 0; j < n; ++j)
            for (index_t i = 0; i < m; ++i) columns[j * m + i] = by_columns ? buffer[j * m + i] : buffer[i * n + j];
        return Status::ok;
    }

    Status differences(const double* x, const double* f, double* columns, int* evaluations) {
        const double relative = std::sqrt(std::max(epsfcn, machine_eps));
        for (index_t j = 0; j < n; ++j) steps[j] = x[j] == 0.0 ? relative : relative * std::fabs(x[j]);
        const index_t apart = std::min(below + above + 1, n);
        for (index_t k = 0; k < apart; ++k) {
            std::copy(x, x + n, moved.begin());
            for (index_t j = k; j < n; j += apart) moved[j] += steps[j];
            const Status status = value(moved.data(), buffer.data());
            if (status != Status::ok) return status;
            ++*evaluations;
            for (index_t j = k; j < n; j += apart)
                for (index_t i = 0; i < m; ++i) {
                    const bool inside = apart == n || (i >= j - above && i <= j + below);
                    columns[j * m + i] = inside ? (buffer[i] - f[i]) / steps[j] : 0.0;
                }
        }
        return Status::ok;
    }
};

// x and f (the value at x) are overwritten; q is n by n (row j is column j of Q), r the packed triangle.
nb::tuple hybrid(nb::object function, nb::object derivative, nb::object extra, bool by_columns, Vec<double> x,
                 Vec<double> f, Vec<double> scale, bool scale_given, Mat<double> q, Vec<double> r, Vec<double> qtf,
                 double xtol, int max_evaluations, double factor_, index_t ml, index_t mu, double epsfcn) {
    const index_t n = x.shape[0];
    PythonSystem system(function, derivative, extra, by_columns, n, n, ml, mu, epsfcn);
    Hybrid<PythonSystem> solver(system, n, x.data, f.data, scale.data, q.data, r.data, qtf.data,
                                HybridRule{xtol, max_evaluations, factor_, scale_given});
    const HybridReport report = solver.run();
    if (report.status == Status::callback_failed) throw nb::python_error();
    return nb::make_tuple(static_cast<int>(report.end), report.evaluations, report.jacobians);
}

// jacobian is n by m: row j is column j of the permuted factor.
nb::tuple levenberg(nb::object function, nb::object derivative, nb::object extra, bool by_columns, Vec<double> x,
                    Vec<double> f, Vec<double> scale, bool scale_given, Mat<double> jacobian, Vec<double> qtf,
                    Vec<std::int64_t> pivots, double ftol, double xtol, double gtol, int max_evaluations, double factor_,
                    double epsfcn) {
    const index_t n = x.shape[0], m = f.shape[0];
    PythonSystem system(function, derivative, extra, by_columns, m, n, n - 1, 0, epsfcn);
    std::vector<index_t> order(n);
    Levenberg<PythonSystem> solver(system, m, n, x.data, f.data, scale.data, jacobian.data, qtf.data, order.data(),
                                   LevenbergRule{ftol, xtol, gtol, max_evaluations, factor_, scale_given});
    const LevenbergReport report = solver.run();
    if (report.status == Status::callback_failed) throw nb::python_error();
    for (index_t j = 0; j < n; ++j) pivots(j) = order[j];
    return nb::make_tuple(static_cast<int>(report.end), report.evaluations, report.jacobians);
}

bool covariance_of(Mat<const double> jacobian, Vec<const std::int64_t> pivots, Mat<double> out) {
    return covariance(jacobian.data, jacobian.stride[0], pivots.data, pivots.shape[0], out.data);
}

}  // namespace

void bind_optimize_systems(nb::module_& m) {
    m.def("covariance", &covariance_of);
    m.def("hybrid", &hybrid, nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg());
    m.def("levenberg", &levenberg, nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg());
}
