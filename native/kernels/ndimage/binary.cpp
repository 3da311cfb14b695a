// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/binary.hpp"

#include <algorithm>
#include <atomic>
#include <bit>

#include "common/parallel.hpp"
#include "kernels/ndimage/bits_rows.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {
namespace {

std::size_t at(index_t i) noexcept { return static_cast<std::size_t>(i); }

using Word = std::uint64_t;

// The array as one row of bits, in C order. A gap of border elements follows every line, plane, ... as long as the
// neighbourhood reaches, and the whole begins and ends with as much border as it may reach to. Every neighbour then is
// the row moved by a number of bits.
class BitRow {
public:
    BitRow(const AnyView& a, const Offsets& offsets, const BinaryPass& pass)
        : n_(a.shape[at(a.ndim - 1)]), lines_(a.size() / n_), neutral_(!pass.dilate), border_(pass.border) {
        std::array<index_t, max_dims> reach{};
        std::vector<index_t> within;
        within.reserve(at(offsets.count));
        for (index_t k = 0; k < offsets.count; ++k) {
            bool outside = false;
            for (int d = 0; d < a.ndim; ++d) outside |= std::abs(offsets(k, d)) >= a.shape[at(d)];
            if (outside) {
                decided_ |= border_ != neutral_;
                continue;
            }
            within.push_back(k);
            for (int d = 0; d < a.ndim; ++d) reach[at(d)] = std::max(reach[at(d)], std::abs(offsets(k, d)));
        }
        index_t step = 1, far = 0;
        for (int d = a.ndim - 1; d >= 0; --d) {
            pitch_[at(d)] = step;
            shape_[at(d)] = a.shape[at(d)];
            far += reach[at(d)] * step;
            step *= a.shape[at(d)] + reach[at(d)];
        }
        ndim_ = a.ndim;
        words_ = (step + 63) / 64;
        lead_ = far / 64 + 1;
        shift_.reserve(within.size());
        for (const index_t k : within) {
            index_t by = 0;
            for (int d = 0; d < a.ndim; ++d) by += offsets(k, d) * pitch_[at(d)];
            shift_.push_back(by);
        }
        if (decided_) shift_.clear();
    }

    index_t words() const noexcept { return words_; }
    index_t lines() const noexcept { return lines_; }
    index_t length() const noexcept { return n_; }
    const std::vector<index_t>& shift() const noexcept { return shift_; }
    // Whether every element has a neighbour beyond the edges that decides.
    bool decided() const noexcept { return decided_; }

    std::vector<Word> filled(bool with) const { return std::vector<Word>(at(words_ + 2 * lead_ + 1), with ? ~Word{0} : Word{0}); }
    Word* body(std::vector<Word>& bits) const noexcept { return bits.data() + lead_; }

    // fn(line, position of its first bit) for lines [begin, end).
    template <class F>
    void for_lines(index_t begin, index_t end, F fn) const {
        std::array<index_t, max_dims> c{};
        index_t rest = begin, place = 0;
        for (int d = ndim_ - 2; d >= 0; --d) {
            c[at(d)] = rest % shape_[at(d)];
            rest /= shape_[at(d)];
            place += c[at(d)] * pitch_[at(d)];
        }
        for (index_t line = begin; line < end; ++line) {
            fn(line, place);
            for (int d = ndim_ - 2; d >= 0; --d) {
                place += pitch_[at(d)];
                if (++c[at(d)] < shape_[at(d)]) break;
                place -= c[at(d)] * pitch_[at(d)];
                c[at(d)] = 0;
            }
        }
    }

private:
    index_t n_, lines_, words_ = 0, lead_ = 0;
    bool neutral_, border_, decided_ = false;
    int ndim_ = 0;
    std::array<index_t, max_dims> pitch_{}, shape_{};
    std::vector<index_t> shift_;
};

// Bits [place, place + n) of a row become those of `from`.
void put_bits(Word* row, index_t place, const Word* from, index_t n) noexcept {
    for (; n > 0; n -= 64, place += 64, ++from) {
        const Word some = n >= 64 ? ~Word{0} : (Word{1} << n) - 1;
        const index_t w = place / 64, bit = place % 64;
        row[w] = (row[w] & ~(some << bit)) | (*from & some) << bit;
        if (bit && some >> (64 - bit)) row[w + 1] = (row[w + 1] & ~(some >> (64 - bit))) | (*from & some) >> (64 - bit);
    }
}

void get_bits(const Word* row, index_t place, index_t n, Word* to) noexcept {
    for (; n > 0; n -= 64, place += 64, ++to) {
        const index_t w = place / 64, bit = place % 64;
        *to = bit ? row[w] >> bit | row[w + 1] << (64 - bit) : row[w];
    }
}

// Passes over the whole array until `pass.iterations` are done, nothing changes, or so little does (if `sparse` is
// allowed) that the elements that changed, which go to `front`, are better followed one by one.
class DensePasses {
public:
    DensePasses(const AnyView& in, const Offsets& offsets, const BinaryPass& pass)
        : in_(in), pass_(pass), row_(in, offsets, pass), now_(row_.filled(pass.border)), next_(now_), mask_(row_.filled(false)) {}

