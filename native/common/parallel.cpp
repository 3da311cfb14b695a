// SPDX-License-Identifier: BSD-3-Clause
#include "common/parallel.hpp"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace scinova {
namespace {

using Clock = std::chrono::steady_clock;

std::atomic<int> asked_threads{0};
std::atomic<bool (*)()> interrupt_hook{nullptr};
thread_local bool inside_parallel = false;
thread_local Clock::time_point next_poll{};

int default_threads() noexcept {
    if (const char* text = std::getenv("SCINOVA_NUM_THREADS")) {
        const int n = std::atoi(text);
        if (n >= 1) return n;
    }
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
    return std::max(1u, std::thread::hardware_concurrency());
}

// Chunks that are left of a range of them; either end may be taken, by any thread.
class alignas(64) Share {
public:
    void set(std::uint32_t first, std::uint32_t last) noexcept {
        left_.store(packed(first, last), std::memory_order_relaxed);
    }
    // The number of a chunk, from the front or from the back, or -1 if none is left.
    index_t take(bool front) noexcept {
        std::uint64_t left = left_.load(std::memory_order_relaxed);
        for (;;) {
            const auto first = static_cast<std::uint32_t>(left >> 32), last = static_cast<std::uint32_t>(left);
            if (first >= last) return -1;
            const std::uint64_t rest = front ? packed(first + 1, last) : packed(first, last - 1);
            if (left_.compare_exchange_weak(left, rest, std::memory_order_relaxed)) return front ? first : last - 1;
        }
    }

private:
    static std::uint64_t packed(std::uint32_t first, std::uint32_t last) noexcept {
        return std::uint64_t{first} << 32 | last;
    }
    std::atomic<std::uint64_t> left_{0};
};

// Every thread has a share of neighbouring chunks, and when that is done helps the others from the backs of theirs.
// Threads that took chunks in turn would meet on the fresh pages of a result, which cover several chunks, and each
// would fetch what its neighbour has in its cache.
struct Job {
    static constexpr int most_shares = 64;

    index_t n = 0, length = 0;
    detail::ChunkFn fn = nullptr;
    void* context = nullptr;
    int shares = 0;
    Share share[most_shares];
    std::atomic<bool> stop{false};
    std::exception_ptr error;
    std::mutex error_mutex;

