// Tokens: what a verifier must refuse (RFC 8725 and the attacks that Project Wycheproof collects).
#include "backend/app/sessions.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/identity/jwt.hpp"
#include "catch.hpp"

using namespace regulars;
using namespace regulars::backend;

namespace {

constexpr std::int64_t now = 1'795'323'600;
const JwtKey secret{JwtAlgorithm::hs256, "0123456789abcdef0123456789abcdef"};
const JwtKeys keys{{"shop-1", secret}, {"ed", {JwtAlgorithm::eddsa, std::string(32, '\x01')}}};
const JwtRules rules{"shop", "regulars", 300, "", 60};

std::string claims(std::int64_t iat = now, std::int64_t exp = now + 120) {
    return R"({"iss":"shop","aud":"regulars","sub":"c1","iat":)" + std::to_string(iat) + R"(,"exp":)" + std::to_string(exp) + "}";
}

/// A token of any header, signed with the right secret.
std::string token(const std::string& header, const std::string& payload) {
    const auto text = base64url(header) + "." + base64url(payload);
    return text + "." + base64url(hmac_sha256(secret.bytes, text));
}

const std::string good_header = R"({"alg":"HS256","kid":"shop-1","typ":"JWT"})";

Code verdict(const std::string& text, std::int64_t at = now) {
    const auto read = verify_jwt(text, keys, rules, at);
    return read ? Code::ok : read.refusal().code;
}

}  // namespace

TEST_CASE("a good token is read", "[jwt]") {
    CHECK(verdict(token(good_header, claims())) == Code::ok);
    CHECK(verdict(token(R"({"alg":"HS256","kid":"shop-1"})", claims())) == Code::ok);
    CHECK(verdict(sign_jwt("shop-1", "JWT", secret, claims())) == Code::ok);
    CHECK(verdict(token(good_header, R"({"iss":"shop","aud":["other","regulars"],"iat":)" + std::to_string(now) + ",\"exp\":" + std::to_string(now + 9) + "}")) == Code::ok);
}

TEST_CASE("headers that try to choose key or algorithm", "[jwt]") {
    for (const auto* header :
         {R"({"alg":"none","kid":"shop-1"})", R"({"alg":"None","kid":"shop-1"})", R"({"alg":"nOnE","kid":"shop-1"})",
          R"({"alg":"","kid":"shop-1"})", R"({"kid":"shop-1"})", R"({"alg":"HS256"})", R"({"alg":"HS512","kid":"shop-1"})",
          R"({"alg":"hs256","kid":"shop-1"})", R"({"alg":"HS256 ","kid":"shop-1"})", R"({"alg":"EdDSA","kid":"shop-1"})",
          R"({"alg":"HS256","kid":"ed"})", R"({"alg":"RS256","kid":"shop-1"})", R"({"alg":["HS256"],"kid":"shop-1"})",
          R"({"alg":"HS256","kid":"other"})", R"({"alg":"HS256","kid":"../../etc/passwd"})", R"({"alg":"HS256","kid":"' OR 1=1 --"})",
          R"({"alg":"HS256","kid":"shop-1","jwk":{"kty":"oct","k":"AA"}})", R"({"alg":"HS256","kid":"shop-1","jku":"https://evil"})",
          R"({"alg":"HS256","kid":"shop-1","x5u":"https://evil"})", R"({"alg":"HS256","kid":"shop-1","crit":["exp"]})",
          R"({"alg":"HS256","kid":"shop-1","crit":[]})", R"({"alg":"HS256","kid":"shop-1","b64":false})",
          R"({"alg":"HS256","kid":"shop-1","typ":"at+jwt"})", R"({"alg":"HS256","kid":"shop-1","typ":1})",
          R"({"alg":"HS256","alg":"HS256","kid":"shop-1"})", R"({"alg":"HS256","kid":"shop-1","kid":"shop-1"})", "[]", "null", "", "{"}) {
        CAPTURE(header);
        CHECK(verdict(token(header, claims())) == Code::token_invalid);
    }
}

