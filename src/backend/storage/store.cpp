#include "store.hpp"

#include <future>
#include <utility>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/problem.hpp"
#include "backend/log.hpp"
#include "migrations.hpp"

namespace regulars::backend {
namespace {

constexpr std::size_t max_queue = 10'000;
constexpr std::size_t max_batch = 256;

/// A pragma's answer as text.
std::string pragma(Database& db, const char* sql) {
    Query q = db.query(sql);
    return q.next() ? q.text(0) : std::string();
}

/// The answer shows a number under which the log says more; what went wrong is nobody else's business.
Response failed(std::string_view what, const std::exception& error) {
    const auto incident = hex(random_bytes(6));
    log_line(what, incident + ": " + error.what());
    return problem(refuse(Code::internal).with("incident", incident));
}

}  // namespace

Store::Store(const std::string& directory) : path_(directory + "/regulars.db") {
    lock(directory + "/regulars.lock");
    writer_ = std::make_unique<Database>(path_, Database::Access::read_write);
    check_settings();
    migrate(*writer_);
    thread_ = std::thread([this] { run(); });
}

Store::~Store() {
    stop();
    readers_.clear();
    writer_.reset();
    if (lock_file_ >= 0) ::close(lock_file_);
}

// Debian's SQLite 3.40 can lose commits when two connections write through one WAL (fixed in 3.51.3). So one process
// holds this lock for as long as it lives, and inside it one connection writes.
void Store::lock(const std::string& path) {
    lock_file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (lock_file_ < 0) throw StorageError("cannot open " + path);
    if (::flock(lock_file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_file_);
        lock_file_ = -1;
        throw StorageError("another regulars process is using this data directory (" + path + " is locked)");
    }
}

void Store::check_settings() {
    if (sqlite3_threadsafe() == 0) throw StorageError("this SQLite was built without thread safety");
    if (pragma(*writer_, "PRAGMA journal_mode = WAL") != "wal") {
        throw StorageError("the file system does not carry a write-ahead log");
    }
    writer_->script("PRAGMA synchronous = FULL");
    if (pragma(*writer_, "PRAGMA synchronous") != "2") throw StorageError("SQLite refused synchronous = FULL");
}

void Store::write(Work work, Reply reply) {
    {
        const std::lock_guard guard(queue_mutex_);
        if (!stopping_ && healthy() && queue_.size() < max_queue) {
            queue_.push_back({std::move(work), std::move(reply), {}});
            queue_changed_.notify_one();
            return;
        }
    }
    reply(problem(Code::unavailable).set("Retry-After", "1"));
}

Response Store::write_now(Work work) {
    std::promise<Response> promise;
    write(std::move(work), [&promise](Response response) { promise.set_value(std::move(response)); });
    return promise.get_future().get();
}

Response Store::read(const std::function<Response(Database&)>& work) {
    std::unique_ptr<Database> reader;
    {
        const std::lock_guard guard(readers_mutex_);
        if (!readers_.empty()) {
            reader = std::move(readers_.back());
            readers_.pop_back();
        }
    }
    Response response;
    try {
        if (!reader) reader = std::make_unique<Database>(path_, Database::Access::read_only);
        reader->run("BEGIN");
        response = work(*reader);
        reader->run("COMMIT");
    } catch (const std::exception& error) {
        return failed("a read failed", error);   // the connection goes away with its state
    }
    const std::lock_guard guard(readers_mutex_);
    readers_.push_back(std::move(reader));
    return response;
}

void Store::stop() {
    {
        const std::lock_guard guard(queue_mutex_);
        stopping_ = true;
    }
    queue_changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Store::run() {
    while (true) {
        std::vector<Job> batch;
        {
            std::unique_lock guard(queue_mutex_);
            queue_changed_.wait(guard, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            while (!queue_.empty() && batch.size() < max_batch) {
                batch.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        run_batch(batch);
        for (auto& job : batch)
            job.reply(std::move(job.response));
    }
}

void Store::run_batch(std::vector<Job>& batch) {
    try {
        writer_->run("BEGIN IMMEDIATE");
        for (auto& job : batch)
            job.response = run_job(job.work);
        writer_->run("COMMIT");
        return;
    } catch (const std::exception& error) {
        log_line("the batch was not committed", error.what());
    }
    // Whether the commit reached the disk is not known, so nobody may be told yes, and nothing may build on it.
    healthy_.store(false);
    try {
        writer_->run("ROLLBACK");
    } catch (const std::exception&) {
        // After a failed commit SQLite has often rolled back by itself.
    }
    for (auto& job : batch)
        job.response = problem(Code::unavailable);
}

Response Store::run_job(const Work& work) {
    writer_->run("SAVEPOINT job");
    Response response;
    bool keep = false;
    try {
        Tx tx{*writer_};
        response = work(tx);
        keep = response.status < 400 || tx.keep_refused;
    } catch (const std::exception& error) {
        response = failed("a request failed", error);
    }
    if (!keep) writer_->run("ROLLBACK TO job");
    writer_->run("RELEASE job");
    return response;
}

}  // namespace regulars::backend
