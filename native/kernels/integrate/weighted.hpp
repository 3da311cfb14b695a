// SPDX-License-Identifier: BSD-3-Clause
// Rules for integrands with a weight that is integrated exactly: end-point powers and logarithms, Cauchy's principal
// value, sine and cosine (the book, sections 2.2.3.2-2.2.3.4 and 3.4.4-3.4.6).
#pragma once

#include <optional>

#include "kernels/integrate/clenshaw_curtis.hpp"
#include "kernels/integrate/gauss_kronrod.hpp"
#include "kernels/integrate/partition.hpp"

namespace scinova::quad {

// Clenshaw-Curtis looks at the end points, where the smooth factor may be singular after all; such an interval is left to
// the Kronrod rule.
inline bool finite_ends(const std::array<double, 25>& value) noexcept {
    return std::isfinite(value[0]) && std::isfinite(value[24]);
}

inline void clenshaw_estimate(Pairing p, double scale, const Series& series, double width, Estimate& out) noexcept {
    out.value = p.high * scale;
    out.error = std::abs((p.high - p.low) * scale);
    out.absolute = 0.0;
    for (double c : series.high) out.absolute += std::abs(c) * width;
    out.deviation = huge;
}

// (x - a)^alpha (b - x)^beta, times log(x - a) and/or log(b - x).
struct EndWeight {
    double a, b, alpha, beta;
    bool log_a, log_b;
    double left(double x) const noexcept {
        const double d = x - a, p = std::pow(d, alpha);
        return log_a ? p * std::log(d) : p;
    }
    double right(double x) const noexcept {
        const double d = b - x, p = std::pow(d, beta);
        return log_b ? p * std::log(d) : p;
    }
};

template <class F>
class EndRule {
public:
    EndRule(F& f, const EndWeight& w)
        : f_(f), w_(w), at_a_(algebraic_moments(w.alpha)), at_b_(algebraic_moments(w.beta)),
          log_at_a_(algebraic_log_moments(w.alpha, at_a_)), log_at_b_(algebraic_log_moments(w.beta, at_b_)) {
        for (std::size_t k = 1; k < 25; k += 2) {  // (1 - x)^beta is the mirror image
            at_b_[k] = -at_b_[k];
            log_at_b_[k] = -log_at_b_[k];
        }
    }
    index_t count = 0;

    Status operator()(double a, double b, int, Estimate& out) {
        if (a == w_.a) {
            auto rest = [this](double x, double& y) { return times(x, w_.right(x), y); };
            return at_end(rest, a, b, at_a_, log_at_a_, w_.alpha, w_.log_a, out);
        }
        if (b == w_.b) {
            auto rest = [this](double x, double& y) { return times(x, w_.left(x), y); };
            return at_end(rest, a, b, at_b_, log_at_b_, w_.beta, w_.log_b, out);
        }
        return between(a, b, out);
    }

private:
    Status between(double a, double b, Estimate& out) {
        count += 15;
        return weighted_kronrod(f_, [this](double x) { return w_.left(x) * w_.right(x); }, a, b, out);
    }
    Status times(double x, double w, double& y) {
        if (Status s = f_(x, y); s != Status::ok) return s;
        y *= w;
        return Status::ok;
    }
    template <class G>
    Status at_end(G& g, double a, double b, const Moments& plain, const Moments& logs, double power, bool with_log,
                  Estimate& out) {
        count += 25;
        std::array<double, 25> value;
        if (Status s = sample(g, a, b, value); s != Status::ok) return s;
        if (!finite_ends(value)) return between(a, b, out);
        Series series;
        chebyshev_series(value, series);
        Pairing p = pair(series, plain);
        if (with_log) {
            const Pairing l = pair(series, logs);
            const double shift = std::log(b - a);
            p = {l.high + shift * p.high, l.low + shift * p.low};
        }
        clenshaw_estimate(p, std::pow(0.5 * (b - a), power + 1.0), series, 0.5 * (b - a), out);
        return Status::ok;
    }
    F& f_;
    EndWeight w_;
    Moments at_a_, at_b_, log_at_a_, log_at_b_;
};

// 1 / (x - c), as a principal value where c is inside.
template <class F>
struct CauchyRule {
    F& f;
    double c;
    index_t count = 0;

