// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/boxes.hpp"

#include <bit>

#include "kernels/ndimage/bands.hpp"
#include "kernels/ndimage/filters.hpp"

namespace scinova::ndimage {
namespace {

// How far from an element those lie, on either side, that a pass takes for it; at an edge, mirrored, one further.
index_t around(const Pass& p) { return std::max(p.before(), p.after()) + 1; }

// Make: the window of a pass over rows of a band.
template <class W, class Make>
class TwoBoxes {
public:
    TwoBoxes(const AnyView& in, Composition how, const std::vector<Pass>& p, const std::vector<Pass>& q, double constant,
             const AnyView& out, const Make& make)
        : in_(in), out_(out), how_(how), a_(in, out, p[0], p[1]), b_(in, out, q[0], q[1]), make_(make),
          constant_(edge_of<W>({p[0].mode, p[1].mode, q[0].mode, q[1].mode}, constant)) {
        constexpr auto item = static_cast<index_t>(sizeof(W));
        reach_ = chained() ? around(b_.y) : 0;
        const index_t aside = a_.x.size + b_.x.size;
        const bool wrapped = a_.x.mode == Mode::wrap || b_.x.mode == Mode::wrap;
        const index_t wide = std::max<index_t>(524288 / (item * (a_.y.size + b_.y.size + 2 * rows_at_once)),
                                               std::max<index_t>(256, 8 * aside));
        index_t across = wrapped ? 1 : (a_.nx + wide - 1) / wide;
        if (across > 1 && a_.nx / across < 2 * aside + 64) across = 1;
        width_ = (a_.nx + across - 1) / across;
        across_ = across;
        // The rows of the first filter that the second needs for `step` rows are in a ring.
        index_t few = std::max(rows_at_once, std::min(65536 / (item * row_pitch<W>(width_)), a_.ny));
        if (!chained()) few = std::max(few, std::min(a_.ny, b_.y.size));
        ring_ = static_cast<index_t>(std::bit_ceil(static_cast<std::size_t>(few + 2 * reach_)));
        step_ = (ring_ - 2 * reach_) / rows_at_once * rows_at_once;
        const index_t tall = std::max<index_t>(64, (chained() ? 32 : 8) * b_.y.size);
        down_ = (a_.ny + tall - 1) / tall;
        height_ = (a_.ny + down_ - 1) / down_;
    }
    bool suits() const noexcept {
        if (!a_.suits() || !b_.suits() || a_.x.axis != b_.x.axis || a_.y.axis != b_.y.axis) return false;
        for (const Pass* p : {&a_.x, &a_.y, &b_.x, &b_.y})
            if (p->size > longest_in_bands) return false;
        // Of a chain that wraps, the first rows are wanted with the last; of short columns windows leave both ends.
        return !chained() || (b_.y.mode != Mode::wrap && a_.ny >= 2 * reach_);
    }
    bool operator()() const {
        const index_t parts = across_ * down_, grain = 200000 / (height_ * width_ * 8) + 1;
        std::atomic<bool> refused = false;
        parallel_for(a_.outer * parts, grain, [&](index_t begin, index_t end) {
            Worker worker(*this);
            for (index_t t = begin; t < end && !refused; ++t) {
                const index_t x0 = t % parts % across_ * width_, y0 = t % parts / across_ * height_;
                const Part part{y0, std::min(y0 + height_, a_.ny), x0, std::min(x0 + width_, a_.nx)};
                if (part.y0 < part.y1 && part.x0 < part.x1 && !worker(t / parts, part)) refused = true;
            }
        });
        return !refused;
    }

private:
    using Op = decltype(std::declval<Make>()(std::declval<const Pass&>()));
    static constexpr bool sums = !std::is_same_v<Op, OrderLines<W>>;

    struct NoNan {
        bool given = false;  // rows without NaN, or where there may be some
        bool operator()(const W* row, index_t n) const { return given || !order<W>().any_nan(row, n); }
    };
    struct Unchanged {
        void operator()(W*, index_t) const {}
    };
    bool chained() const noexcept { return how_ <= Composition::black; }
    bool same_windows() const noexcept {
        const auto same = [](const Pass& p, const Pass& q) { return p.size == q.size && p.origin == q.origin && p.mode == q.mode; };
        return same(a_.x, b_.x) && same(a_.y, b_.y);
    }

    // What a thread works with.
    class Worker {
    public:
        explicit Worker(const TwoBoxes& of)
            : of_(of), width_(std::min(of.width_ + of.b_.x.size - 1, of.a_.nx)), first_rows_{sums},
              second_rows_{sums || of.chained() || of.same_windows()}, ax_(of.make_(of.a_.x)), ay_(of.make_(of.a_.y)),
              bx_(of.make_(of.b_.x)), by_(of.make_(of.b_.y)), first_(of.a_, width_, of.constant_, ax_, ay_, first_rows_, unchanged_),
              second_(of.b_, of.width_, of.constant_, bx_, by_, second_rows_, unchanged_), pitch_(row_pitch<W>(width_)),
              memory_((of.ring_ + of.step_ + 2) * pitch_), between_(memory_.get()), result_(between_ + of.ring_ * pitch_),
              copy_(result_ + of.step_ * pitch_) {}

