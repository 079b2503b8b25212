#include "mac.hpp"

#include <cstdlib>
#include <memory>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace regulars::backend {
namespace {

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct KeyFree {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct ContextFree {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

}  // namespace

std::string sha256(std::string_view data) {
    unsigned char out[32];
    if (EVP_Digest(data.data(), data.size(), out, nullptr, EVP_sha256(), nullptr) != 1) std::abort();
    return {reinterpret_cast<const char*>(out), sizeof out};
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    unsigned char out[32];
    unsigned int size = sizeof out;
    // OpenSSL reads a null key pointer as "keep the former key", so an empty key needs an address.
    const char* key_data = key.empty() ? "" : key.data();
    if (HMAC(EVP_sha256(), key_data, static_cast<int>(key.size()), bytes(data), data.size(), out, &size) == nullptr) {
        std::abort();
    }
    return {reinterpret_cast<const char*>(out), size};
}

std::string random_bytes(std::size_t count) {
    std::string out(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(count)) != 1) std::abort();
    return out;
}

bool equal_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

bool verify_ed25519(std::string_view public_key, std::string_view message, std::string_view signature) {
    if (public_key.size() != 32 || signature.size() != 64) return false;
    const std::unique_ptr<EVP_PKEY, KeyFree> key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes(public_key), public_key.size()));
    const std::unique_ptr<EVP_MD_CTX, ContextFree> context(EVP_MD_CTX_new());
    if (!key || !context) return false;
    if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1) return false;
    return EVP_DigestVerify(context.get(), bytes(signature), signature.size(), bytes(message), message.size()) == 1;
}

}  // namespace regulars::backend
