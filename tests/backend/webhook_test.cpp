// Standard Webhooks: a published vector, and every byte that an attacker could change.
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/webhook.hpp"
#include "catch.hpp"

using namespace regulars;
using namespace regulars::backend;

namespace {

// From the libraries of standardwebhooks.com.
const std::string secret = *from_base64("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
constexpr const char* id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
constexpr const char* timestamp = "1614265330";
constexpr const char* body = R"({"test": 2432232314})";
constexpr const char* signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
constexpr std::int64_t at = 1614265330;

Code verdict(std::string_view i, std::string_view t, std::string_view s, std::string_view b, std::int64_t now = at) {
    const auto result = verify_webhook({i, t, s}, b, {secret}, now);
    return result ? Code::ok : result.refusal().code;
}

}  // namespace

TEST_CASE("the published vector holds, for five minutes either way", "[webhook]") {
    CHECK(sign_webhook(id, timestamp, body, secret) == signature);
    CHECK(verdict(id, timestamp, signature, body) == Code::ok);
    CHECK(verdict(id, timestamp, signature, body, at + 300) == Code::ok);
    CHECK(verdict(id, timestamp, signature, body, at - 300) == Code::ok);
    CHECK(verdict(id, timestamp, signature, body, at + 301) == Code::signature_expired);
    CHECK(verdict(id, timestamp, signature, body, at - 301) == Code::signature_expired);
}

TEST_CASE("each byte of id, time, body and signature is covered", "[webhook]") {
    const std::string parts[] = {id, timestamp, std::string(signature).substr(3), body};
    for (std::size_t part = 0; part < 4; ++part) {
        for (std::size_t i = 0; i < parts[part].size(); ++i) {
            for (int bit = 1; bit < 256; bit *= 2) {
                std::string changed[] = {parts[0], parts[1], parts[2], parts[3]};
                changed[part][i] = static_cast<char>(changed[part][i] ^ bit);
                CAPTURE(part, i, bit);
                const auto result = verdict(changed[0], changed[1], "v1," + changed[2], changed[3]);
                CHECK(result == Code::signature_invalid);
            }
        }
    }
    CHECK(verdict(id, timestamp, signature, std::string(body) + " ") == Code::signature_invalid);
    CHECK(verdict(id, timestamp, signature, "") == Code::signature_invalid);
}

TEST_CASE("several signatures, two secrets while they rotate, foreign versions", "[webhook]") {
    const std::string other = "another secret of thirty-two byte";
    const auto by_other = sign_webhook(id, timestamp, body, other);
    CHECK(verdict(id, timestamp, by_other, body) == Code::signature_invalid);
    CHECK(verdict(id, timestamp, by_other + " " + signature, body) == Code::ok);
    CHECK(verdict(id, timestamp, std::string("v1a,AAAA ") + signature, body) == Code::ok);
    CHECK(verdict(id, timestamp, "v2," + std::string(signature).substr(3), body) == Code::signature_invalid);
    CHECK(verdict(id, timestamp, std::string(signature).substr(3), body) == Code::signature_invalid);
    CHECK(verify_webhook({id, timestamp, by_other}, body, {secret, other}, at));
    CHECK_FALSE(verify_webhook({id, timestamp, signature}, body, {other}, at));
    CHECK_FALSE(verify_webhook({id, timestamp, signature}, body, {}, at));
}

TEST_CASE("headers that are missing or malformed", "[webhook]") {
    CHECK(verdict("", timestamp, signature, body) == Code::signature_missing);
    CHECK(verdict(id, "", signature, body) == Code::signature_missing);
    CHECK(verdict(id, timestamp, "", body) == Code::signature_missing);
    for (const auto* t : {"x", "1614265330 ", "+1614265330", "-1", "1614265330.0", "16142653301614265330", "0x60"}) {
        CAPTURE(t);
        // Even where the sender signed exactly this.
        CHECK(verdict(id, t, sign_webhook(id, t, body, secret), body) == Code::signature_invalid);
    }
    const std::string long_id(129, 'a');
    CHECK(verdict(long_id, timestamp, sign_webhook(long_id, timestamp, body, secret), body) == Code::signature_invalid);
    CHECK(verdict("a\nb", timestamp, sign_webhook("a\nb", timestamp, body, secret), body) == Code::signature_invalid);
}
