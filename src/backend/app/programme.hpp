// The programme in force: its document, and the small configuration that every page of the shop asks for.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "backend/storage/sqlite.hpp"
#include "engine/json/document.hpp"
#include "engine/result.hpp"

namespace regulars::backend {

/// What the routes need of the document beside what the engine reads.
struct Programme {
    std::int64_t version = 1;
    std::string document;           ///< with the time zone's offsets written in
    std::string etag;
    std::string compiled;           ///< the same for a browser's engine
    std::string compiled_etag;
    /// Answers of GET /v1/config by language; "" has every one.
    struct Config {
        std::string text;
        std::string etag;
    };
    std::map<std::string, Config, std::less<>> configs;
    std::string consent_version;    ///< empty: the programme asks for no consent
    std::string main_locale;
    std::int64_t claim_days = 0;    ///< guest orders of so many days before joining count
    bool enabled = true;
    json::Document parsed;

    /// In this language or its base ("en" for "en-GB"), else in the main one.
    const Config& config_in(std::string_view locale) const;

    /// The programme's name in a language, or in its main one.
    std::string name(std::string_view locale) const;
};

/// The text without what is only for editors and in one spelling. Throws std::runtime_error for what is no object.
std::string normal_document(std::string_view text);
/// With the offsets of its time zone written in, where the author left that to us; refused for an unknown zone. Throws
/// std::runtime_error for what is no object.
Result<std::string> completed_document(std::string_view text);
Programme make_programme(std::string document);
/// The ETag of a text that is served.
std::string entity_tag(const std::string& text);
/// Adds what the engine made of the document (Loyalty::compiled).
void add_compiled(Programme& programme, std::string compiled);

/// Makes a file's programme the newest version, where it is not yet, and gives the document in force: an unchanged file
/// keeps the offsets that it was stored with. Throws std::runtime_error for one that has the number of a stored
/// version but other contents, or an older number.
std::string remember_version(Database& db, std::string_view file_text, std::int64_t now_ms);

}  // namespace regulars::backend
