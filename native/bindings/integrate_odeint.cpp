// SPDX-License-Identifier: BSD-3-Clause
// Binding of the LSODA kernel behind odeint.
#include <nanobind/stl/optional.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "bindings/python_callback.hpp"
#include "bindings/python_ode.hpp"
#include "bindings/traced_callback.hpp"
#include "kernels/integrate/lsoda.hpp"

namespace nb = nanobind;

namespace scinova {

namespace {

using namespace ode;

struct Settings {
    LsodaOptions options;
    bool t_first, transposed;
};

// y' = func(y, t, *args), and its Jacobian if there is one.
class PythonOde {
public:
    PythonOde(nb::handle func, nb::handle jac, nb::tuple args, index_t n, const Settings& settings)
        : has_jacobian(!jac.is_none()), func_(func, args),
          traced_(func.ptr(), args.ptr(), settings.t_first ? Traced::Layout::time_state : Traced::Layout::state_time, n),
          n_(n), settings_(settings), y_(n) {
        if (has_jacobian) jac_.emplace(jac, args);
    }
    const bool has_jacobian;

    Status rhs(double t, const double* y, double* dy) {
        const auto load = [&](double* in) { *std::copy_n(y, n_, in) = t; };
        return traced_.evaluate(load, dy, [&](double* out) {
            PyObject* result = call(func_, t, y);
            return result && take_slope(result, out, n_) ? Status::ok : Status::callback_failed;
        });
    }

    Status jacobian(double t, const double* y, NewtonMatrix& a) {
        PyObject* result = call(*jac_, t, y);
        if (!result) return Status::callback_failed;
        const nb::object array = take_matrix(result);
        if (!array.is_valid()) return Status::callback_failed;
        auto* m = reinterpret_cast<PyArrayObject*>(array.ptr());
        const index_t rows = a.banded() ? settings_.options.lower + settings_.options.upper + 1 : n_;
        const index_t shape[2] = {settings_.transposed ? n_ : rows, settings_.transposed ? rows : n_};
        if (!has_shape(m, shape[0], shape[1])) return Status::callback_failed;
        const auto* data = static_cast<const double*>(PyArray_DATA(m));
        for (index_t j = 0; j < n_; ++j)
            for (index_t i = a.first_row(j); i <= a.last_row(j); ++i) {
                const index_t row = a.banded() ? i - j + settings_.options.upper : i;
                a(i, j) = settings_.transposed ? data[j * rows + row] : data[row * n_ + j];
            }
        traced_.bind();  // the Jacobian may have changed what func depends on
        return Status::ok;
    }

    void notice(Notice what, double t, double h) {
        static constexpr const char* text[] = {"switched to the Adams (non-stiff) method",
                                               "switched to the BDF (stiff) method",
                                               "t + h equals t; the solver goes on anyway"};
        PySys_FormatStdout("odeint: %s at t = %s, h = %s\n", text[static_cast<int>(what)],
                           std::to_string(t).c_str(), std::to_string(h).c_str());
        traced_.bind();  // sys.stdout may be anything
    }

private:
    PyObject* call(Caller& f, double t, const double* y) {
        std::copy(y, y + n_, y_.writable());
        PyObject* time = PyFloat_FromDouble(t);
        if (!time) return nullptr;
        PyObject* result = settings_.t_first ? f(time, y_.object()) : f(y_.object(), time);
        Py_DECREF(time);
        return result;
    }

