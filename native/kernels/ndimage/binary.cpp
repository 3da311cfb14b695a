// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/binary.hpp"

#include <algorithm>
#include <atomic>
#include <bit>

#include "kernels/ndimage/bits.hpp"
#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/order.hpp"

namespace scinova::ndimage {
namespace {

std::size_t at(index_t i) noexcept { return static_cast<std::size_t>(i); }

// A single pass, on bytes.
void one_pass(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, std::uint8_t* out) {
    const OrderTable<std::uint8_t>& loops = order<std::uint8_t>();
    const Neighbourhood shape(offsets);
    const Neighbours<std::uint8_t> around(in, shape, Mode::constant, static_cast<std::uint8_t>(pass.border),
                                          loader<std::uint8_t>(in.dtype));
    const index_t n = around.length(), step = in.stride[in.ndim - 1];
    around.for_lines(std::max<index_t>(1, offsets.count / 8), [&](const std::uint8_t* const* tap, index_t line, std::uint8_t* result) {
        (pass.dilate ? loops.fold_max : loops.fold_min)(tap, offsets.count, result, n);
        if (pass.mask) {
            const auto* before = static_cast<const std::uint8_t*>(in.at(line_start(in, line)));
            const std::uint8_t* mask = pass.mask + line * n;
            for (index_t i = 0; i < n; ++i) result[i] = mask[i] ? result[i] : before[i * step];
        }
        std::copy(result, result + n, out + line * n);
    });
}

// The coordinates along the outer axes of a line, and whether all lines about it exist.
class LineNeighbours {
public:
    LineNeighbours(const AnyView& a, const Offsets& offsets) : array_(a), offsets_(offsets), flat_(at(offsets.count), 0) {
        const int outer = a.ndim - 1;
        index_t pitch = 1;
        for (int d = outer - 1; d >= 0; --d) {
            high_[at(d)] = a.shape[d];
            for (index_t k = 0; k < offsets.count; ++k) {
                flat_[at(k)] += offsets(k, d) * pitch;
                low_[at(d)] = std::max(low_[at(d)], -offsets(k, d));
                high_[at(d)] = std::min(high_[at(d)], a.shape[d] - offsets(k, d));
            }
            pitch *= a.shape[d];
        }
    }

    // fn(k, line of neighbour k, or -1 where it lies outside).
    template <class F>
    void operator()(index_t line, F fn) const {
        std::array<index_t, max_dims> c;
        bool inner = true;
        index_t rest = line;
        for (int d = array_.ndim - 2; d >= 0; --d) {
            c[at(d)] = rest % array_.shape[d];
            rest /= array_.shape[d];
            inner &= c[at(d)] >= low_[at(d)] && c[at(d)] < high_[at(d)];
        }
        for (index_t k = 0; k < offsets_.count; ++k) {
            bool within = true;
            for (int d = 0; d < array_.ndim - 1 && !inner; ++d) {
                const index_t i = c[at(d)] + offsets_(k, d);
                within &= i >= 0 && i < array_.shape[d];
            }
            fn(k, within ? line + flat_[at(k)] : -1);
        }
    }

private:
    const AnyView& array_;
    const Offsets& offsets_;
    std::vector<index_t> flat_;
    std::array<index_t, max_dims> low_{}, high_{};
};

// The array with 64 elements to a word. Words of the border stand before and after every line.
class BitImage {
public:
    BitImage(const AnyView& shape, const Offsets& offsets, bool border)
        : n_(shape.shape[shape.ndim - 1]), lines_(shape.size() / n_), words_((n_ + 63) / 64), fill_(border ? ~std::uint64_t{0} : 0) {
        index_t reach = 0;
        for (index_t k = 0; k < offsets.count; ++k) reach = std::max(reach, std::abs(offsets(k, shape.ndim - 1)));
        reach = std::min(reach, n_);
        pad_ = reach / 64 + 1;
        pitch_ = words_ + 2 * pad_;
        bits_.assign(at(lines_ * pitch_), fill_);
    }

    index_t length() const noexcept { return n_; }
    index_t lines() const noexcept { return lines_; }
    index_t words() const noexcept { return words_; }
    std::uint64_t* line(index_t k) noexcept { return bits_.data() + k * pitch_ + pad_; }
    const std::uint64_t* line(index_t k) const noexcept { return bits_.data() + k * pitch_ + pad_; }
    // The elements of the last word that are none.
    std::uint64_t beyond() const noexcept { return n_ % 64 ? ~std::uint64_t{0} << n_ % 64 : 0; }
    std::uint64_t fill() const noexcept { return fill_; }
    void close(std::uint64_t* line) const noexcept { line[words_ - 1] = (line[words_ - 1] & ~beyond()) | (fill_ & beyond()); }

