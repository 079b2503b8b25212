// The tables, and how an older file becomes a newer one.
#pragma once

namespace regulars::backend {

class Database;

/// Brings the file to the newest form, in one transaction per step. Throws StorageError for a file of a newer program.
void migrate(Database& db);

}  // namespace regulars::backend
