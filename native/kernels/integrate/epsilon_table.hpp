// SPDX-License-Identifier: BSD-3-Clause
// Wynn's epsilon algorithm (P. Wynn, Math. Tables Aids Comput. 10 (1956) 91; the book, section 2.2.4 and 3.2.2).
//
// Only the even columns are kept, linked by Wynn's cross rule: with north N, centre C, south S and west W in one
// column and W two columns to the left,
//     1/(E - C) = 1/(S - C) + 1/(N - C) - 1/(W - C).
// The table's last two antidiagonals are enough: entry j of the new one has S = current[j-1], C = before[j-1],
// N = earlier[j-1], W = earlier[j-2].
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/integrate/quad_types.hpp"

namespace scinova::quad {

struct Limit {
    double value, error;
};

class EpsilonTable {
public:
    // Number of entries kept; 1 means that irregularities have used the table up.
    int size() const noexcept { return current_.size + before_.size; }

    // Takes a partial sum without extrapolating.
    void start(double s) noexcept {
        shift();
        current_.at[0] = s;
        current_.size = 1;
    }

    // Takes the next partial sum; the best estimate of the limit and of its error.
    Limit next(double s) noexcept {
        shift();
        current_.at[0] = s;
        current_.size = 1;
        Limit best{s, huge};
        for (int j = 1; j <= earlier_.size; ++j) {
            const double south = current_.at[j - 1], centre = before_.at[j - 1], north = earlier_.at[j - 1];
            const double up = south - centre, down = centre - north;
            const double tol_up = std::max(std::abs(south), std::abs(centre)) * epsilon;
            const double tol_down = std::max(std::abs(centre), std::abs(north)) * epsilon;
            if (std::abs(up) <= tol_up && std::abs(down) <= tol_down) {  // three equal entries: converged
                truncate(j);
                return {south, std::max(std::abs(up) + std::abs(down), 5.0 * epsilon * std::abs(south))};
            }
            double sum = 1.0 / up - 1.0 / down;
            bool equal = std::abs(up) <= tol_up || std::abs(down) <= tol_down;
            if (j >= 2) {
                const double west = earlier_.at[j - 2], left = centre - west;
                equal = equal || std::abs(left) <= std::max(std::abs(centre), std::abs(west)) * epsilon;
                sum += 1.0 / left;
            }
            if (equal || !(std::abs(sum * centre) > 1e-4)) {  // irregular: forget the columns from here on
                truncate(j);
                break;
            }
            const double entry = centre + 1.0 / sum;
            const double error = std::abs(up) + std::abs(entry - south) + std::abs(down);
            current_.at[j] = entry;
            current_.size = j + 1;
            if (error <= best.error) best = {entry, error};
        }
        if (size() >= capacity) before_.size = std::min(before_.size, capacity / 2 - 1);
        return judged(best.value);
    }

private:
    static constexpr int capacity = 50;
    struct Diagonal {
        std::array<double, capacity> at{};
        int size = 0;
    };

    void shift() noexcept {
        earlier_ = before_;
        before_ = current_;
    }
    void truncate(int j) noexcept {
        current_.size = j;
        before_.size = std::min(before_.size, j - 1);
    }
    // The error is judged from the last three limits; until there are three it is unknown.
    Limit judged(double value) noexcept {
        double error = huge;
        if (found_ >= 3) {
            error = 0.0;
            for (double old : last_) error += std::abs(value - old);
        }
        last_[static_cast<std::size_t>(found_ % 3)] = value;
        ++found_;
        return {value, std::max(error, 5.0 * epsilon * std::abs(value))};
    }

    Diagonal current_, before_, earlier_;
    std::array<double, 3> last_{};
    int found_ = 0;
};

}  // namespace scinova::quad