    void load(index_t k, const std::uint8_t* p) noexcept {
        for (index_t w = 0; w < words_; ++w) line(k)[w] = bits_of(p + 64 * w, std::min<index_t>(64, n_ - 64 * w));
        close(line(k));
    }
    void store(index_t k, std::uint8_t* p) const noexcept {
        for (index_t w = 0; w < words_; ++w) bytes_of(line(k)[w], p + 64 * w, std::min<index_t>(64, n_ - 64 * w));
    }

private:
    index_t n_, lines_, words_, pad_ = 0, pitch_ = 0;
    std::uint64_t fill_;
    std::vector<std::uint64_t> bits_;
};

// out &= (or |=) the line moved by `by` elements towards the front.
template <bool dilate>
void fold(std::uint64_t* out, const std::uint64_t* line, index_t words, index_t by) noexcept {
    const index_t whole = by >= 0 ? by / 64 : -((-by + 63) / 64), bit = by - 64 * whole;
    const std::uint64_t* p = line + whole;
    const auto join = [](std::uint64_t a, std::uint64_t b) { return dilate ? a | b : a & b; };
    if (bit == 0)
        for (index_t w = 0; w < words; ++w) out[w] = join(out[w], p[w]);
    else
        for (index_t w = 0; w < words; ++w) out[w] = join(out[w], p[w] >> bit | p[w + 1] << (64 - bit));
}

// Passes over the whole array until `pass.iterations` are done, nothing changes, or so little does (if `sparse` is
// allowed) that the elements that changed, which go to `front`, are better followed one by one. Returns how many.
class DensePasses {
public:
    DensePasses(const AnyView& in, const Offsets& offsets, const BinaryPass& pass)
        : in_(in), offsets_(offsets), pass_(pass), around_(in, offsets), now_(in, offsets, pass.border), next_(now_),
          mask_(in, Offsets{}, false) {}

    Status run(bool sparse, index_t& done, std::vector<index_t>& front) {
        load();
        const index_t work = now_.lines() * (now_.words() * offsets_.count / 2 + 4 * offsets_.count);
        for (done = 0; pass_.iterations < 1 || done < pass_.iterations;) {
            if (interrupted()) return Status::interrupted;
            const index_t changed = pass_.dilate ? step<true>() : step<false>();
            std::swap(now_, next_);
            ++done;
            if (changed == 0) {
                done = std::max(done, pass_.iterations);
                break;
            }
            if (sparse && changed * offsets_.count * 8 < work) {
                collect(front);
                break;
            }
        }
        return Status::ok;
    }

    void store(std::uint8_t* out) const {
        for (index_t k = 0; k < now_.lines(); ++k) now_.store(k, out + k * now_.length());
    }

private:
    void load() {
        const index_t n = now_.length(), step = in_.stride[in_.ndim - 1];
        std::vector<std::uint8_t> copy(at(n));
        for (index_t k = 0; k < now_.lines(); ++k) {
            const auto* p = static_cast<const std::uint8_t*>(in_.at(line_start(in_, k)));
            if (step != 1) {
                for (index_t i = 0; i < n; ++i) copy[at(i)] = p[i * step];
                p = copy.data();
            }
            now_.load(k, p);
            if (pass_.mask) mask_.load(k, pass_.mask + k * n);
        }
    }

    // How many elements change.
    template <bool dilate>
    index_t step() {
        const index_t words = now_.words();
        std::atomic<index_t> changed = 0;
        parallel_for(now_.lines(), 1 + 40000 / (words * offsets_.count + 1), [&](index_t begin, index_t end) {
            index_t here = 0;
            for (index_t line = begin; line < end; ++line) {
                std::uint64_t* out = next_.line(line);
                std::fill(out, out + words, dilate ? std::uint64_t{0} : ~std::uint64_t{0});
                around_(line, [&](index_t k, index_t other) {
                    if (other >= 0) fold<dilate>(out, now_.line(other), words, shift(k));
                    else if (pass_.border == dilate) std::fill(out, out + words, dilate ? ~std::uint64_t{0} : 0);
                });
                const std::uint64_t* before = now_.line(line);
                if (pass_.mask) {
                    const std::uint64_t* mask = mask_.line(line);
                    for (index_t w = 0; w < words; ++w) out[w] = (out[w] & mask[w]) | (before[w] & ~mask[w]);
                }
                next_.close(out);
                for (index_t w = 0; w < words; ++w) here += std::popcount(out[w] ^ before[w]);
            }
            changed += here;
        });
        return changed;
    }

