// SPDX-License-Identifier: BSD-3-Clause
// Delaunay triangulation in d dimensions by insertion (Bowyer, Comput. J. 24 (1981) 162; Watson, ibid. 167).
//
// The triangulation is closed by a vertex at infinity: every facet of the hull has a simplex of its own beyond it. A new
// point takes out the simplices whose circumsphere it is inside of (beyond the hull: the facets it sees, or whose
// circumsphere it is inside of when it lies in their plane) and is joined to the border of the hole. With exact
// predicates the hole is star-shaped and no flat simplex comes about, whatever the points. Points are inserted in a
// random order of growing rounds, each along a space-filling order (Amenta, Choi, Rote, SoCG 2003), and found by
// walking.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"
#include "kernels/spatial/exact.hpp"

namespace scinova::spatial {

class Triangulation {
public:
    explicit Triangulation(int d) : d_(d), predicates_(d) {}

    // Adds points (rows of d numbers). Status::singular when all of them lie in one hyperplane, to within rounding.
    Status insert(const double* rows, index_t count);

    // The finite simplices, renumbered: vertices and neighbours (-1 beyond the hull), d + 1 each, neighbour k opposite
    // to vertex k; positively oriented.
    void finite(std::vector<std::int32_t>& vertices, std::vector<std::int32_t>& neighbours) const;

    // Points equal to an earlier one: (point, a simplex of `finite`, the equal vertex).
    void duplicates(const std::vector<std::int32_t>& vertices, std::vector<std::int32_t>& out) const;

    index_t size() const { return count_; }
    int dimension() const { return d_; }

private:
    using Id = std::int32_t;
    static constexpr Id infinity = -1;

    const double* point(Id p) const { return points_.data() + static_cast<std::ptrdiff_t>(p) * d_; }
    Id& vertex(Id s, int k) { return vertices_[static_cast<std::size_t>(s) * width() + static_cast<std::size_t>(k)]; }
    Id& neighbour(Id s, int k) { return neighbours_[static_cast<std::size_t>(s) * width() + static_cast<std::size_t>(k)]; }
    std::size_t width() const { return static_cast<std::size_t>(d_) + 1; }

    bool start(const std::vector<Id>& order, std::vector<Id>& chosen);
    std::vector<Id> insertion_order(Id first) const;
    Id new_simplex();
    int infinite_place(Id s) const;
    int side(Id s, int k, const double* p);
    bool conflicts(Id s, Id p);
    Id locate(Id p);
    bool add(Id p);
    int place_of(Id s, Id neighbour) const;

    int d_;
    Predicates predicates_;
    index_t count_ = 0;
    std::vector<double> points_;
    std::vector<Id> vertices_, neighbours_, free_;
    std::vector<std::int64_t> mark_;     // the step at which a simplex was found in conflict (2 step) or not (2 step + 1)
    std::vector<Id> created_;            // per facet of a removed simplex: the simplex built on it
    std::vector<Id> hole_, fresh_;
    std::vector<std::pair<Id, int>> border_;
    std::vector<std::array<Id, 2>> same_;  // (duplicate, vertex)
    std::vector<const double*> at_;
    std::int64_t step_ = 1;
    Id last_ = 0;
    std::uint32_t random_ = 12345;
};

// The simplex that contains each of `count` points, or -1, by walking along the negative barycentric coordinates.
// `transform` has for each simplex the d x d matrix and the d-vector that barycentric coordinates come from.
void find_simplices(index_t count, const double* x, int d, index_t simplices, const std::int32_t* neighbours,
                    const double* transform, double eps, bool brute_force, std::int32_t* found);

}  // namespace scinova::spatial
