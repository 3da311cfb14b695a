// SPDX-License-Identifier: BSD-3-Clause
// Bindings behind solve_ivp: a Runge-Kutta step, and LSODA one step at a time.
#include <complex>
#include <memory>
#include <optional>
#include <string>

#include "bindings/python_callback.hpp"
#include "bindings/python_ode.hpp"
#include "bindings/traced_callback.hpp"
#include "kernels/integrate/lsoda.hpp"
#include "kernels/integrate/runge_kutta.hpp"

namespace nb = nanobind;

namespace scinova {

namespace {

using namespace ode;

// fun(t, y, *args) with a new array y for every call, as users may keep or change it.
template <class T>
struct Slope {
    Caller call;
    Traced traced;
    index_t n;
    Slope(nb::handle fun, nb::handle args, index_t size)
        : call(fun, args),
          traced(std::is_same_v<T, double> ? fun.ptr() : nullptr, args.ptr(), Traced::Layout::time_state, size),
          n(size) {}

    Status operator()(double t, const T* y, T* dy) {
        if constexpr (std::is_same_v<T, double>) {
            const auto load = [&](double* in) { *std::copy_n(y, n, in) = t; };
            return traced.evaluate(load, dy, [&](double* out) { return interpret(t, y, out); });
        } else {
            return interpret(t, y, dy);
        }
    }

    Status interpret(double t, const T* y, T* dy) {
        npy_intp shape[1] = {n};
        const nb::object state = nb::steal(PyArray_SimpleNew(1, shape, numpy_type<T>()));
        const nb::object time = nb::steal(PyFloat_FromDouble(t));
        if (!state.is_valid() || !time.is_valid()) return Status::callback_failed;
        std::copy_n(y, n, static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(state.ptr()))));
        PyObject* result = call(time.ptr(), state.ptr());
        if (!result) return Status::callback_failed;
        if constexpr (std::is_same_v<T, double>) return take_slope(result, dy, n) ? Status::ok : Status::callback_failed;
        const nb::object held = nb::steal(result);
        const nb::object array =
            nb::steal(PyArray_FROMANY(result, numpy_type<T>(), 0, 0, NPY_ARRAY_CARRAY_RO | NPY_ARRAY_NOTSWAPPED));
        if (!array.is_valid()) return Status::callback_failed;
        auto* a = reinterpret_cast<PyArrayObject*>(array.ptr());
        if (PyArray_NDIM(a) > 1 || PyArray_SIZE(a) != n) {
            PyErr_Format(PyExc_ValueError, "the function must return %zd values; it returned %zd",
                         static_cast<Py_ssize_t>(n), static_cast<Py_ssize_t>(PyArray_SIZE(a)));
            return Status::callback_failed;
        }
        std::copy_n(static_cast<const T*>(PyArray_DATA(a)), n, dy);
        return Status::ok;
    }
};

// (accepted, t, h, next size, evaluations, error); fills k and y_new.
template <class T>
nb::tuple rk_step(nb::handle fun, nb::handle args, double t, Vec<const T> y, Vec<const T> slope, double size,
                  double direction, double bound, double longest, Vec<const double> rtol, Vec<const double> atol,
                  Mat<const double> a, Vec<const double> b, Vec<const double> c, Mat<const double> errors,
                  int error_order, Mat<T> k, Vec<T> y_new, double safety, double shrink, double grow, double beta,
                  double previous) {
    Slope<T> f(fun, args, y.shape[0]);
    const StepOutcome out = runge_kutta_step<T>(f, t, y, slope, size, {a, errors, b, c, error_order},
                                                {direction, bound, longest, rtol, atol, safety, shrink, grow, beta,
                                                 previous}, k, y_new);
    if (out.status != Status::ok) throw nb::python_error();
    return nb::make_tuple(out.accepted, out.t, out.h, out.next, out.evaluations, out.error);
}

struct LsodaProblem {
    Slope<double> slope;
    std::optional<Caller> jac;
    index_t n, upper;
    bool has_jacobian;

