// SPDX-License-Identifier: BSD-3-Clause
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"

#include <cstring>
#include <stdexcept>
#include <vector>

#include "common/status.hpp"
#include "kernels/interpolate/banded.hpp"
#include "kernels/interpolate/bspline.hpp"
#include "kernels/interpolate/curve_fit.hpp"
#include "kernels/interpolate/grid_values.hpp"
#include "kernels/interpolate/natural_smoothing.hpp"
#include "kernels/interpolate/ppoly.hpp"
#include "kernels/interpolate/surface_fit.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::interpolate;

namespace {

// True unless the problem is singular; other failures are exceptions.
bool solved(Status status) {
    switch (status) {
        case Status::ok: return true;
        case Status::singular: return false;
        case Status::out_of_memory: throw std::bad_alloc();
        case Status::interrupted: throw nb::python_error();
        default: throw std::runtime_error("a spline kernel was called outside its contract");
    }
}

// Splines can be put together by hand; what does not fit is a ValueError, not a look outside the arrays.
void require_spline(Vec<const double> t, index_t coefficients, int k) {
    if (k < 0 || t.shape[0] < 2 * (k + 1) || coefficients < t.shape[0] - k - 1 || t.stride[0] != 1)
        throw std::invalid_argument("the knots, coefficients and degree of a spline do not fit each other");
}

void require_pieces(View<const double, 3> c, Vec<const double> x) {
    if (x.shape[0] < 2 || c.shape[0] < 1 || c.shape[1] < x.shape[0] - 1)
        throw std::invalid_argument("the coefficients and breakpoints of a piecewise polynomial do not fit each other");
}

template <class T>
nb::object array_of(const std::vector<T>& values) {
    npy_intp size = static_cast<npy_intp>(values.size());
    PyObject* a = PyArray_SimpleNew(1, &size, numpy_type<T>());
    if (!a) throw nb::python_error();
    if (size) std::memcpy(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a)), values.data(), values.size() * sizeof(T));
    return nb::steal(a);
}

template <class T>
std::vector<T> vector_of(Vec<const T> a) {
    std::vector<T> out(static_cast<std::size_t>(a.shape[0]));
    for (index_t i = 0; i < a.shape[0]; ++i) out[static_cast<std::size_t>(i)] = a(i);
    return out;
}

nb::tuple fit(Vec<const double> x, Mat<const double> y, Vec<const double> w, double low, double high, int k, double s,
              index_t most_knots, bool periodic, int start, Vec<const double> t, Vec<const double> interval_fp,
              Vec<const std::int64_t> interior, double first_fp, double last_fp, index_t added) {
    CurveState state;
    state.t = vector_of(t);
    state.interval_fp = vector_of(interval_fp);
    state.interior = vector_of(interior);
    state.first_fp = first_fp;
    state.last_fp = last_fp;
    state.added = added;
    const CurveProblem problem{x, w, y, k, s, low, high, most_knots, periodic};
    const bool regular = solved(without_gil([&] { return fit_curve(problem, static_cast<FitStart>(start), state); }));
    return nb::make_tuple(regular, array_of(state.t), array_of(state.c), state.fp, static_cast<int>(state.end),
                          array_of(state.interval_fp), array_of(state.interior), state.first_fp, state.last_fp,
                          state.added);
}

nb::tuple surface(bool regular, const SurfaceResult& r) {
    return nb::make_tuple(regular, array_of(r.tx), array_of(r.ty), array_of(r.c), r.fp, r.end);
}

nb::tuple grid_fit(Vec<const double> x, Vec<const double> y, Mat<const double> z, int kx, int ky, double s,
                   double x_low, double x_high, double y_low, double y_high, int most_steps) {
    SurfaceResult result;
    const GridProblem problem{x, y, z, kx, ky, s, x_low, x_high, y_low, y_high, most_steps};
    const bool regular = solved(without_gil([&] { return fit_grid(problem, result); }));
    return surface(regular, result);
}

nb::tuple scattered_fit(Vec<const double> x, Vec<const double> y, Vec<const double> z, Vec<const double> w, int kx,
                        int ky, double s, double x_low, double x_high, double y_low, double y_high, double tolerance,
                        index_t most_x, index_t most_y, bool given, Vec<const double> tx, Vec<const double> ty) {
    SurfaceResult result;
    result.tx = vector_of(tx);
    result.ty = vector_of(ty);
    const ScatteredProblem problem{x,     y,      z,         w,      kx,     ky,    s, x_low, x_high, y_low,
                                   y_high, tolerance, most_x, most_y, given};
    const bool regular = solved(without_gil([&] { return fit_scattered(problem, result); }));
    return surface(regular, result);
}

