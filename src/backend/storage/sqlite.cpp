#include "sqlite.hpp"

#include <utility>

#include <sqlite3.h>

namespace regulars::backend {
namespace {

[[noreturn]] void fail(sqlite3* connection, const char* what) {
    throw StorageError(std::string(what) + ": " + sqlite3_errmsg(connection));
}

}  // namespace

Query::Query(sqlite3* connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}

Query::Query(Query&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}

Query::~Query() {
    if (statement_ == nullptr) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void Query::bind(int at, std::int64_t value) {
    if (sqlite3_bind_int64(statement_, at, value) != SQLITE_OK) fail(connection_, "bind");
}

void Query::bind(int at, std::string_view text) {
    // SQLite reads a null pointer as NULL, and an empty view may hold one. -1 is SQLITE_TRANSIENT (an old-style
    // cast in the header): SQLite copies, since a query may outlive its arguments.
    const char* data = text.empty() ? "" : text.data();
    if (sqlite3_bind_text64(statement_, at, data, text.size(), reinterpret_cast<sqlite3_destructor_type>(-1),
                            SQLITE_UTF8) != SQLITE_OK) {
        fail(connection_, "bind");
    }
}

void Query::bind(int at, Blob blob) {
    const char* data = blob.bytes.empty() ? "" : blob.bytes.data();
    if (sqlite3_bind_blob64(statement_, at, data, blob.bytes.size(), reinterpret_cast<sqlite3_destructor_type>(-1)) !=
        SQLITE_OK) {
        fail(connection_, "bind");
    }
}

void Query::bind(int at, std::nullopt_t) {
    if (sqlite3_bind_null(statement_, at) != SQLITE_OK) fail(connection_, "bind");
}

bool Query::next() {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    fail(connection_, "step");
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

std::int64_t Query::number(int column) const { return sqlite3_column_int64(statement_, column); }

std::string Query::text(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    if (data == nullptr) return {};
    return {static_cast<const char*>(data), size};
}

std::optional<std::string> Query::maybe_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return text(column);
}

std::optional<std::int64_t> Query::maybe_number(int column) const {
    if (is_null(column)) return std::nullopt;
    return number(column);
}

Database::Database(const std::string& path, Access access) {
    const int flags = (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(path.c_str(), &connection_, flags, nullptr) != SQLITE_OK) {
        const std::string why = connection_ != nullptr ? sqlite3_errmsg(connection_) : "out of memory";
        sqlite3_close_v2(connection_);
        throw StorageError("cannot open " + path + ": " + why);
    }
    sqlite3_busy_timeout(connection_, 5000);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(connection_, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
}

Database::~Database() {
    for (const auto& [sql, statement] : statements_)
        sqlite3_finalize(statement);
    sqlite3_close_v2(connection_);
}

void Database::script(const std::string& sql) {
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(connection_, "script");
}

sqlite3_stmt* Database::prepared(std::string_view sql) {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return known->second;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                           nullptr) != SQLITE_OK) {
        fail(connection_, "prepare");
    }
    statements_.emplace(std::string(sql), statement);
    return statement;
}

std::int64_t Database::changes() const { return sqlite3_changes64(connection_); }

}  // namespace regulars::backend