    void split(index_t chunks, int threads) noexcept {
        shares = std::min(threads, most_shares);
        for (int k = 0; k < shares; ++k)
            share[k].set(static_cast<std::uint32_t>(chunks * k / shares), static_cast<std::uint32_t>(chunks * (k + 1) / shares));
    }
    // Takes chunks until none is left. The caller's thread passes poll = true.
    void work(bool poll, int thread) noexcept {
        inside_parallel = true;
        for (int k = 0; k < shares; ++k) {
            Share& from = share[(thread + k) % shares];
            for (index_t c; !stop.load(std::memory_order_relaxed) && (c = from.take(k == 0)) >= 0;) chunk(c, poll);
        }
        inside_parallel = false;
    }

private:
    void chunk(index_t c, bool poll) noexcept {
        try {
            if (poll && interrupted()) throw Interrupted{};
            fn(context, c * length, std::min(n, (c + 1) * length));
        } catch (...) {
            std::scoped_lock lock(error_mutex);
            if (!error) error = std::current_exception();
            stop.store(true, std::memory_order_relaxed);
        }
    }
};

// One round of a loop that waits without giving up its processor.
void pause() noexcept {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

// Whether ready() came true within the time that waking a sleeping thread takes, about.
template <class Ready>
bool soon(Ready&& ready) noexcept {
    const Clock::time_point end = Clock::now() + std::chrono::microseconds(50);
    do {
        for (int i = 0; i < 16; ++i) {
            if (ready()) return true;
            pause();
        }
    } while (Clock::now() < end);
    return ready();
}

// A worker that has worked looks out for the next job a while before it sleeps: kernels come in several steps. The
// caller waits for the workers that joined, not for those that were still waking when nothing was left to do.
class Pool {
public:
    void run(Job& job, int threads) {
        {
            std::scoped_lock lock(mutex_);
            while (static_cast<int>(workers_.size()) < threads - 1) workers_.emplace_back([this] { loop(); });
            job_ = &job;
            places_ = threads - 1;
            generation_.fetch_add(1, std::memory_order_release);
        }
        wake_.notify_all();
        job.work(true, 0);
        {
            std::scoped_lock lock(mutex_);
            places_ = 0;
            job_ = nullptr;
        }
        const auto alone = [this] { return working_.load(std::memory_order_acquire) == 0; };
        if (soon(alone)) return;
        std::unique_lock lock(mutex_);
        done_.wait(lock, alone);
    }

    std::mutex use;  // held by the thread whose job is running

private:
    void loop() {
        unsigned long seen = 0;
        const auto called = [&] { return generation_.load(std::memory_order_acquire) != seen; };
        std::unique_lock lock(mutex_);
        for (;;) {
            wake_.wait(lock, called);
            seen = generation_.load(std::memory_order_relaxed);
            if (places_ == 0) continue;
            const int place = places_--;  // the caller has the first share
            working_.fetch_add(1, std::memory_order_relaxed);
            Job* const job = job_;
            lock.unlock();
            job->work(false, place);
            lock.lock();
            if (working_.fetch_sub(1, std::memory_order_release) == 1) done_.notify_one();
            lock.unlock();
            soon(called);
            lock.lock();
        }
    }

    std::vector<std::thread> workers_;
    std::mutex mutex_;
    std::condition_variable wake_, done_;
    Job* job_ = nullptr;
    int places_ = 0;  // for workers yet to join the job
    std::atomic<int> working_{0};
    std::atomic<unsigned long> generation_{0};
};

// Never destroyed: workers wait on it until the process ends. A forked child has none of its parent's threads, so it
// starts over with a new pool and leaves the old one alone.
std::atomic<Pool*> the_pool{nullptr};

Pool& pool() {
    static std::once_flag once;
    std::call_once(once, [] {
        the_pool.store(new Pool);
        pthread_atfork(nullptr, nullptr, [] {
            the_pool.store(new Pool);
            inside_parallel = false;
        });
    });
    return *the_pool.load();
}

}  // namespace

int num_threads() noexcept {
    static const int standard = default_threads();
    const int asked = asked_threads.load(std::memory_order_relaxed);
    return asked > 0 ? asked : standard;
}

void set_num_threads(int n) noexcept { asked_threads.store(std::max(0, n), std::memory_order_relaxed); }

void set_interrupt_hook(bool (*hook)()) noexcept { interrupt_hook.store(hook); }

bool interrupted() noexcept {
    const auto hook = interrupt_hook.load(std::memory_order_relaxed);
    if (!hook) return false;
    const auto now = Clock::now();
    if (now < next_poll) return false;
    const bool first = next_poll == Clock::time_point{};
    next_poll = now + std::chrono::milliseconds(50);
    return !first && hook();
}

namespace detail {

void run_chunks(index_t n, index_t length, ChunkFn fn, void* context) {
    Job job;
    job.n = n;
    job.length = length;
    job.fn = fn;
    job.context = context;
    const index_t chunks = (n + length - 1) / length;
    const int threads = static_cast<int>(std::min<index_t>(num_threads(), chunks));
    const bool nested = inside_parallel;
    job.split(chunks, nested ? 1 : threads);
    if (nested || threads < 2) {
        job.work(!nested, 0);
        inside_parallel = nested;
    } else {
        Pool& p = pool();
        std::unique_lock turn(p.use, std::try_to_lock);
        if (turn.owns_lock())
            p.run(job, threads);
        else
            job.work(true, 0);
    }
    if (job.error) std::rethrow_exception(job.error);
}

}  // namespace detail
}  // namespace scinova
