#include "assets.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "problem.hpp"
#include "text.hpp"

namespace regulars::backend {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t max_file_bytes = 32u << 20;

std::string type_of(const fs::path& path) {
    static const std::map<std::string, std::string> types = {
        {".js", "text/javascript; charset=utf-8"}, {".mjs", "text/javascript; charset=utf-8"},
        {".wasm", "application/wasm"},             {".json", "application/json"},
        {".css", "text/css; charset=utf-8"},       {".html", "text/html; charset=utf-8"},
        {".svg", "image/svg+xml"},                 {".png", "image/png"},
        {".webp", "image/webp"},                   {".woff2", "font/woff2"},
        {".map", "application/json"},              {".txt", "text/plain; charset=utf-8"}};
    const auto found = types.find(path.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::string contents(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Regular files below the directory, never through a symbolic link.
template <class Each>
void for_each_file(const std::string& directory, const Each& each) {
    std::error_code error;
    for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
        if (!at->is_symlink(error) && at->is_regular_file(error) && at->file_size(error) <= max_file_bytes) each(*at);
    }
}

}  // namespace

bool has_hash(const std::string& name) {
    const auto dot = name.rfind('.');
    const auto dash = name.find_last_of("-.", dot == std::string::npos || dot == 0 ? dot : dot - 1);
    if (dot == std::string::npos || dash == std::string::npos || dash >= dot) return false;
    const auto hash = name.substr(dash + 1, dot - dash - 1);
    if (hash.size() < 8 || hash.size() > 64) return false;
    const bool word = std::all_of(hash.begin(), hash.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !word && std::all_of(hash.begin(), hash.end(), allowed);
}

Assets::Assets(std::string directory, bool reload) : directory_(std::move(directory)), reload_(reload) {}

Response Assets::get(const Request& request, const std::string& name) {
    const auto all = files();
    const auto found = all->find(name);
    if (found == all->end()) return problem(refuse(Code::not_found).with("what", "file"));
    const File& file = found->second;
    const auto wanted = request.header("accept-encoding");
    const bool brotli = !file.brotli.empty() && accepts(wanted, "br");
    const bool gzip = !brotli && !file.gzip.empty() && accepts(wanted, "gzip");
    const auto etag = "\"" + file.etag + (brotli ? "-br" : gzip ? "-gz" : "") + "\"";

    Response response;
    response.set("Content-Type", file.type).set("ETag", etag).set("Vary", "Accept-Encoding");
    response.set("Cache-Control", has_hash(name) ? "public, max-age=31536000, immutable" : "no-cache");
    // The same bytes for everyone, so any page may read them; nothing personal is ever served here.
    response.set("Access-Control-Allow-Origin", "*").set("Cross-Origin-Resource-Policy", "cross-origin");
    if (matches(request.header("if-none-match"), etag)) {
        response.status = 304;
        return response;
    }
    if (brotli) response.set("Content-Encoding", "br");
    if (gzip) response.set("Content-Encoding", "gzip");
    response.body = brotli ? file.brotli : gzip ? file.gzip : file.plain;
    return response;
}

std::shared_ptr<const Assets::Files> Assets::files() {
    const std::lock_guard guard(mutex_);
    if (!files_ || reload_) {
        auto now = fingerprint();
        if (!files_ || now != seen_) {
            files_ = std::make_shared<const Files>(read_all());
            seen_ = std::move(now);
        }
    }
    return files_;
}

std::string Assets::fingerprint() const {
    std::string out;
    for_each_file(directory_, [&out](const fs::directory_entry& entry) {
        std::error_code error;
        out += entry.path().string() + '\n' + std::to_string(entry.file_size(error)) + '\n' +
               std::to_string(entry.last_write_time(error).time_since_epoch().count()) + '\n';
    });
    return out;
}

Assets::Files Assets::read_all() const {
    Files files;
    for_each_file(directory_, [&](const fs::directory_entry& entry) {
        const auto& path = entry.path();
        if (path.extension() == ".br" || path.extension() == ".gz") return;
        File file;
        file.type = type_of(path);
        file.plain = contents(path);
        file.etag = base64url(sha256(file.plain)).substr(0, 16);
        std::error_code error;
        if (fs::is_regular_file(path.string() + ".br", error)) file.brotli = contents(path.string() + ".br");
        if (fs::is_regular_file(path.string() + ".gz", error)) file.gzip = contents(path.string() + ".gz");
        files.emplace(path.lexically_relative(directory_).generic_string(), std::move(file));
    });
    return files;
}

}  // namespace regulars::backend
