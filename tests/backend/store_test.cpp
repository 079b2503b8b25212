// The one-writer store: group commit, undoing, locking, what the tables themselves refuse.
#include <atomic>
#include <filesystem>
#include <future>

#include "backend/http/problem.hpp"
#include "backend/log.hpp"
#include "backend/storage/store.hpp"
#include "catch.hpp"

using namespace regulars;
using namespace regulars::backend;

namespace {

struct Directory {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("regulars-store-" + std::to_string(::getpid()) + "-" + std::to_string(next++));
    Directory() { std::filesystem::create_directories(path); }
    ~Directory() { std::filesystem::remove_all(path); }
    static inline int next = 0;
};

Response insert(Tx& tx, const std::string& key, int value) {
    tx.db.run("INSERT INTO counters (key, remaining) VALUES (?, ?)", key, value);
    return {};
}

std::int64_t count(Store& store) {
    std::int64_t found = -1;
    store.read([&](Database& db) {
        Query q = db.query("SELECT count(*) FROM counters");
        if (q.next()) found = q.number(0);
        return Response{};
    });
    return found;
}

}  // namespace

TEST_CASE("a refusal undoes what its own request wrote, and nothing else", "[store]") {
    log_requests(false);
    const Directory directory;
    Store store(directory.path);
    CHECK(store.write_now([](Tx& tx) { return insert(tx, "a", 1); }).status == 200);
    CHECK(store.write_now([](Tx& tx) {
        insert(tx, "b", 1);
        return problem(Code::not_found);
    }).status == 404);
    CHECK(store.write_now([](Tx& tx) -> Response {
        insert(tx, "c", 1);
        throw std::runtime_error("a bug");
    }).status == 500);
    CHECK(store.write_now([](Tx& tx) { return insert(tx, "a", 1); }).status == 500);   // UNIQUE
    CHECK(store.write_now([](Tx& tx) { return insert(tx, "d", -1); }).status == 500);  // CHECK
    CHECK(count(store) == 1);
    CHECK(store.write_now([](Tx& tx) {
        insert(tx, "e", 1);
        tx.keep_refused = true;
        return problem(Code::code_invalid);
    }).status == 422);
    CHECK(count(store) == 2);
    CHECK(store.healthy());
}

TEST_CASE("requests of many threads are all answered after their commit", "[store]") {
    const Directory directory;
    Store store(directory.path);
    constexpr int each = 50;
    std::atomic<int> visible{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                const auto key = std::to_string(t) + "/" + std::to_string(i);
                store.write_now([&](Tx& tx) { return insert(tx, key, 1); });
                store.read([&](Database& db) {
                    Query q = db.query("SELECT 1 FROM counters WHERE key = ?", key);
                    if (q.next()) ++visible;
                    return Response{};
                });
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(visible == 8 * each);
    CHECK(count(store) == 8 * each);
}

TEST_CASE("a second writing process is refused, readers cannot write", "[store]") {
    const Directory directory;
    Store store(directory.path);
    CHECK_THROWS_WITH(Store(directory.path), Catch::Contains("another regulars process"));
    CHECK(store.read([](Database& db) {
        db.run("INSERT INTO counters (key, remaining) VALUES ('x', 1)");
        return Response{};
    }).status == 500);
    CHECK(count(store) == 0);
}

TEST_CASE("what is queued when the end comes is still done; later is refused", "[store]") {
    const Directory directory;
    std::atomic<int> done{0};
    {
        Store store(directory.path);
        for (int i = 0; i < 100; ++i) {
            store.write([i](Tx& tx) { return insert(tx, std::to_string(i), 1); },
                        [&done](const Response& response) { done += response.status == 200; });
        }
        store.stop();
        CHECK(done == 100);
        CHECK(store.write_now([](Tx&) { return Response{}; }).status == 503);
    }
    Store again(directory.path);
    CHECK(count(again) == 100);
}

TEST_CASE("the ledger is append-only and without gaps, whatever the program tries", "[store]") {
    const Directory directory;
    Store store(directory.path);
    const auto run = [&](const char* sql) {
        return store.write_now([sql](Tx& tx) {
            tx.db.run(sql);
            return Response{};
        }).status;
    };
    CHECK(run("INSERT INTO members (id, email, marketing, locale, joined_at_ms) VALUES ('m', 'a@b.c', 0, 'en', 1)") == 200);
    CHECK(run("INSERT INTO members (id, email, marketing, locale, joined_at_ms) VALUES ('n', 'a@b.c', 0, 'en', 1)") == 500);
    CHECK(run("INSERT INTO entries VALUES ('m', 2, '{}')") == 500);
    CHECK(run("INSERT INTO entries VALUES ('m', 1, '{}')") == 200);
    CHECK(run("INSERT INTO entries VALUES ('m', 1, '{}')") == 500);
    CHECK(run("INSERT INTO entries VALUES ('x', 1, '{}')") == 500);
    CHECK(run("UPDATE entries SET body = '[]'") == 500);
    CHECK(run("DELETE FROM entries") == 500);
    CHECK(run("INSERT INTO events VALUES ('k:1', 'm', '{}', '{}', 1, 1, 1)") == 200);
    CHECK(run("INSERT INTO events VALUES ('k:1', 'm', '{}', '{}', 1, 1, 2)") == 500);
    CHECK(run("DELETE FROM events") == 500);
}