    Status run(bool sparse, index_t& done, std::vector<index_t>& front) {
        load();
        for (done = 0; pass_.iterations < 1 || done < pass_.iterations;) {
            if (interrupted()) return Status::interrupted;
            const index_t changed = step();
            std::swap(now_, next_);
            ++done;
            if (changed == 0) {
                done = std::max(done, pass_.iterations);
                break;
            }
            if (sparse && changed * 48 < row_.words()) {
                collect(front);
                break;
            }
        }
        return Status::ok;
    }

    void store(std::uint8_t* out) {
        const index_t n = row_.length();
        const Word* bits = row_.body(now_);
        parallel_for(row_.lines(), 1 + (1 << 17) / n, [&](index_t begin, index_t end) {
            std::vector<Word> line(at(n / 64 + 1));
            row_.for_lines(begin, end, [&](index_t k, index_t place) {
                get_bits(bits, place, n, line.data());
                bit_rows().unpack(line.data(), n, out + k * n);
            });
        });
    }

private:
    void load() {
        const index_t n = row_.length(), step = in_.stride[at(in_.ndim - 1)];
        std::vector<std::uint8_t> copy(at(step == 1 ? 0 : n));
        std::vector<Word> line(at(n / 64 + 1));
        Word *now = row_.body(now_), *mask = row_.body(mask_);
        row_.for_lines(0, row_.lines(), [&](index_t k, index_t place) {
            const auto* p = static_cast<const std::uint8_t*>(in_.at(line_start(in_, k)));
            if (step != 1) {
                for (index_t i = 0; i < n; ++i) copy[at(i)] = p[i * step];
                p = copy.data();
            }
            bit_rows().pack(p, n, line.data());
            put_bits(now, place, line.data(), n);
            if (pass_.mask) bit_rows().pack(pass_.mask + k * n, n, line.data());
            else std::fill(line.begin(), line.end(), ~Word{0});
            put_bits(mask, place, line.data(), n);
        });
    }

    // How many elements change.
    index_t step() {
        std::atomic<index_t> changed = 0;
        const auto fold = pass_.dilate != row_.decided() ? bit_rows().any : bit_rows().all;
        const auto& shift = row_.shift();
        const auto count = static_cast<index_t>(shift.size());
        const Word *now = row_.body(now_), *mask = row_.body(mask_);
        Word* next = row_.body(next_);
        parallel_for(row_.words(), 32 + (1 << 17) / (count + 4), [&](index_t begin, index_t end) {
            changed += fold(now + begin, shift.data(), count, mask + begin, end - begin, next + begin);
        });
        return changed;
    }

    void collect(std::vector<index_t>& front) {
        const index_t n = row_.length();
        const Word *now = row_.body(now_), *before = row_.body(next_);
        std::vector<Word> a(at(n / 64 + 1)), b(a);
        row_.for_lines(0, row_.lines(), [&](index_t k, index_t place) {
            get_bits(now, place, n, a.data());
            get_bits(before, place, n, b.data());
            for (index_t i = 0; i < n; i += 64) {
                Word x = a[at(i / 64)] ^ b[at(i / 64)];
                if (n - i < 64) x &= (Word{1} << (n - i)) - 1;
                for (; x; x &= x - 1) front.push_back(k * n + i + std::countr_zero(x));
            }
        });
    }

    const AnyView& in_;
    const BinaryPass& pass_;
    BitRow row_;
    std::vector<Word> now_, next_, mask_;
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
    DensePasses dense(in, offsets, pass);
    std::vector<index_t> front;
    index_t done = 0;
    if (const Status s = dense.run(holds_centre(offsets), done, front); s != Status::ok) return s;
    dense.store(state);
    return front.empty() ? Status::ok : SparsePasses(in, offsets, pass, state).run(std::move(front), done);
}

}  // namespace scinova::ndimage