        bool operator()(index_t outer, const Part& p) {
            PlaneRows<W> in(of_.in_, of_.a_, loader<W>(of_.in_.dtype)), out(of_.out_, of_.a_, storer<W>(of_.out_.dtype));
            of_.a_.start(outer, in.offset, out.offset);
            const index_t c0 = std::max<index_t>(0, p.x0 - of_.b_.x.before());
            const index_t c1 = std::min(p.x1 + of_.b_.x.after(), of_.a_.nx), ny = of_.a_.ny, reach = of_.reach_;
            const index_t last = of_.ring_ - 1;
            index_t next = std::max<index_t>(0, p.y0 - reach);  // row of the first filter
            for (index_t y = p.y0; y < p.y1; y += of_.step_) {
                const index_t end = std::min(y + of_.step_, p.y1);
                const Part here{y, end, p.x0, p.x1};
                PlaneRows<W> one = rows(between_, of_.chained() ? c0 : p.x0, last), two = rows(result_, p.x0, -1);
                two.offset -= y * pitch_;
                const Part ahead = of_.chained() ? Part{next, std::min(ny, end + reach), c0, c1} : here;
                if (ahead.y0 < ahead.y1 && !first_(in, one, ahead)) return false;
                next = ahead.y1;
                const bool whole = of_.how_ == Composition::chain;
                if (!second_(of_.chained() ? one : in, whole ? out : two, here)) return false;
                if (!whole) combine(one, two, in, out, here);
            }
            return true;
        }

    private:
        // Rows in scratch memory, from column x on.
        PlaneRows<W> rows(W* memory, index_t x, index_t ring) const {
            AnyView a = of_.out_;
            a.data = memory;
            PlaneRows<W> r(a, of_.a_, loader<W>(a.dtype));
            r.row = pitch_;
            r.step = 1;
            r.ring = ring;
            r.offset = -x;
            r.plain = true;
            return r;
        }
        void combine(const PlaneRows<W>& one, const PlaneRows<W>& two, const PlaneRows<W>& in, const PlaneRows<W>& out,
                     const Part& p) {
            const index_t n = p.x1 - p.x0;
            const bool booleans = of_.out_.dtype == DType::b1;
            const auto difference = booleans ? Combined::exclusive : Combined::difference;
            for (index_t y = p.y0; y < p.y1; ++y) {
                const W* input = in.step == 1 ? static_cast<const W*>(in.at(y, p.x0)) : copy_;
                if (in.step != 1) in.convert(in.at(y, p.x0), in.step, copy_, 1, n);
                W* const to = out.step == 1 ? static_cast<W*>(out.at(y, p.x0)) : copy_ + pitch_;
                const W *a = static_cast<const W*>(one.at(y, p.x0)), *b = static_cast<const W*>(two.at(y, p.x0));
                switch (of_.how_) {
                    case Composition::white: order<W>().combine(difference, input, b, input, to, n); break;
                    case Composition::black: order<W>().combine(difference, b, input, input, to, n); break;
                    case Composition::laplacian: order<W>().combine(Combined::laplacian, a, b, input, to, n); break;
                    case Composition::sum: order<W>().combine(Combined::sum, a, b, input, to, n); break;
                    case Composition::magnitude: order<W>().combine(Combined::magnitude, a, b, input, to, n); break;
                    default: order<W>().combine(difference, a, b, input, to, n);
                }
                if (out.step != 1) out.convert(to, 1, out.at(y, p.x0), out.step, n);
            }
        }

        const TwoBoxes& of_;
        index_t width_;
        NoNan first_rows_, second_rows_;
        Unchanged unchanged_;
        Op ax_, ay_, bx_, by_;
        Bands<W, Op, NoNan, Unchanged> first_, second_;
        index_t pitch_;
        ScratchOf<W> memory_;
        W *between_, *result_, *copy_;
    };

    const AnyView &in_, &out_;
    Composition how_;
    Plane a_, b_;
    const Make& make_;
    W constant_;
    index_t reach_ = 0, width_ = 0, across_ = 1, ring_ = 0, step_ = 0, down_ = 1, height_ = 0;
};

}  // namespace

bool two_boxes(const AnyView& in, Composition how, const std::vector<Pass>& first, const std::vector<Pass>& second,
               double constant, const AnyView& out) {
    const bool sums_of_boxes = how >= Composition::sum;
    const auto suits = [&](const std::vector<Pass>& p) {
        if (p.size() != 2 || p[0].axis == p[1].axis) return false;
        for (const Pass& pass : p) {
            if ((pass.kind == Pass::Kind::weighted) != sums_of_boxes || pass.kind == Pass::Kind::mean) return false;
            if (pass.mode == Mode::constant && !(constant == constant && representable(constant, in.dtype))) return false;
            if (pass.mode == Mode::constant && in.dtype == DType::f4 && static_cast<double>(static_cast<float>(constant)) != constant)
                return false;
        }
        return true;
    };
    if (in.dtype != out.dtype || !suits(first) || !suits(second)) return false;
    if (sums_of_boxes && !is_float(in.dtype)) return false;
    if (in.dtype == DType::b1 && how >= Composition::difference) return false;
    if (in.size() == 0) return true;
    const auto work_in = [&]<class W>(Tag<W>, const auto& make) {
        const TwoBoxes<W, std::decay_t<decltype(make)>> work(in, how, first, second, constant, out, make);
        return work.suits() && work();
    };
    if (sums_of_boxes) {
        if (in.dtype == DType::f4) return work_in(Tag<float>{}, [](const Pass& p) { return SumLines<float>(sums().f4, p, true); });
        return work_in(Tag<double>{}, [](const Pass& p) { return SumLines<double>(sums().f8, p, true); });
    }
    return visit(in.dtype, [&]<class T>(Tag<T>) {
        return work_in(Tag<Working<T>>{}, [](const Pass& p) { return OrderLines<Working<T>>{p}; });
    });
}

}  // namespace scinova::ndimage
