// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/cluster/tree.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::cluster {
namespace {

template <class Work>
Status guarded(Work&& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

// The parts of each merge as integers, checked: a part is a node that exists before its union.
struct Parts {
    explicit Parts(Tree tree) : n(tree.shape[0] + 1), left(n), right(n) {
        for (index_t k = 0; k < n - 1; ++k) {
            const double a = tree(k, 0), b = tree(k, 1), end = static_cast<double>(n + k);
            if (!(a >= 0.0 && a < end && b >= 0.0 && b < end)) {
                valid = false;
                return;
            }
            left[k] = static_cast<index_t>(a);
            right[k] = static_cast<index_t>(b);
        }
    }
    index_t n;
    std::vector<index_t> left, right;
    bool valid = true;
};

// Points in order, and for every node where its run of points begins and ends. False if a node has two parents.
struct Runs {
    explicit Runs(const Parts& parts) : order(parts.n), begin(2 * parts.n, -1), end(2 * parts.n, -1) {
        const index_t n = parts.n;
        std::vector<index_t> size(2 * n, 1);
        for (index_t k = 0; k < n - 1; ++k) size[n + k] = size[parts.left[k]] + size[parts.right[k]];
        begin[2 * n - 2] = 0;
        end[2 * n - 2] = n;
        valid = size[2 * n - 2] == n;
        for (index_t k = n - 2; k >= 0 && valid; --k) {
            const index_t at = begin[n + k], a = parts.left[k], b = parts.right[k];
            valid = at >= 0 && begin[a] < 0 && begin[b] < 0 && a != b;
            begin[a] = at;
            end[a] = begin[b] = at + size[a];
            end[b] = end[a] + size[b];
        }
        if (valid)
            for (index_t i = 0; i < n; ++i) order[begin[i]] = i;
    }
    std::vector<index_t> order, begin, end;
    bool valid = true;
};

// Visits nodes from the top: `enter(node)` says whether to go on below; then merges below come before points, left
// before right, the points of a merge after everything under its other part.
template <class Enter, class Leaf>
void descend(const Parts& parts, Enter&& enter, Leaf&& leaf) {
    const index_t n = parts.n;
    std::vector<index_t> stack{2 * n - 2};
    while (!stack.empty()) {
        const index_t node = stack.back();
        stack.pop_back();
        if (node < n) {
            leaf(node);
            continue;
        }
        if (!enter(node)) continue;
        const index_t a = parts.left[node - n], b = parts.right[node - n];
        if (b < n) stack.push_back(b);       // popped last
        if (a < n) stack.push_back(a);
        if (b >= n) stack.push_back(b);
        if (a >= n) stack.push_back(a);      // popped first
    }
}

}  // namespace

Status leaf_order(Tree tree, Labels order) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const Runs runs(parts);
        if (!runs.valid) return Status::bad_argument;
        for (index_t i = 0; i < parts.n; ++i) order(i) = static_cast<std::int32_t>(runs.order[i]);
        return Status::ok;
    });
}

Status cophenetic(Tree tree, Vec<double> out) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const Runs runs(parts);
        if (!runs.valid) return Status::bad_argument;
        const index_t n = parts.n;
        for (index_t k = 0; k < n - 1; ++k) {
            const index_t a = parts.left[k], b = parts.right[k];
            const double height = tree(k, 2);
            const auto* order = runs.order.data();
            const index_t b0 = runs.begin[b], b1 = runs.end[b];
            parallel_for(runs.end[a] - runs.begin[a], 200000 / (b1 - b0) + 1, [&](index_t begin, index_t end) {
                for (index_t p = runs.begin[a] + begin; p < runs.begin[a] + end; ++p) {
                    const index_t x = order[p];
                    for (index_t q = b0; q < b1; ++q) {
                        const index_t i = std::min(x, order[q]), j = std::max(x, order[q]);
                        out(n * i - i * (i + 1) / 2 + j - i - 1) = height;
                    }
                }
            });
        }
        return Status::ok;
    });
}

