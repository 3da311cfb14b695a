// SPDX-License-Identifier: BSD-3-Clause
// scinova.cluster._native
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"
#include "kernels/cluster/linkage.hpp"
#include "kernels/cluster/ordering.hpp"
#include "kernels/cluster/quantize.hpp"
#include "kernels/cluster/tree.hpp"

namespace nb = nanobind;
using namespace scinova;

namespace {

void check(Status status) {
    switch (status) {
        case Status::ok: return;
        case Status::out_of_memory: throw std::bad_alloc();
        case Status::interrupted: throw nb::python_error();
        default: throw nb::value_error("the linkage matrix does not describe a tree");
    }
}

template <class Work>
void run(Work&& work) {
    check(without_gil(work));
}

// A leading dimension of both operands must agree: the kernels index by it.
void require(bool agrees) {
    if (!agrees) throw nb::value_error("arrays of disagreeing shapes");
}

void linkage(Vec<double> distances, int method, Mat<double> merges) {
    const index_t n = merges.shape[0] + 1;
    require(distances.contiguous() && distances.shape[0] == n * (n - 1) / 2 && merges.shape[1] == 4);
    run([&] { return cluster::linkage(distances.data, n, static_cast<cluster::Method>(method), merges); });
}

void single_of_points(Mat<const double> points, Mat<double> merges) {
    require(points.shape[0] == merges.shape[0] + 1 && merges.shape[1] == 4);
    run([&] { return cluster::single_of_points(points, merges); });
}

void leaf_order(Mat<const double> tree, Vec<std::int32_t> order) {
    require(tree.shape[1] >= 2 && order.shape[0] == tree.shape[0] + 1);
    run([&] { return cluster::leaf_order(tree, order); });
}

void cophenetic(Mat<const double> tree, Vec<double> out) {
    const index_t n = tree.shape[0] + 1;
    require(tree.shape[1] >= 3 && out.shape[0] == n * (n - 1) / 2);
    run([&] { return cluster::cophenetic(tree, out); });
}

void inconsistency(Mat<const double> tree, index_t depth, Mat<double> out) {
    require(tree.shape[1] >= 3 && out.shape[0] == tree.shape[0] && out.shape[1] == 4);
    run([&] { return cluster::inconsistency(tree, depth, out); });
}

void largest_below(Mat<const double> tree, Vec<const double> values, Vec<double> out) {
    require(tree.shape[1] >= 2 && values.shape[0] == tree.shape[0] && out.shape[0] == tree.shape[0]);
    run([&] { return cluster::largest_below(tree, values, out); });
}

index_t flat_clusters(Mat<const double> tree, Vec<const double> criterion, double threshold, Vec<std::int32_t> labels) {
    require(tree.shape[1] >= 2 && criterion.shape[0] == tree.shape[0] && labels.shape[0] == tree.shape[0] + 1);
    index_t count = 0;
    run([&] { return cluster::flat_clusters(tree, criterion, threshold, labels, count); });
    return count;
}

index_t count_clusters(Mat<const double> tree, Vec<const double> criterion, double threshold) {
    require(tree.shape[1] >= 2 && criterion.shape[0] == tree.shape[0]);
    index_t count = 0;
    run([&] { return cluster::flat_clusters(tree, criterion, threshold, {}, count); });
    return count;
}

index_t leaders(Mat<const double> tree, Vec<const std::int32_t> labels, Vec<std::int32_t> nodes,
                Vec<std::int32_t> names) {
    require(tree.shape[1] >= 2 && labels.shape[0] == tree.shape[0] + 1 && nodes.shape[0] == names.shape[0]);
    index_t found = 0;
    run([&] { return cluster::leaders(tree, labels, nodes, names, found); });
    return found;
}

void optimal_order(Mat<double> tree, Vec<const double> distances) {
    const index_t n = tree.shape[0] + 1;
    require(tree.shape[1] == 4 && distances.shape[0] == n * (n - 1) / 2);
    run([&] { return cluster::optimal_order(tree, distances); });
}

template <class T>
void quantize(Mat<const T> observations, Mat<const T> codes, Vec<std::int32_t> nearest, Vec<T> distance) {
    require(observations.shape[1] == codes.shape[1] && nearest.shape[0] == observations.shape[0] &&
            distance.shape[0] == observations.shape[0]);
    without_gil([&] {
        if constexpr (std::is_same_v<T, float>) cluster::quantize().f32(observations, codes, nearest, distance);
        else cluster::quantize().f64(observations, codes, nearest, distance);
    });
}

// Sum of the observations of each code, and their number.
template <class T>
void sums_by_code(Mat<const T> observations, Vec<const std::int32_t> codes, Mat<double> sums, Vec<double> counts) {
    require(codes.shape[0] == observations.shape[0] && sums.shape[1] == observations.shape[1] &&
            counts.shape[0] == sums.shape[0]);
    for (index_t i = 0; i < codes.shape[0]; ++i) require(codes(i) >= 0 && codes(i) < sums.shape[0]);
    without_gil([&] {
        for (index_t i = 0; i < codes.shape[0]; ++i) {
            counts(codes(i)) += 1.0;
            for (index_t j = 0; j < sums.shape[1]; ++j) sums(codes(i), j) += static_cast<double>(observations(i, j));
        }
    });
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    m.def("linkage", &linkage);
    m.def("single_of_points", &single_of_points);
    m.def("leaf_order", &leaf_order);
    m.def("cophenetic", &cophenetic);
    m.def("inconsistency", &inconsistency);
    m.def("largest_below", &largest_below);
    m.def("flat_clusters", &flat_clusters);
    m.def("count_clusters", &count_clusters);
    m.def("leaders", &leaders);
    m.def("optimal_order", &optimal_order);
    m.def("quantize", &quantize<float>);
    m.def("quantize", &quantize<double>);
    m.def("sums_by_code", &sums_by_code<float>);
    m.def("sums_by_code", &sums_by_code<double>);
}