    // How far along the line neighbour k lies; beyond the line all is border.
    index_t shift(index_t k) const noexcept {
        return std::clamp(offsets_(k, in_.ndim - 1), -now_.length(), now_.length());
    }

    void collect(std::vector<index_t>& front) const {
        for (index_t line = 0; line < now_.lines(); ++line)
            for (index_t w = 0; w < now_.words(); ++w)
                for (std::uint64_t x = now_.line(line)[w] ^ next_.line(line)[w]; x; x &= x - 1)
                    front.push_back(line * now_.length() + 64 * w + std::countr_zero(x));
    }

    const AnyView& in_;
    const Offsets& offsets_;
    const BinaryPass& pass_;
    LineNeighbours around_;
    BitImage now_, next_, mask_;
};

// The passes that remain, on bytes: only elements whose neighbours changed in the last pass (`front`) can change.
class SparsePasses {
public:
    SparsePasses(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, std::uint8_t* state)
        : in_(in), offsets_(offsets), pass_(pass), state_(state), flat_(at(offsets.count), 0) {
        index_t step = 1;
        for (int d = in.ndim - 1; d >= 0; --d) {
            pitch_[at(d)] = step;
            step *= in.shape[d];
        }
        for (int d = 0; d < in.ndim; ++d) {
            high_[at(d)] = in.shape[d];
            for (index_t k = 0; k < offsets.count; ++k) {
                flat_[at(k)] += offsets(k, d) * pitch_[at(d)];
                low_[at(d)] = std::max(low_[at(d)], offsets(k, d));
                high_[at(d)] = std::min(high_[at(d)], in.shape[d] + offsets(k, d));
            }
        }
    }

    Status run(std::vector<index_t> front, index_t done) {
        std::vector<index_t> next;
        for (; !front.empty() && (pass_.iterations < 1 || done < pass_.iterations); ++done) {
            if (interrupted()) return Status::interrupted;
            next.clear();
            for (const index_t p : front) visit(p, next);
            std::swap(front, next);
        }
        return Status::ok;
    }

private:
    // Element p sees `where` as its neighbour k where p = where - offset k.
    void visit(index_t where, std::vector<index_t>& next) {
        std::array<index_t, max_dims> c;
        bool inner = true;
        index_t rest = where;
        for (int d = 0; d < in_.ndim; ++d) {
            c[at(d)] = rest / pitch_[at(d)];
            rest -= c[at(d)] * pitch_[at(d)];
            inner &= c[at(d)] >= low_[at(d)] && c[at(d)] < high_[at(d)];
        }
        for (index_t k = 0; k < offsets_.count; ++k) {
            bool within = true;
            for (int d = 0; d < in_.ndim && !inner; ++d) {
                const index_t i = c[at(d)] - offsets_(k, d);
                within &= i >= 0 && i < in_.shape[d];
            }
            if (within) reach(where - flat_[at(k)], next);
        }
    }

    void reach(index_t p, std::vector<index_t>& next) {
        const auto value = static_cast<std::uint8_t>(pass_.dilate);
        if (state_[p] == value || (pass_.mask && !pass_.mask[p])) return;
        state_[p] = value;
        next.push_back(p);
    }

    const AnyView& in_;
    const Offsets& offsets_;
    const BinaryPass& pass_;
    std::uint8_t* state_;
    std::vector<index_t> flat_;
    std::array<index_t, max_dims> pitch_{}, low_{}, high_{};
};

bool holds_centre(const Offsets& offsets) {
    for (index_t k = 0; k < offsets.count; ++k)
        if (std::all_of(offsets.data + k * offsets.ndim, offsets.data + (k + 1) * offsets.ndim, [](index_t o) { return o == 0; }))
            return true;
    return false;
}

}  // namespace

Status binary_morphology(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, const AnyView& out) {
    auto* state = static_cast<std::uint8_t*>(out.data);
    if (in.size() == 0) return Status::ok;
    if (pass.iterations == 1 && offsets.count > 0) {
        one_pass(in, offsets, pass, state);
        return Status::ok;
    }
    DensePasses dense(in, offsets, pass);
    std::vector<index_t> front;
    index_t done = 0;
    if (const Status s = dense.run(holds_centre(offsets), done, front); s != Status::ok) return s;
    dense.store(state);
    return front.empty() ? Status::ok : SparsePasses(in, offsets, pass, state).run(std::move(front), done);
}

}  // namespace scinova::ndimage
