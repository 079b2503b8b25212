// Tokens: a strict verifier of signed JWTs (RFC 7515, 7519, 8725) and the signer of our own access tokens.
// The algorithm belongs to the key, never to the token; `kid` is only ever looked up in our own table.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/json/document.hpp"
#include "engine/result.hpp"

namespace regulars::backend {

enum class JwtAlgorithm { hs256, eddsa };

struct JwtKey {
    JwtAlgorithm algorithm = JwtAlgorithm::hs256;
    std::string bytes;   ///< the secret, or the raw public key
};
using JwtKeys = std::map<std::string, JwtKey, std::less<>>;   ///< by kid

inline constexpr std::size_t max_token_bytes = 4096;

struct JwtRules {
    std::string issuer;
    std::string audience;
    std::int64_t max_life_s = 300;
    std::string type;             ///< required `typ`, or empty for "JWT" or none
    std::int64_t skew_s = 60;     ///< how far the issuer's clock may be off
};

/// The claims of a token whose signature, times, issuer and audience are right; else token_invalid or token_expired.
Result<json::Document> verify_jwt(std::string_view token, const JwtKeys& keys, const JwtRules& rules,
                                  std::int64_t now_s);

/// Only the signature and the form: what the public attack vectors speak about.
Result<json::Document> verify_jws(std::string_view token, const JwtKeys& keys, std::string_view type);

/// HS256 over claims that are JSON already.
std::string sign_jwt(std::string_view kid, std::string_view type, const JwtKey& key, std::string_view claims_json);

/// A text member of an object, or nothing.
std::optional<std::string> claim_text(const json::Document& claims, std::string_view name);
std::optional<std::int64_t> claim_number(const json::Document& claims, std::string_view name);
std::optional<bool> claim_flag(const json::Document& claims, std::string_view name);

}  // namespace regulars::backend