// Least squares on rows given one by one: row p has values(p, :) from column first(p) on, modulo the columns.
bool least_squares(Mat<const double> values, Vec<const std::int64_t> first, Mat<const double> right, bool periodic,
                   Mat<double> out) {
    return solved(without_gil([&] {
        const index_t width = values.shape[1], sides = right.shape[1];
        BandTriangle triangle(out.shape[0], width, periodic ? width : 0, sides);
        std::vector<double> h(static_cast<std::size_t>(width)), y(static_cast<std::size_t>(sides));
        for (index_t p = 0; p < values.shape[0]; ++p) {
            for (index_t j = 0; j < width; ++j) h[static_cast<std::size_t>(j)] = values(p, j);
            for (index_t q = 0; q < sides; ++q) y[static_cast<std::size_t>(q)] = right(p, q);
            triangle.add_row(first(p), h.data(), width, y.data());
            if (interrupted()) return Status::interrupted;
        }
        std::vector<double> solution(static_cast<std::size_t>(out.shape[0] * sides));
        const Status status = triangle.solve(solution.data());
        for (index_t j = 0; j < out.shape[0]; ++j)
            for (index_t q = 0; q < sides; ++q) out(j, q) = solution[static_cast<std::size_t>(j * sides + q)];
        return status;
    }));
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    m.def("bspline_evaluate", [](Vec<const double> t, Mat<const double> c, int k, Vec<const double> x, int nu,
                                 bool extrapolate, Mat<double> out) {
        require_spline(t, c.shape[0], k);
        solved(without_gil([&] { return bspline_evaluate(t, c, k, x, nu, extrapolate, out); }));
    });
    m.def("bspline_rows", [](Vec<const double> t, int k, Vec<const double> x, int nu, Mat<double> values,
                             Vec<std::int64_t> first) {
        require_spline(t, t.shape[0], k);
        solved(without_gil([&] { return bspline_rows(t, k, x, nu, values, first); }));
    });
    m.def("bspline_grid", [](Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                             Vec<const double> x, Vec<const double> y, int nux, int nuy, Mat<double> out) {
        require_spline(tx, c.shape[0], kx);
        require_spline(ty, c.shape[1], ky);
        solved(without_gil([&] { return bspline_grid(tx, ty, c, kx, ky, x, y, nux, nuy, out); }));
    });
    m.def("bspline_points", [](Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                               Vec<const double> x, Vec<const double> y, int nux, int nuy, Vec<double> out) {
        require_spline(tx, c.shape[0], kx);
        require_spline(ty, c.shape[1], ky);
        solved(without_gil([&] { return bspline_points(tx, ty, c, kx, ky, x, y, nux, nuy, out); }));
    });
    m.def("ppoly_evaluate", [](View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu,
                               bool extrapolate, Mat<double> out) {
        require_pieces(c, x);
        solved(without_gil([&] { return ppoly_evaluate(c, x, xp, nu, extrapolate, out); }));
    });
    m.def("bpoly_evaluate", [](View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu,
                               bool extrapolate, Mat<double> out) {
        require_pieces(c, x);
        solved(without_gil([&] { return bpoly_evaluate(c, x, xp, nu, extrapolate, out); }));
    });
    m.def("linear_evaluate", [](Vec<const double> x, Mat<const double> y, Vec<const double> xp, Mat<double> out) {
        if (x.shape[0] < 2 || y.shape[0] < x.shape[0]) throw std::invalid_argument("at least two points are needed");
        solved(without_gil([&] { return linear_evaluate(x, y, xp, out); }));
    });
    m.def("solve_banded", [](Mat<double> a, index_t below, index_t above, Mat<double> b) {
        if (!a.contiguous() || a.shape[1] != 2 * below + above + 1 || a.shape[0] != b.shape[0])
            throw std::invalid_argument("solve_banded: a is not in band form");
        return solved(without_gil([&] { return solve_banded(a.data, a.shape[0], below, above, b); }));
    });
    m.def("collocate", [](Vec<const double> t, int k, Vec<const double> x, Vec<const std::int64_t> at_first,
                          Vec<const std::int64_t> at_last, Mat<double> b) {
        require_spline(t, t.shape[0], k);
        return solved(without_gil([&] { return bspline_collocate(t, k, x, at_first, at_last, b); }));
    });
    m.def("least_squares", &least_squares);
    m.def("smooth_naturally", [](Vec<const double> x, Vec<const double> y, Vec<const double> w, double lambda,
                                 Vec<double> values, Vec<double> curvature) {
        double used = lambda;
        solved(without_gil([&] { return smooth_naturally(x, y, w, lambda, values, curvature, used); }));
        return used;
    });
    using Sizes = Vec<const std::int64_t>;
    m.def("grid_linear", [](Vec<const double> places, Sizes sizes, Mat<const double> values, Mat<const double> points,
                            Mat<double> out) {
        solved(without_gil([&] { return grid_linear({places, sizes}, values, points, out); }));
    });
    m.def("grid_nearest", [](Vec<const double> places, Sizes sizes, Mat<const double> values, Mat<const double> points,
                             Mat<double> out) {
        solved(without_gil([&] { return grid_nearest({places, sizes}, values, points, out); }));
    });
    m.def("grid_spline", [](Vec<const double> places, Sizes sizes, int k, Mat<const double> c, Sizes nu,
                            Mat<const double> points, Mat<double> out) {
        solved(without_gil([&] { return grid_spline({places, sizes}, k, c, nu, points, out); }));
    });
    m.def("fit_curve", &fit);
    m.def("fit_grid", &grid_fit);
    m.def("fit_scattered", &scattered_fit);
}