Status inconsistency(Tree tree, index_t depth, Mat<double> out) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const index_t n = parts.n;
        std::vector<std::pair<index_t, index_t>> stack;
        std::vector<double> heights;
        for (index_t k = 0; k < n - 1; ++k) {
            if (interrupted()) return Status::interrupted;
            heights.clear();
            stack.assign(1, {n + k, index_t{1}});
            while (!stack.empty()) {
                const auto [node, level] = stack.back();
                stack.pop_back();
                if (node < n) continue;
                heights.push_back(tree(node - n, 2));
                if (level < depth) {
                    stack.push_back({parts.right[node - n], level + 1});
                    stack.push_back({parts.left[node - n], level + 1});
                }
            }
            const double count = static_cast<double>(heights.size());
            double sum = 0.0, square = 0.0;
            for (double h : heights) sum += h;
            const double mean = sum / count;
            for (double h : heights) square += (h - mean) * (h - mean);
            const double deviation = count > 1.0 ? std::sqrt(square / (count - 1.0)) : 0.0;
            out(k, 0) = mean;
            out(k, 1) = deviation;
            out(k, 2) = count;
            out(k, 3) = deviation > 0.0 ? (tree(k, 2) - mean) / deviation : 0.0;
        }
        return Status::ok;
    });
}

Status largest_below(Tree tree, Vec<const double> values, Vec<double> out) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const index_t n = parts.n;
        for (index_t k = 0; k < n - 1; ++k) {
            double v = values(k);
            for (index_t part : {parts.left[k], parts.right[k]})
                if (part >= n && out(part - n) > v) v = out(part - n);
            out(k) = v;
        }
        return Status::ok;
    });
}

Status flat_clusters(Tree tree, Vec<const double> criterion, double threshold, Labels labels, index_t& count) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const Runs runs(parts);
        if (!runs.valid) return Status::bad_argument;
        const index_t n = parts.n;
        count = 0;
        const auto name = [&](index_t node) {
            ++count;
            if (labels.data)
                for (index_t p = runs.begin[node]; p < runs.end[node]; ++p)
                    labels(runs.order[p]) = static_cast<std::int32_t>(count);
        };
        descend(
            parts,
            [&](index_t node) {
                const bool whole = criterion(node - n) <= threshold;
                if (whole) name(node);
                return !whole;
            },
            name);
        return Status::ok;
    });
}

Status leaders(Tree tree, Vec<const std::int32_t> labels, Labels nodes, Labels names, index_t& found) {
    return guarded([&] {
        const Parts parts(tree);
        if (!parts.valid) return Status::bad_argument;
        const index_t n = parts.n;
        constexpr std::int64_t mixed = std::numeric_limits<std::int64_t>::min();
        std::vector<std::int64_t> label(2 * n);
        for (index_t i = 0; i < n; ++i) label[i] = labels(i);
        found = 0;
        const auto leads = [&](index_t node) {
            if (label[node] == mixed) return;
            if (found < nodes.shape[0]) {
                nodes(found) = static_cast<std::int32_t>(node);
                names(found) = static_cast<std::int32_t>(label[node]);
            }
            ++found;
        };
        for (index_t k = 0; k < n - 1; ++k) {
            const index_t a = parts.left[k], b = parts.right[k];
            label[n + k] = label[a] == label[b] ? label[a] : mixed;
        }
        // From the left, merges after what is below them: the reverse of a walk from the right, merges first.
        std::vector<index_t> stack{2 * n - 2}, walk;
        while (!stack.empty()) {
            const index_t node = stack.back();
            stack.pop_back();
            if (node < n) continue;
            walk.push_back(node);
            stack.push_back(parts.left[node - n]);
            stack.push_back(parts.right[node - n]);
        }
        for (auto node = walk.rbegin(); node != walk.rend(); ++node) {
            if (label[*node] != mixed) continue;
            leads(parts.left[*node - n]);
            leads(parts.right[*node - n]);
        }
        leads(2 * n - 2);
        return Status::ok;
    });
}

}  // namespace scinova::cluster