    Status operator()(double a, double b, int, Estimate& out) {
        const double place = (2.0 * c - b - a) / (b - a);
        if (!(std::abs(place) < 1.1)) return away(a, b, out);
        count += 25;
        std::array<double, 25> value;
        if (Status s = sample(f, a, b, value); s != Status::ok) return s;
        if (!finite_ends(value) && std::abs(place) > 1.0) return away(a, b, out);
        Series series;
        chebyshev_series(value, series);
        clenshaw_estimate(pair(series, cauchy_moments(place)), 1.0, series, 0.5 * (b - a), out);
        return Status::ok;
    }
    Status away(double a, double b, Estimate& out) {
        count += 15;
        return weighted_kronrod(f, [this](double x) { return 1.0 / (x - c); }, a, b, out);
    }
    // Where to split so that c never is an end point.
    double split(const Interval& p) const noexcept {
        const double at = 0.5 * (p.a + p.b);
        if (c > p.a && c <= at) return 0.5 * (c + p.b);
        if (c > at && c < p.b) return 0.5 * (p.a + c);
        return at;
    }
};

// Moments by subdivision level, for intervals of length `length` / 2^level.
class MomentTable {
public:
    explicit MomentTable(index_t levels) : levels_(levels) {}
    std::vector<Moments> rows;  // level by level; the caller may fill in what an earlier integration computed

    const Moments& at(int level, double p) {
        if (level < static_cast<int>(rows.size())) return rows[static_cast<std::size_t>(level)];
        if (static_cast<index_t>(rows.size()) < levels_ && level == static_cast<int>(rows.size())) {
            rows.push_back(oscillating_moments(p));
            return rows.back();
        }
        if (static_cast<index_t>(level) < levels_) {
            while (static_cast<int>(rows.size()) <= level)
                rows.push_back(oscillating_moments(std::ldexp(p, level - static_cast<int>(rows.size()))));
            return rows.back();
        }
        spare_ = oscillating_moments(p);
        return spare_;
    }

private:
    index_t levels_;
    Moments spare_{};
};

// cos(omega x) or sin(omega x).
template <class F>
struct FourierRule {
    F& f;
    double omega;
    bool sine;
    MomentTable& table;
    index_t count = 0;

    Status operator()(double a, double b, int level, Estimate& out) {
        const double centre = 0.5 * (a + b), half = 0.5 * (b - a), p = omega * half;
        if (!(std::abs(p) > 2.0)) return slow(a, b, out);
        count += 25;
        std::array<double, 25> value;
        if (Status s = sample(f, a, b, value); s != Status::ok) return s;
        if (!finite_ends(value)) return slow(a, b, out);
        Series series;
        chebyshev_series(value, series);
        const Moments& m = table.at(level, std::abs(p));
        double even = 0.0, odd = 0.0, even_low = 0.0, odd_low = 0.0;
        for (std::size_t k = 25; k-- > 0;) (k % 2 ? odd : even) += series.high[k] * m[k];
        for (std::size_t k = 13; k-- > 0;) (k % 2 ? odd_low : even_low) += series.low[k] * m[k];
        const double sign = p < 0.0 ? -1.0 : 1.0, phase = omega * centre;
        const double c = std::cos(phase) * half, s = std::sin(phase) * half;
        const double for_even = sine ? s : c, for_odd = sign * (sine ? c : -s);
        out.value = for_even * even + for_odd * odd;
        out.error = std::abs(for_even * (even - even_low)) + std::abs(for_odd * (odd - odd_low));
        out.absolute = 0.0;
        for (double coefficient : series.high) out.absolute += std::abs(coefficient * half);
        out.deviation = huge;
        return Status::ok;
    }
    Status slow(double a, double b, Estimate& out) {
        count += 15;
        return weighted_kronrod(
            f, [this](double x) { return sine ? std::sin(omega * x) : std::cos(omega * x); }, a, b, out);
    }
};

}  // namespace scinova::quad
