#include "secrets.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>
#include <stdexcept>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/http/text.hpp"
#include "backend/json_text.hpp"
#include "engine/json/parse.hpp"
#include "fields.hpp"

namespace regulars::backend {
namespace {

constexpr std::size_t least_key_bytes = 24;

[[noreturn]] void stop(const std::string& why) { throw std::runtime_error("secrets: " + why); }

/// Random keys do not repeat a few bytes, and do not spell words of a manual.
void refuse_weak(std::string_view key, const std::string& which) {
    if (key.size() < least_key_bytes) {
        stop(which + " has " + std::to_string(key.size()) + " bytes; at least " + std::to_string(least_key_bytes) +
             " random ones are needed (openssl rand -base64 32)");
    }
    if (std::set<char>(key.begin(), key.end()).size() < 10) stop(which + " is not random: it repeats a few characters");
    constexpr std::array words = {"secret", "changeme", "change-me", "change_me", "password", "example", "default",
                                  "insecure", "your-", "your_", "test_key", "testkey", "12345678"};
    const auto text = lower(key);
    for (const auto* word : words) {
        if (text.find(word) != std::string::npos) stop(which + " looks like the example of a manual");
    }
    // The published examples of the JWT and Standard Webhooks documents.
    constexpr std::array known = {"a-string-secret-at-least-256-bits-long", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                                  "plJ3nmyCDGBKInavdOK15jsl"};
    for (const auto* example : known) {
        if (key == example || from_base64(example) == std::string(key)) stop(which + " is a published example");
    }
}

std::string from_any_base64(const std::string& text, const std::string& which) {
    if (auto bytes = from_base64(text)) return *bytes;
    if (auto bytes = from_base64url(text)) return *bytes;
    stop(which + " is not base64");
}

[[noreturn]] void stop_at(const Fields& in) {
    stop("the field " + in.refusal().path + " is wrong (" + std::string(name(in.refusal().code)) + ")");
}

/// The key that is in use, and the one before it while they rotate.
std::vector<std::string> read_pair(Fields& in, std::string_view name, std::string_view former_name) {
    std::vector<std::string> out{in.text(name, 1024)};
    if (auto former = in.maybe_text(former_name, 1024)) out.push_back(std::move(*former));
    return out;
}

/// The key's secret is used as it stands: most JWT libraries take a text.
void read_shop_key(Fields& outer, const json::Node& node, std::string_view which, Secrets& secrets) {
    Fields in(outer.doc(), node, std::string(which));
    const auto kid = in.text("kid", 64);
    const auto algorithm = in.maybe_text("alg", 16).value_or("HS256");
    const auto issuer = in.text("iss", 128);
    const auto secret = in.maybe_text("secret", 1024);
    const auto public_key = in.maybe_text("public_key", 1024);
    if (!in.done()) stop_at(in);
    JwtKey key;
    if (algorithm == "HS256" && secret && !public_key) {
        key = {JwtAlgorithm::hs256, *secret};
        refuse_weak(key.bytes, std::string(which));
    } else if (algorithm == "EdDSA" && public_key && !secret) {
        key = {JwtAlgorithm::eddsa, from_any_base64(*public_key, std::string(which))};
        if (key.bytes.size() != 32) stop(std::string(which) + ": public_key must be the 32 raw bytes of an Ed25519 key in base64");
    } else {
        stop(std::string(which) + " must be HS256 with \"secret\", or EdDSA with \"public_key\"");
    }
    if (!secrets.shop_issuer.empty() && secrets.shop_issuer != issuer) stop("both shop keys need the same iss");
    secrets.shop_issuer = issuer;
    if (!secrets.shop_keys.emplace(kid, std::move(key)).second) stop("two shop keys have the kid \"" + kid + "\"");
}

/// Names as the shop's own server reads them.
std::string fresh_text() {
    JsonObject shop;
    shop.text("kid", "shop-1").text("alg", "HS256").text("iss", "shop").text("secret", base64url(random_bytes(32)));
    JsonObject file;
    file.text("server_key", base64(random_bytes(32)));
    file.text("webhook_secret", "whsec_" + base64(random_bytes(32)));
    file.text("api_key", "sk_" + base64url(random_bytes(32)));
    return file.raw("shop_jwt", shop.str()).str() + "\n";
}

/// Nobody but the owner may ever have been able to read it, so it is made with its final rights.
void make_file(const std::string& path, const std::string& text) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) stop("cannot make " + path);
    const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
    ::close(file);
    if (!written) stop("cannot write " + path);
}

/// Empty where there is no such file.
std::string read_file(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return {};
    struct stat info {};
    if (file < 0 || ::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) stop("cannot read " + path);
    if ((info.st_mode & 077) != 0) stop(path + " can be read by others; run: chmod 600 " + path);
    std::string text(64 * 1024, '\0');
    const auto size = ::read(file, text.data(), text.size());
    ::close(file);
    if (size <= 0) stop(path + " is empty; delete it to have a new one made");
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace

std::string Secrets::derived(std::string_view purpose) const { return hmac_sha256(server_key, purpose); }

Secrets read_secrets(std::string_view text) {
    const auto doc = json::parse(text);
    if (!doc) stop("the file is not JSON (" + std::string(name(doc.refusal().code)) + ")");
    Fields in(*doc);
    Secrets secrets;
    const auto server_key = in.text("server_key", 1024);
    const auto webhook_secrets = read_pair(in, "webhook_secret", "webhook_secret_former");
    const auto api_keys = read_pair(in, "api_key", "api_key_former");
    for (const std::string_view name : {"shop_jwt", "shop_jwt_former"}) {
        if (const auto* node = in.maybe_object(name)) read_shop_key(in, *node, name, secrets);
    }
    if (!in.done()) stop_at(in);

    secrets.server_key = from_any_base64(server_key, "server_key");
    refuse_weak(secrets.server_key, "server_key");
    for (const auto& secret : webhook_secrets) {
        if (!secret.starts_with("whsec_")) stop("a webhook secret begins with whsec_");
        secrets.webhook_secrets.push_back(from_any_base64(secret.substr(6), "a webhook secret"));
        refuse_weak(secrets.webhook_secrets.back(), "a webhook secret");
    }
    for (const auto& key : api_keys) {
        if (!key.starts_with("sk_")) stop("an API key begins with sk_");
        refuse_weak(std::string_view(key).substr(3), "an API key");
        secrets.api_keys.push_back(sha256(key));
    }
    return secrets;
}

Secrets load_or_make_secrets(const std::string& path) {
    auto text = read_file(path);
    if (text.empty()) {
        text = fresh_text();
        make_file(path, text);
    }
    return read_secrets(text);
}

}  // namespace regulars::backend
