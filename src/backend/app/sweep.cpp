#include "sweep.hpp"

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "backend/clock.hpp"
#include "backend/log.hpp"

namespace regulars::backend {
namespace {

constexpr std::chrono::seconds pause{2};
/// They share a commit, and others' requests wait for no more than these: some 3 ms. More of them would hardly be done sooner
/// (node tests/bench/sweep.mjs).
constexpr std::int64_t at_once = 20;
constexpr std::int64_t an_hour = 3'600'000;

}  // namespace

Sweep::Sweep(Store& store, Loyalty& loyalty) : store_(store), loyalty_(loyalty), thread_([this] { run(); }) {}

Sweep::~Sweep() {
    {
        const std::lock_guard guard(mutex_);
        end_ = true;
    }
    ending_.notify_one();
    thread_.join();
}

void Sweep::run() {
    std::unique_lock guard(mutex_);
    while (!end_) {
        guard.unlock();
        const bool more = settle_some();
        guard.lock();
        if (!more) ending_.wait_for(guard, pause, [this] { return end_; });
    }
}

void Sweep::postpone(const std::string& member) {
    log_line("what fell due could not be booked, again in an hour", member);
    store_.write_now([&](Tx& tx) {
        tx.db.run("UPDATE members SET due_at_ms = ? WHERE id = ?", now_ms() + an_hour, member);
        return Response{};
    });
}

bool Sweep::settle_some() {
    std::vector<std::string> members;
    store_.read([&](Database& db) {
        members = loyalty_.due(db, now_ms(), at_once);
        return Response{};
    });
    std::vector<std::future<Response>> answers;
    for (const auto& member : members) {
        auto answered = std::make_shared<std::promise<Response>>();
        answers.push_back(answered->get_future());
        store_.write([this, member](Tx& tx) { return Response{loyalty_.settle(tx, member, now_ms()) ? 200 : 500, {}, {}}; },
                     [answered](Response response) { answered->set_value(std::move(response)); });
    }
    bool working = !members.empty();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const int status = answers[i].get().status;
        if (status == 500) postpone(members[i]);   // the others' turn
        working = working && (status == 200 || status == 500);
    }
    return working;
}

}  // namespace regulars::backend
