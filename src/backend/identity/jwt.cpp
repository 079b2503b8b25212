#include "jwt.hpp"

#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/json_text.hpp"
#include "engine/json/parse.hpp"

namespace regulars::backend {
namespace {

const json::Node* member(const json::Document& doc, std::string_view name) {
    if (doc.root().type != json::Type::object) return nullptr;
    for (auto i = doc.root().child; i != json::nowhere; i = doc.at(i).next) {
        if (doc.name(doc.at(i)) == name) return &doc.at(i);
    }
    return nullptr;
}

/// The header may only say which key, which algorithm and which type. Keys inside the token (jwk, jku, x5u, x5c),
/// unencoded payloads (b64) and extensions (crit) have no business here.
const JwtKey* key_of(const json::Document& header, const JwtKeys& keys, std::string_view type) {
    if (header.root().type != json::Type::object) return nullptr;
    for (auto i = header.root().child; i != json::nowhere; i = header.at(i).next) {
        const auto name = header.name(header.at(i));
        if (name != "alg" && name != "kid" && name != "typ") return nullptr;
    }
    const auto algorithm = claim_text(header, "alg");
    const auto kid = claim_text(header, "kid");
    if (!algorithm || !kid) return nullptr;
    const auto typ = claim_text(header, "typ");
    if (member(header, "typ") != nullptr && !typ) return nullptr;
    if (type.empty() ? typ && *typ != "JWT" : typ != type) return nullptr;
    const auto found = keys.find(*kid);
    if (found == keys.end()) return nullptr;
    const auto expected = found->second.algorithm == JwtAlgorithm::hs256 ? "HS256" : "EdDSA";
    return *algorithm == expected ? &found->second : nullptr;
}

bool signature_holds(const JwtKey& key, std::string_view signed_part, std::string_view signature) {
    if (key.algorithm == JwtAlgorithm::eddsa) return verify_ed25519(key.bytes, signed_part, signature);
    return equal_constant_time(hmac_sha256(key.bytes, signed_part), signature);
}

bool audience_is(const json::Document& claims, std::string_view wanted) {
    const auto* audience = member(claims, "aud");
    if (audience == nullptr) return false;
    if (audience->type == json::Type::text) return claims.text(*audience) == wanted;
    if (audience->type != json::Type::array) return false;
    for (auto i = audience->child; i != json::nowhere; i = claims.at(i).next) {
        if (claims.at(i).type == json::Type::text && claims.text(claims.at(i)) == wanted) return true;
    }
    return false;
}

Code judge_claims(const json::Document& claims, const JwtRules& rules, std::int64_t now_s) {
    const auto issued = claim_number(claims, "iat");
    const auto expires = claim_number(claims, "exp");
    if (!issued || !expires) return Code::token_invalid;
    if (claim_text(claims, "iss") != rules.issuer || !audience_is(claims, rules.audience)) return Code::token_invalid;
    if (*expires <= *issued || *expires - *issued > rules.max_life_s) return Code::token_invalid;
    if (*issued > now_s + rules.skew_s) return Code::token_invalid;
    if (member(claims, "nbf") != nullptr) {
        const auto not_before = claim_number(claims, "nbf");
        if (!not_before || *not_before > now_s + rules.skew_s) return Code::token_invalid;
    }
    return *expires + rules.skew_s <= now_s ? Code::token_expired : Code::ok;
}

}  // namespace

Result<json::Document> verify_jws(std::string_view token, const JwtKeys& keys, std::string_view type) {
    const auto no = refuse(Code::token_invalid);
    if (token.size() > max_token_bytes) return no;
    const auto dot1 = token.find('.');
    const auto dot2 = dot1 == std::string_view::npos ? dot1 : token.find('.', dot1 + 1);
    if (dot2 == std::string_view::npos || token.find('.', dot2 + 1) != std::string_view::npos) return no;
    const auto header_bytes = from_base64url(token.substr(0, dot1));
    const auto payload = from_base64url(token.substr(dot1 + 1, dot2 - dot1 - 1));
    const auto signature = from_base64url(token.substr(dot2 + 1));
    if (!header_bytes || !payload || !signature) return no;
    const auto header = json::parse(*header_bytes);
    if (!header) return no;
    const JwtKey* key = key_of(*header, keys, type);
    if (key == nullptr || !signature_holds(*key, token.substr(0, dot2), *signature)) return no;
    auto claims = json::parse(*payload);
    if (!claims || claims->root().type != json::Type::object) return no;
    return claims;
}

Result<json::Document> verify_jwt(std::string_view token, const JwtKeys& keys, const JwtRules& rules,
                                  std::int64_t now_s) {
    auto claims = verify_jws(token, keys, rules.type);
    if (!claims) return claims;
    const auto verdict = judge_claims(*claims, rules, now_s);
    if (verdict != Code::ok) return refuse(verdict);
    return claims;
}

std::string sign_jwt(std::string_view kid, std::string_view type, const JwtKey& key, std::string_view claims_json) {
    const auto header = JsonObject().text("alg", "HS256").text("kid", kid).text("typ", type).str();
    const auto signed_part = base64url(header) + "." + base64url(claims_json);
    return signed_part + "." + base64url(hmac_sha256(key.bytes, signed_part));
}

std::optional<std::string> claim_text(const json::Document& claims, std::string_view name) {
    const auto* node = member(claims, name);
    if (node == nullptr || node->type != json::Type::text) return std::nullopt;
    return std::string(claims.text(*node));
}

std::optional<std::int64_t> claim_number(const json::Document& claims, std::string_view name) {
    const auto* node = member(claims, name);
    if (node == nullptr || node->type != json::Type::integer) return std::nullopt;
    return node->number;
}

std::optional<bool> claim_flag(const json::Document& claims, std::string_view name) {
    const auto* node = member(claims, name);
    if (node == nullptr || node->type != json::Type::boolean) return std::nullopt;
    return node->number != 0;
}

}  // namespace regulars::backend
