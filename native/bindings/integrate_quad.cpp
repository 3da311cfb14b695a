// SPDX-License-Identifier: BSD-3-Clause
// Bindings of the adaptive quadrature kernels. Every function returns (value, error, trouble, evaluations,
// info), where info is a dictionary when `full` and None otherwise.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/vector.h>

#include <optional>

#include "bindings/python_callback.hpp"
#include "bindings/traced_callback.hpp"
#include "kernels/integrate/fourier.hpp"

namespace nb = nanobind;

namespace scinova {

namespace {

using namespace quad;

// A Python integrand, called with a float.
struct PythonIntegrand {
    static constexpr bool native = false;
    Caller call;
    Traced traced;
    Status operator()(double x, double& y) {
        return traced.evaluate([x](double* in) { *in = x; }, &y, [this, x](double* out) {
            PyObject* at = PyFloat_FromDouble(x);
            if (!at) return Status::callback_failed;
            PyObject* result = call(at);
            Py_DECREF(at);
            return result && take_double(result, out) ? Status::ok : Status::callback_failed;
        });
    }
};

// A C integrand: of one number, or of an array of which it varies the first entry; with or without user data.
struct NativeIntegrand {
    static constexpr bool native = true;
    std::uintptr_t address;
    void* data;
    int form;  // 0: f(x), 1: f(x, data), 2: f(n, xx), 3: f(n, xx, data)
    std::vector<double> values;

    Status operator()(double x, double& y) {
        values[0] = x;
        const int n = static_cast<int>(values.size());
        switch (form) {
            case 0: y = reinterpret_cast<double (*)(double)>(address)(x); break;
            case 1: y = reinterpret_cast<double (*)(double, void*)>(address)(x, data); break;
            case 2: y = reinterpret_cast<double (*)(int, double*)>(address)(n, values.data()); break;
            default: y = reinterpret_cast<double (*)(int, double*, void*)>(address)(n, values.data(), data);
        }
        return Status::ok;
    }
};

// Runs work(integrand) for either kind. `extra` is the tuple of further arguments; a native function comes as the
// tuple (address, user data, form).
template <class Work>
auto with_integrand(nb::handle func, nb::tuple extra, Work&& work) {
    if (!nb::isinstance<nb::tuple>(func)) {
        PythonIntegrand f{Caller(func, extra), Traced(func.ptr(), extra.ptr(), Traced::Layout::scalar, 1)};
        return work(f);
    }
    const auto native = nb::borrow<nb::tuple>(func);
    NativeIntegrand f{nb::cast<std::uintptr_t>(native[0]), reinterpret_cast<void*>(nb::cast<std::uintptr_t>(native[1])),
                      nb::cast<int>(native[2]), std::vector<double>(1 + nb::len(extra))};
    for (std::size_t k = 0; k < nb::len(extra); ++k) f.values[k + 1] = nb::cast<double>(extra[k]);
    return work(f);
}

template <class F, class Work>
Outcome integrate(Work&& work) {
    Outcome out;
    if constexpr (F::native) out = without_gil(work);
    else out = work();
    if (out.status == Status::callback_failed || out.status == Status::interrupted) throw nb::python_error();
    return out;
}

template <class T, class Get>
nb::object column(index_t length, index_t filled, Get get) {
    npy_intp shape[1] = {length};
    PyObject* a = PyArray_ZEROS(1, shape, numpy_type<T>(), 0);
    if (!a) throw nb::python_error();
    auto* data = static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a)));
    for (index_t k = 0; k < std::min(length, filled); ++k) data[k] = static_cast<T>(get(k));
    return nb::steal(a);
}

void describe(nb::dict& info, const Partition& p, index_t evaluations, index_t limit, bool with_last = true) {
    const index_t n = p.size();
    info["neval"] = evaluations;
    info["last"] = with_last ? n : index_t{0};
    info["iord"] = column<std::int32_t>(limit, n, [&](index_t k) { return p.ranked(k); });
    info["alist"] = column<double>(limit, n, [&](index_t k) { return p[k].a; });
    info["blist"] = column<double>(limit, n, [&](index_t k) { return p[k].b; });
    info["rlist"] = column<double>(limit, n, [&](index_t k) { return p[k].value; });
    info["elist"] = column<double>(limit, n, [&](index_t k) { return p[k].error; });
}

nb::tuple answer(const Outcome& out, index_t evaluations, nb::object info) {
    return nb::make_tuple(out.value, out.error, out.trouble, evaluations, std::move(info));
}

