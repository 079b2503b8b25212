// A thin, safe skin over the C interface of SQLite: statements are prepared once per connection, bound by type,
// and reset when the query object goes away. Every unexpected result is a StorageError.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace regulars::backend {

struct StorageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Bytes that are not text (hashes, MACs).
struct Blob {
    std::string_view bytes;
};

class Query {
public:
    Query(sqlite3* connection, sqlite3_stmt* statement);
    Query(Query&& other) noexcept;
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    void bind(int at, std::int64_t value);
    void bind(int at, int value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, bool value) { bind(at, static_cast<std::int64_t>(value)); }
    void bind(int at, std::string_view text);
    void bind(int at, const std::string& text) { bind(at, std::string_view(text)); }
    void bind(int at, const char* text) { bind(at, std::string_view(text)); }
    void bind(int at, Blob blob);
    void bind(int at, std::nullopt_t);
    template <class T>
    void bind(int at, const std::optional<T>& value) {
        if (value) {
            bind(at, *value);
        } else {
            bind(at, std::nullopt);
        }
    }

    /// True while there is a row.
    bool next();
    bool is_null(int column) const;
    std::int64_t number(int column) const;
    std::string text(int column) const;   ///< also of blobs
    std::optional<std::string> maybe_text(int column) const;
    std::optional<std::int64_t> maybe_number(int column) const;

private:
    sqlite3* connection_;
    sqlite3_stmt* statement_;
};

class Database {
public:
    enum class Access { read_write, read_only };
    Database(const std::string& path, Access access);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Several statements without parameters.
    void script(const std::string& sql);

    /// `sql` is kept as the key of the prepared statement: pass literals, never text made of input.
    template <class... Args>
    Query query(std::string_view sql, const Args&... args) {
        Query q(connection_, prepared(sql));
        int at = 0;
        (q.bind(++at, args), ...);
        return q;
    }
    /// Runs to the end; the number of rows that changed.
    template <class... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        {
            Query q = query(sql, args...);
            while (q.next()) {
            }
        }
        return changes();
    }

private:
    sqlite3_stmt* prepared(std::string_view sql);
    std::int64_t changes() const;

    sqlite3* connection_ = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
};

}  // namespace regulars::backend