    Status rhs(double t, const double* y, double* dy) { return slope(t, y, dy); }
    Status jacobian(double t, const double* y, NewtonMatrix& a) {
        npy_intp shape[1] = {n};
        const nb::object state = nb::steal(PyArray_SimpleNew(1, shape, NPY_DOUBLE));
        const nb::object time = nb::steal(PyFloat_FromDouble(t));
        if (!state.is_valid() || !time.is_valid()) return Status::callback_failed;
        std::copy_n(y, n, static_cast<double*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(state.ptr()))));
        PyObject* result = (*jac)(time.ptr(), state.ptr());
        if (!result) return Status::callback_failed;
        const nb::object array = take_matrix(result);
        if (!array.is_valid()) return Status::callback_failed;
        auto* m = reinterpret_cast<PyArrayObject*>(array.ptr());
        const index_t rows = a.banded() ? a.lower() + upper + 1 : n;
        if (!has_shape(m, rows, n)) return Status::callback_failed;
        const auto* data = static_cast<const double*>(PyArray_DATA(m));
        for (index_t j = 0; j < n; ++j)
            for (index_t i = a.first_row(j); i <= a.last_row(j); ++i)
                a(i, j) = data[(a.banded() ? i - j + upper : i) * n + j];
        slope.traced.bind();  // the Jacobian may have changed what fun depends on
        return Status::ok;
    }
    void notice(Notice what, double t, double h) {
        PySys_FormatStdout("LSODA: %s at t = %s, h = %s\n",
                           what == Notice::to_bdf    ? "switched to the BDF (stiff) method"
                           : what == Notice::to_adams ? "switched to the Adams (non-stiff) method"
                                                      : "t + h equals t; the solver goes on anyway",
                           std::to_string(t).c_str(), std::to_string(h).c_str());
        slope.traced.bind();  // sys.stdout may be anything
    }
};

class LsodaStepper {
public:
    LsodaStepper(nb::handle fun, nb::handle args, nb::handle jac, double t, Vec<const double> y, Vec<const double> rtol,
                 Vec<const double> atol, double first, double longest, double shortest, index_t lower, index_t upper,
                 index_t steps, int order_adams, int order_bdf, int method, bool newton, bool announce, int notices)
        : n_(y.shape[0]), fun_(fun.ptr()), args_(args.is_none() ? nullptr : args.ptr()),
          jac_(jac.is_none() ? nullptr : jac.ptr()), jac_args_(jac_ ? args_ : nullptr) {
        problem_.emplace(LsodaProblem{{fun, args, n_}, std::nullopt, n_, upper, jac_ != nullptr});
        if (jac_) problem_->jac.emplace(jac, args);
        LsodaOptions options;
        options.first_step = first;
        options.max_step = longest;
        options.min_step = shortest;
        options.lower = lower;
        options.upper = upper;
        options.max_steps = steps;
        options.max_order_adams = order_adams;
        options.max_order_bdf = order_bdf;
        options.method = method;
        options.newton = newton;
        options.announce = announce;
        options.max_notices = notices;
        solver_ = std::make_unique<Lsoda<LsodaProblem>>(*problem_, n_, rtol.data, atol.data, options);
        std::vector<double> start(static_cast<std::size_t>(n_));
        for (index_t i = 0; i < n_; ++i) start[static_cast<std::size_t>(i)] = y(i);
        solver_->start(t, start.data());
    }
    // Another function to be called from now on; the Jacobian stays.
    void retarget(nb::handle fun, nb::handle args) {
        require();
        PyObject* extra = args.is_none() ? nullptr : args.ptr();
        if (fun.ptr() == fun_ && extra == args_) return;
        problem_->slope = {fun, args, n_};
        fun_ = fun.ptr();
        args_ = extra;
    }
    // (stop code, t); fills y.
    nb::tuple step(double bound, Vec<double> y) {
        enter();
        const Stop stop = solver_->one_step(bound);
        if (stop == Stop::callback) throw nb::python_error();
        const double* z = solver_->nordsieck(0);
        for (index_t i = 0; i < n_; ++i) y(i) = z[i];
        return nb::make_tuple(static_cast<int>(stop), solver_->time());
    }
    // The same, in as many steps as it takes to pass t.
    nb::tuple pass(double t, Vec<double> y) {
        enter();
        const Stop stop = solver_->run_past(t);
        if (stop == Stop::callback) throw nb::python_error();
        const double* z = solver_->nordsieck(0);
        for (index_t i = 0; i < n_; ++i) y(i) = z[i];
        return nb::make_tuple(static_cast<int>(stop), solver_->time());
    }
    // The same, to the time t.
    nb::tuple advance(double t, Vec<double> y) {
        enter();
        std::vector<double> out(static_cast<std::size_t>(n_));
        const Stop stop = solver_->advance(t, out.data(), std::numeric_limits<double>::infinity());
        if (stop == Stop::callback) throw nb::python_error();
        const bool reached = stop == Stop::reached;
        const double* z = reached ? out.data() : solver_->nordsieck(0);
        for (index_t i = 0; i < n_; ++i) y(i) = z[i];
        return nb::make_tuple(static_cast<int>(stop), reached ? t : solver_->time());
    }
    nb::tuple counts() const {
        require();
        return nb::make_tuple(solver_->counts.rhs, solver_->counts.jacobians);
    }
    // (time of the array, its step size, order); fills the columns of z with the Nordsieck array.
    nb::tuple history(Mat<double> z) {
        require();
        const int order = solver_->order();
        for (int k = 0; k <= order; ++k)
            for (index_t i = 0; i < n_; ++i) z(i, k) = solver_->nordsieck(k)[i];
        return nb::make_tuple(solver_->time(), solver_->step_size(), order);
    }