template <class F, class Rule>
nb::tuple extrapolated(Rule rule, std::span<const double> edges, Acceleration how, Tolerance tol, index_t limit,
                       bool full) {
    Adaptive<Rule> driver(rule, tol, limit);
    const Outcome out = integrate<F>([&] { return driver.accelerated(edges, how); });
    if (!full) return answer(out, rule.count, nb::none());
    nb::dict info;
    describe(info, driver.parts, rule.count, limit);
    if (how.forward) {
        const index_t n = driver.parts.size();
        info["pts"] = column<double>(static_cast<index_t>(edges.size()), static_cast<index_t>(edges.size()),
                                     [&](index_t k) { return edges[static_cast<std::size_t>(k)]; });
        info["level"] = column<std::int32_t>(limit, n, [&](index_t k) { return driver.parts[k].level; });
        info["ndin"] = column<std::int32_t>(static_cast<index_t>(edges.size()),
                                            static_cast<index_t>(driver.forwarded.size()),
                                            [&](index_t k) { return driver.forwarded[static_cast<std::size_t>(k)]; });
    }
    return answer(out, rule.count, info);
}

nb::tuple finite(nb::handle func, nb::tuple extra, double a, double b, Tolerance tol, index_t limit, bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        const double edges[2] = {a, b};
        return extrapolated<F>(FiniteRule<F>{f}, edges, {.small_level = 2}, tol, limit, full);
    });
}

nb::tuple infinite(nb::handle func, nb::tuple extra, double bound, double direction, bool both, Tolerance tol,
                   index_t limit, bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        const double edges[2] = {0.0, 1.0};
        return extrapolated<F>(InfiniteRule<F>{f, both ? 0.0 : bound, direction, both}, edges, {.small_level = 2}, tol,
                               limit, full);
    });
}

nb::tuple broken(nb::handle func, nb::tuple extra, const std::vector<double>& edges, Tolerance tol, index_t limit,
                 bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        return extrapolated<F>(FiniteRule<F>{f}, edges, {.small_level = 1, .forward = true}, tol, limit, full);
    });
}

template <class F, class Rule, class Split>
nb::tuple bisected(Rule rule, std::span<const double> edges, Split split, Tolerance tol, index_t limit, bool full) {
    Adaptive<Rule> driver(rule, tol, limit);
    const Outcome out = integrate<F>([&] { return driver.plain(edges, split); });
    if (!full) return answer(out, rule.count, nb::none());
    nb::dict info;
    describe(info, driver.parts, rule.count, limit);
    return answer(out, rule.count, info);
}

nb::tuple algebraic(nb::handle func, nb::tuple extra, double a, double b, double alpha, double beta, bool log_a,
                    bool log_b, Tolerance tol, index_t limit, bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        const double edges[3] = {a, 0.5 * (a + b), b};
        EndRule<F> rule(f, {a, b, alpha, beta, log_a, log_b});
        return bisected<F>(rule, edges, [](const Interval& p) { return 0.5 * (p.a + p.b); }, tol, limit, full);
    });
}

nb::tuple cauchy(nb::handle func, nb::tuple extra, double a, double b, double c, Tolerance tol, index_t limit,
                 bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        const double edges[2] = {a, b};
        const CauchyRule<F> rule{f, c};
        return bisected<F>(CauchyRule<F>(rule), edges, [&](const Interval& p) { return rule.split(p); }, tol, limit, full);
    });
}

// Moments of an earlier integration: one column of `moments` per level.
void recall(MomentTable& table, std::optional<Mat<const double>> moments, index_t computed) {
    if (!moments) return;
    for (index_t level = 0; level < std::min(computed, moments->shape[1]); ++level) {
        Moments m{};
        for (index_t k = 0; k < 25; ++k) m[static_cast<std::size_t>(k)] = (*moments)(k, level);
        table.rows.push_back(m);
    }
}

nb::object moment_array(const MomentTable& table, index_t levels) {
    npy_intp shape[2] = {25, levels};
    PyObject* a = PyArray_ZEROS(2, shape, NPY_DOUBLE, 0);
    if (!a) throw nb::python_error();
    auto* data = static_cast<double*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a)));
    for (std::size_t level = 0; level < table.rows.size(); ++level)
        for (std::size_t k = 0; k < 25; ++k) data[k * static_cast<std::size_t>(levels) + level] = table.rows[level][k];
    return nb::steal(a);
}