    Caller func_;
    Traced traced_;
    std::optional<Caller> jac_;
    index_t n_;
    const Settings& settings_;
    ReusableArray y_;
};

// Advances to t past the critical points on the way.
Stop advance(Lsoda<PythonOde>& solver, double t, double* out, Vec<const double> critical, index_t& next, double sign) {
    while (next < critical.shape[0] && (critical(next) - t) * sign < 0.0) {
        if ((critical(next) - solver.time()) * sign > 0.0)
            if (const Stop s = solver.advance(critical(next), out, critical(next)); s != Stop::reached) return s;
        ++next;
    }
    const bool bounded = next < critical.shape[0];
    return solver.advance(t, out, bounded ? critical(next) : std::numeric_limits<double>::infinity());
}

// The details of the output times: one row each of reals and integers.
struct Details {
    Mat<double> reals;
    Mat<std::int32_t> integers;
};

void record(const LsodaCounts& c, double t, index_t k, const Details& details) {
    const double r[] = {c.step_used, t, c.scale_needed, c.switched_at};
    const index_t i[] = {c.steps, c.rhs, c.jacobians, c.order_used, c.method_used};
    for (index_t row = 0; row < 4; ++row) details.reals(row, k) = r[row];
    for (index_t row = 0; row < 5; ++row) details.integers(row, k) = static_cast<std::int32_t>(i[row]);
}

// One value per component, from one for all or one each.
std::vector<double> spread(Vec<const double> v, index_t n) {
    std::vector<double> all(static_cast<std::size_t>(n));
    for (index_t i = 0; i < n; ++i) all[static_cast<std::size_t>(i)] = v(v.shape[0] == 1 ? 0 : i);
    return all;
}

bool legal(const std::vector<double>& rtol, const std::vector<double>& atol, const LsodaOptions& o) noexcept {
    const auto positive = [](double x) { return x >= 0.0; };
    return std::all_of(rtol.begin(), rtol.end(), positive) && std::all_of(atol.begin(), atol.end(), positive) &&
           std::isfinite(o.first_step) && std::isfinite(o.max_step) && std::isfinite(o.min_step) &&
           o.max_step >= 0.0 && o.min_step >= 0.0;
}

// Fills y (times by components) and the details per output time; returns (stop code, component at fault, rows done).
nb::tuple odeint(nb::handle func, nb::handle jac, nb::tuple args, bool t_first, bool transposed, Vec<const double> t,
                 Vec<const double> rtol, Vec<const double> atol, Vec<const double> critical, index_t lower,
                 index_t upper, double first, double longest, double shortest, index_t steps, int notices,
                 int order_adams, int order_bdf, bool announce, Mat<double> y, std::optional<Mat<double>> reals,
                 std::optional<Mat<std::int32_t>> integers) {
    const index_t n = y.shape[1];
    const Settings settings{{first, longest, shortest, steps, notices, order_adams, order_bdf, lower, upper, announce},
                            t_first, transposed};
    const std::vector<double> relative = spread(rtol, n), absolute = spread(atol, n);
    if (!legal(relative, absolute, settings.options))
        return nb::make_tuple(static_cast<int>(Stop::illegal_input), index_t{-1}, index_t{1});
    std::optional<Details> details;
    if (reals && integers) details = Details{*reals, *integers};
    PythonOde problem(func, jac, args, n, settings);
    Lsoda<PythonOde> solver(problem, n, relative.data(), absolute.data(), settings.options);
    solver.start(t(0), &y(0, 0));
    const double sign = t(t.shape[0] - 1) >= t(0) ? 1.0 : -1.0;
    index_t next = 0, k = 1;
    Stop stop = Stop::reached;
    for (; k < t.shape[0]; ++k) {
        if (!solver.started() && t(k) == t(0)) {
            std::copy_n(&y(0, 0), n, &y(k, 0));
        } else {
            stop = advance(solver, t(k), &y(k, 0), critical, next, sign);
        }
        if (details) record(solver.counts, solver.time(), k - 1, *details);
        if (stop != Stop::reached) break;
    }
    if (stop == Stop::callback) throw nb::python_error();
    return nb::make_tuple(static_cast<int>(stop), solver.counts.worst, k);
}

// Whether t only rises or only falls; never with NaN.
bool monotone(Vec<const double> t) noexcept {
    bool rising = true, falling = true;
    if (t.shape[0] == 1) return true;
    for (index_t k = 1; k < t.shape[0]; ++k) {
        rising = rising && t(k) >= t(k - 1);
        falling = falling && t(k) <= t(k - 1);
    }
    return rising || falling;
}

}  // namespace

void bind_odeint(nb::module_& m) {
    m.def("monotone", &monotone);
    m.def("odeint", &odeint, nb::arg(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg());
}

}  // namespace scinova
