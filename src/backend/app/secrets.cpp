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

std::vector<std::string> read_texts(Fields& in, std::string_view name, std::size_t least, std::size_t most) {
    std::vector<std::string> out;
    const auto* list = in.maybe_array(name);
    if (list != nullptr) {
        for (auto i = list->child; i != json::nowhere; i = in.doc().at(i).next) {
            if (in.doc().at(i).type == json::Type::text) out.emplace_back(in.doc().text(in.doc().at(i)));
        }
    }
    if (list == nullptr || out.size() != list->count || out.size() < least || out.size() > most) {
        stop(std::string(name) + " must be a list of " + std::to_string(least) + " to " + std::to_string(most) + " texts");
    }
    return out;
}

void read_shop_key(const json::Document& doc, const json::Node& node, JwtKeys& keys) {
    Fields in(doc, node, "shop_keys");
    const auto kid = in.text("kid", 64);
    const auto algorithm = in.text("alg", 16);
    const auto secret = in.maybe_text("secret", 1024);
    const auto public_key = in.maybe_text("public_key", 1024);
    if (!in.done()) stop("shop_keys: " + in.refusal().path + " is " + std::string(name(in.refusal().code)));
    const auto which = "shop key \"" + kid + "\"";
    JwtKey key;
    if (algorithm == "HS256" && secret && !public_key) {
        key = {JwtAlgorithm::hs256, from_any_base64(*secret, which)};
        refuse_weak(key.bytes, which);
    } else if (algorithm == "EdDSA" && public_key && !secret) {
        key = {JwtAlgorithm::eddsa, from_any_base64(*public_key, which)};
        if (key.bytes.size() != 32) stop(which + ": public_key must be the 32 raw bytes of an Ed25519 key in base64");
    } else {
        stop(which + " must be HS256 with \"secret\", or EdDSA with \"public_key\"");
    }
    if (!keys.emplace(kid, std::move(key)).second) stop("two shop keys have the kid \"" + kid + "\"");
}

std::string fresh_text() {
    JsonObject shop_key;
    shop_key.text("kid", "shop-1").text("alg", "HS256").text("secret", base64(random_bytes(32)));
    JsonObject file;
    file.text("shop_id", "shop");
    file.text("server_key", base64(random_bytes(32)));
    file.raw("webhook_secrets", JsonArray().raw(quoted("whsec_" + base64(random_bytes(32)))).str());
    file.raw("merchant_keys", JsonArray().raw(quoted("sk_" + base64url(random_bytes(32)))).str());
    file.raw("shop_keys", JsonArray().raw(shop_key.str()).str());
    return file.str() + "\n";
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
    secrets.shop_id = in.text("shop_id", 128);
    const auto server_key = in.text("server_key", 1024);
    const auto webhook_secrets = read_texts(in, "webhook_secrets", 1, 2);
    const auto merchant_keys = read_texts(in, "merchant_keys", 1, 8);
    const auto* shop_keys = in.maybe_array("shop_keys");
    if (!in.done()) stop("the field " + in.refusal().path + " is " + std::string(name(in.refusal().code)));

    secrets.server_key = from_any_base64(server_key, "server_key");
    refuse_weak(secrets.server_key, "server_key");
    for (const auto& secret : webhook_secrets) {
        if (!secret.starts_with("whsec_")) stop("a webhook secret begins with whsec_");
        secrets.webhook_secrets.push_back(from_any_base64(secret.substr(6), "a webhook secret"));
        refuse_weak(secrets.webhook_secrets.back(), "a webhook secret");
    }
    for (const auto& key : merchant_keys) {
        if (!key.starts_with("sk_")) stop("a merchant key begins with sk_");
        refuse_weak(std::string_view(key).substr(3), "a merchant key");
        secrets.merchant_keys.push_back(sha256(key));
    }
    if (shop_keys != nullptr) {
        for (auto i = shop_keys->child; i != json::nowhere; i = doc->at(i).next)
            read_shop_key(*doc, doc->at(i), secrets.shop_keys);
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
