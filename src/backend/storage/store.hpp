// The data of one programme in one SQLite file. Exactly one thread writes, over exactly one connection: requests queue,
// a batch shares one transaction (each inside its own savepoint), and nobody is answered before the batch is on disk.
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "backend/http/message.hpp"
#include "sqlite.hpp"

namespace regulars::backend {

/// What a piece of work has in hand. `db` is inside a transaction.
struct Tx {
    Database& db;
    /// Keep what was written although the answer is a refusal (a failed try of a code must count).
    bool keep_refused = false;
};

using Work = std::function<Response(Tx&)>;

class Store {
public:
    /// Opens or makes `directory`/regulars.db. Throws StorageError where another process has it, or where SQLite
    /// cannot promise durability.
    explicit Store(const std::string& directory);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    /// Work that writes. A status of 400 or more undoes what it wrote. An exception undoes it too and answers 500.
    /// The reply comes from the writer's thread, after the commit.
    void write(Work work, Reply reply);
    /// The same, waiting; for the start of the program and for tests.
    Response write_now(Work work);

    /// Work that reads, on the caller's thread, over one consistent picture of the data.
    Response read(const std::function<Response(Database&)>& work);

    /// False once a commit has failed: the store then refuses to write until a restart.
    bool healthy() const { return healthy_.load(); }

    /// Finishes what is queued and stops the writer.
    void stop();

private:
    struct Job {
        Work work;
        Reply reply;
        Response response;
    };

    void lock(const std::string& path);
    void check_settings();
    void run();
    void run_batch(std::vector<Job>& batch);
    Response run_job(const Work& work);

    int lock_file_ = -1;
    std::string path_;
    std::unique_ptr<Database> writer_;

    std::mutex queue_mutex_;
    std::condition_variable queue_changed_;
    std::deque<Job> queue_;
    bool stopping_ = false;
    std::atomic<bool> healthy_{true};
    std::thread thread_;

    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<Database>> readers_;
};

}  // namespace regulars::backend