TEST_CASE("the form of a token", "[jwt]") {
    const auto good = token(good_header, claims());
    const auto signature_at = good.rfind('.') + 1;
    CHECK(verdict(good + "=") == Code::token_invalid);
    CHECK(verdict(good + ".") == Code::token_invalid);
    CHECK(verdict(good + "\n") == Code::token_invalid);
    CHECK(verdict(" " + good) == Code::token_invalid);
    CHECK(verdict(good.substr(0, signature_at)) == Code::token_invalid);
    CHECK(verdict(good.substr(0, signature_at - 1)) == Code::token_invalid);
    CHECK(verdict(good.substr(0, good.size() - 2)) == Code::token_invalid);
    CHECK(verdict("") == Code::token_invalid);
    CHECK(verdict("..") == Code::token_invalid);
    CHECK(verdict(std::string(5000, 'a')) == Code::token_invalid);
    // A 32-byte MAC leaves two unused bits in its last character: three more spellings of the same bytes.
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const auto last = alphabet.find(good.back());
    for (std::size_t stray = 1; stray < 4; ++stray)
        CHECK(verdict(good.substr(0, good.size() - 1) + alphabet[last + stray]) == Code::token_invalid);
}

TEST_CASE("every byte of a token counts", "[jwt]") {
    const auto good = token(good_header, claims());
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const int bit : {1, 2, 32}) {
            auto flipped = good;
            flipped[i] = static_cast<char>(flipped[i] ^ bit);
            CAPTURE(i, bit);
            CHECK(verdict(flipped) == Code::token_invalid);
        }
    }
}

TEST_CASE("claims", "[jwt]") {
    const auto with = [](const std::string& payload) { return verdict(token(good_header, payload)); };
    const auto times = ",\"iat\":" + std::to_string(now) + ",\"exp\":" + std::to_string(now + 60);
    CHECK(with(R"({"iss":"other","aud":"regulars")" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":"other")" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":["other"])" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":{})" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop")" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":"regulars"})") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","iss":"shop","aud":"regulars")" + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":"regulars","nbf":)" + std::to_string(now + 61) + times + "}") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":"regulars","nbf":"0")" + times + "}") == Code::token_invalid);
    CHECK(with(claims(now, now + 301)) == Code::token_invalid);
    CHECK(with(claims(now, now)) == Code::token_invalid);
    CHECK(with(claims(now + 61, now + 120)) == Code::token_invalid);
    CHECK(with(claims(now + 60, now + 120)) == Code::ok);
    CHECK(with(claims(now - 200, now - 60)) == Code::token_expired);
    CHECK(with(claims(now - 200, now - 59)) == Code::ok);
    CHECK(with("[]") == Code::token_invalid);
    CHECK(with(R"({"iss":"shop","aud":"regulars","iat":1e9,"exp":1e9})") == Code::token_invalid);
}

TEST_CASE("our own access tokens are no shop tokens, nor the other way round", "[jwt]") {
    const AccessTokens tokens{{JwtAlgorithm::hs256, "a derived key of thirty-two bytes"}};
    const auto ours = tokens.issue("m_1", "s_1", now * 1000);
    const auto read = tokens.read(ours, now * 1000);
    REQUIRE(read);
    CHECK(read->member_id == "m_1");
    CHECK(read->session_id == "s_1");
    CHECK(tokens.read(ours, (now + 299) * 1000));
    CHECK(tokens.read(ours, (now + 300) * 1000).refusal().code == Code::token_expired);
    CHECK(verdict(ours) == Code::token_invalid);
    CHECK_FALSE(tokens.read(token(good_header, claims()), now * 1000));
    CHECK_FALSE(AccessTokens{{JwtAlgorithm::hs256, "another derived key of that size"}}.read(ours, now * 1000));
}