nb::tuple fourier(nb::handle func, nb::tuple extra, double a, double b, double omega, bool sine, Tolerance tol,
                  index_t limit, index_t levels, std::optional<Mat<const double>> moments, index_t computed,
                  bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        MomentTable table(levels);
        recall(table, moments, computed);
        FourierRule<F> rule{f, omega, sine, table};
        Adaptive<FourierRule<F>> driver(rule, tol, limit);
        const Outcome out = integrate<F>([&] { return fourier_finite<F>(driver, a, b, omega); });
        if (!full) return answer(out, rule.count, nb::none());
        nb::dict info;
        describe(info, driver.parts, rule.count, limit);
        info["nnlog"] = column<std::int32_t>(limit, driver.parts.size(),
                                             [&](index_t k) { return driver.parts[k].level; });
        info["momcom"] = static_cast<index_t>(table.rows.size());
        info["chebmo"] = moment_array(table, levels);
        return answer(out, rule.count, info);
    });
}

nb::tuple fourier_tail(nb::handle func, nb::tuple extra, double a, double omega, bool sine, double epsabs,
                       index_t limit, index_t cycles, index_t levels, bool full) {
    return with_integrand(func, extra, [&]<class F>(F& f) {
        MomentTable table(levels);
        FourierTail<F> tail(f, omega, sine, limit, cycles, table);
        const Outcome out = integrate<F>([&] { return tail.run(a, epsabs); });
        if (!full) return answer(out, tail.cycles.count, nb::none());
        nb::dict info;
        const auto n = static_cast<index_t>(tail.cycles.value.size());
        const auto entry = [](const auto& list) { return [&list](index_t k) { return list[static_cast<std::size_t>(k)]; }; };
        info["neval"] = tail.cycles.count;
        info["lst"] = n;
        info["rslst"] = column<double>(cycles, n, entry(tail.cycles.value));
        info["erlst"] = column<double>(cycles, n, entry(tail.cycles.error));
        info["ierlst"] = column<std::int32_t>(cycles, n, entry(tail.cycles.trouble));
        return answer(out, tail.cycles.count, info);
    });
}

template <std::size_t N>
nb::tuple spread(const std::array<double, N>& node, const std::array<double, N>& weight,
                 const std::array<double, N>& gauss) {
    const auto n = static_cast<index_t>(N), size = 2 * n - 1;
    const auto mirrored = [&](const std::array<double, N>& half, double sign) {
        return column<double>(size, size, [&](index_t k) {
            return k < n ? sign * half[static_cast<std::size_t>(k)] : half[static_cast<std::size_t>(size - 1 - k)];
        });
    };
    return nb::make_tuple(mirrored(node, -1.0), mirrored(weight, 1.0), mirrored(gauss, 1.0));
}

// Nodes, Kronrod weights and Gauss weights on [-1, 1] of the rule of 15 or 21 points.
nb::tuple kronrod_rule(int points) {
    return points == 15 ? spread(k15_node, k15_weight, k15_gauss) : spread(k21_node, k21_weight, k21_gauss);
}

}  // namespace

void bind_quad(nb::module_& m) {
    m.def("kronrod_rule", &kronrod_rule);
    m.def("quad_finite", [](nb::handle f, nb::tuple args, double a, double b, double epsabs, double epsrel,
                            index_t limit, bool full) { return finite(f, args, a, b, {epsabs, epsrel}, limit, full); });
    m.def("quad_infinite", [](nb::handle f, nb::tuple args, double bound, double direction, bool both, double epsabs,
                              double epsrel, index_t limit, bool full) {
        return infinite(f, args, bound, direction, both, {epsabs, epsrel}, limit, full);
    });
    m.def("quad_points", [](nb::handle f, nb::tuple args, const std::vector<double>& edges, double epsabs,
                            double epsrel, index_t limit, bool full) {
        return broken(f, args, edges, {epsabs, epsrel}, limit, full);
    });
    m.def("quad_algebraic", [](nb::handle f, nb::tuple args, double a, double b, double alpha, double beta, bool log_a,
                               bool log_b, double epsabs, double epsrel, index_t limit, bool full) {
        return algebraic(f, args, a, b, alpha, beta, log_a, log_b, {epsabs, epsrel}, limit, full);
    });
    m.def("quad_cauchy", [](nb::handle f, nb::tuple args, double a, double b, double c, double epsabs, double epsrel,
                            index_t limit, bool full) {
        return cauchy(f, args, a, b, c, {epsabs, epsrel}, limit, full);
    });
    m.def("quad_fourier",
          [](nb::handle f, nb::tuple args, double a, double b, double omega, bool sine, double epsabs, double epsrel,
             index_t limit, index_t levels, std::optional<Mat<const double>> moments, index_t computed, bool full) {
              return fourier(f, args, a, b, omega, sine, {epsabs, epsrel}, limit, levels, moments, computed, full);
          },
          nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg().none(), nb::arg(), nb::arg());
    m.def("quad_fourier_tail", &fourier_tail);
}

}  // namespace scinova