    // For the garbage collector: a user's function may refer to the object that owns this stepper.
    static int traverse(PyObject* self, visitproc visit, void* arg) {
        Py_VISIT(Py_TYPE(self));
        if (!nb::inst_ready(self)) return 0;
        const auto* stepper = nb::inst_ptr<LsodaStepper>(self);
        if (!stepper->problem_) return 0;
        Py_VISIT(stepper->fun_);
        Py_VISIT(stepper->args_);
        Py_VISIT(stepper->jac_);
        Py_VISIT(stepper->jac_args_);
        return 0;
    }
    static int clear(PyObject* self) {
        if (!nb::inst_ready(self)) return 0;
        auto* stepper = nb::inst_ptr<LsodaStepper>(self);
        stepper->solver_.reset();
        stepper->problem_.reset();
        return 0;
    }

private:
    void require() const {
        if (!solver_) throw nb::value_error("the solver was taken apart by the garbage collector");
    }
    void enter() {
        require();
        problem_->slope.traced.bind();
    }
    index_t n_;
    PyObject *fun_, *args_, *jac_, *jac_args_;  // owned by problem_
    std::optional<LsodaProblem> problem_;
    std::unique_ptr<Lsoda<LsodaProblem>> solver_;
};

PyType_Slot stepper_slots[] = {{Py_tp_traverse, reinterpret_cast<void*>(&LsodaStepper::traverse)},
                               {Py_tp_clear, reinterpret_cast<void*>(&LsodaStepper::clear)},
                               {0, nullptr}};

// LU factors of a matrix of known bandwidths.
template <class T>
class BandFactors {
public:
    BandFactors(Mat<const T> a, index_t lower, index_t upper) : n_(a.shape[0]) {
        matrix_.resize(n_, lower, upper);
        for (index_t j = 0; j < n_; ++j)
            for (index_t i = matrix_.first_row(j); i <= matrix_.last_row(j); ++i) matrix_(i, j) = a(i, j);
        regular = matrix_.factor();
    }
    bool regular;
    void solve(Vec<T> x) const {
        std::vector<T> work(static_cast<std::size_t>(n_));
        for (index_t i = 0; i < n_; ++i) work[static_cast<std::size_t>(i)] = x(i);
        matrix_.solve(work.data());
        for (index_t i = 0; i < n_; ++i) x(i) = work[static_cast<std::size_t>(i)];
    }

private:
    index_t n_;
    NewtonMatrixOf<T> matrix_;
};

template <class T>
void bind_band(nb::module_& m, const char* name) {
    nb::class_<BandFactors<T>>(m, name)
        .def(nb::init<Mat<const T>, index_t, index_t>())
        .def_ro("regular", &BandFactors<T>::regular)
        .def("solve", &BandFactors<T>::solve);
}

}  // namespace

void bind_ivp(nb::module_& m) {
    m.def("rk_step", &rk_step<double>);
    m.def("rk_step", &rk_step<std::complex<double>>);
    bind_band<double>(m, "BandFactorsReal");
    bind_band<std::complex<double>>(m, "BandFactorsComplex");
    nb::class_<LsodaStepper>(m, "LsodaStepper", nb::type_slots(stepper_slots))
        .def(nb::init<nb::handle, nb::handle, nb::handle, double, Vec<const double>, Vec<const double>,
                      Vec<const double>, double, double, double, index_t, index_t, index_t, int,
                      int, int, bool, bool, int>(),
             nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
             nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
             nb::arg(), nb::arg())
        .def("retarget", &LsodaStepper::retarget, nb::arg(), nb::arg().none())
        .def("advance", &LsodaStepper::advance)
        .def("pass_by", &LsodaStepper::pass)
        .def("step", &LsodaStepper::step)
        .def("counts", &LsodaStepper::counts)
        .def("history", &LsodaStepper::history);
}

}  // namespace scinova
