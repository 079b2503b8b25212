// Text forms of bytes, clock texts, MACs against public vectors.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "backend/clock.hpp"
#include "backend/crypto/bytes.hpp"
#include "backend/crypto/mac.hpp"
#include "backend/json_text.hpp"
#include "catch.hpp"
#include "engine/json/parse.hpp"

using namespace regulars;
using namespace regulars::backend;

TEST_CASE("base64 decoders refuse every second spelling", "[bytes]") {
    for (const auto* text : {"", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"}) {
        const auto bytes = from_base64(text);
        REQUIRE(bytes);
        CHECK(base64(*bytes) == text);
    }
    for (const auto* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm9v====", "=", "====", "Zm-_", "Z\0g="}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64(text));
    }
    for (const auto* text : {"Zh", "Zm9", "Z", "Zg==", "Zm+/", "Zg\n"}) {
        CAPTURE(text);
        CHECK_FALSE(from_base64url(text));
    }
    CHECK(from_base64url("Zm-_") == std::string("f\x6f\xbf"));
}

TEST_CASE("voucher codes can be typed as people type them", "[bytes]") {
    CHECK(crockford(std::string(10, '\xff')) == "ZZZZZZZZZZZZZZZZ");
    CHECK(normal_crockford("7kq2-9fzc m3xa-t0bd") == "7KQ29FZCM3XAT0BD");
    CHECK(normal_crockford("OoIiLl") == "001111");
    CHECK_FALSE(normal_crockford("U234"));
    CHECK_FALSE(normal_crockford("a\xc3\xa9"));
    CHECK_FALSE(normal_crockford(std::string_view("\0", 1)));
}

TEST_CASE("instants: what is read is written again, days that do not exist are refused", "[clock]") {
    for (const auto* text : {"1970-01-01T00:00:00.000Z", "2026-11-22T05:00:00.123Z", "2028-02-29T23:59:59.999Z", "9999-12-31T23:59:59.999Z"}) {
        const auto ms = read_instant(text);
        REQUIRE(ms);
        CHECK(instant_text(*ms) == text);
    }
    CHECK(read_instant("2026-11-22T05:00:00Z") == read_instant("2026-11-22T05:00:00.000Z"));
    for (const auto* text :
         {"", "2026-11-22", "2026-11-22T05:00:00", "2026-11-22T05:00:00+00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
          "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z", "2026-11-22T23:59:60Z", "2026-11-22T05:00:00.1Z",
          "2026-11-22T05:00:00.0000Z", "2026-11-22t05:00:00Z", "1969-12-31T23:59:59Z", "-026-11-22T05:00:00Z"}) {
        CAPTURE(text);
        CHECK_FALSE(read_instant(text));
    }
    CHECK(http_date(1'795'323'600'000) == "Sun, 22 Nov 2026 05:00:00 GMT");
}

TEST_CASE("JSON text survives reading and writing, and cannot close a script element", "[json]") {
    const auto text = std::string(R"({"a":[1,-2,null,true,"x\"y\\z\n"],"b":{"ü":"</script>"}})");
    const auto doc = json::parse(text);
    REQUIRE(doc);
    const auto written = to_text(*doc, doc->root());
    CHECK(written.find("</script>") == std::string::npos);
    const auto again = json::parse(written);
    REQUIRE(again);
    CHECK(to_text(*again, again->root()) == written);
}

TEST_CASE("Ed25519 accepts the vector of RFC 8032 and nothing near it", "[mac]") {
    const auto unhex = [](std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); i += 2)
            out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
        return out;
    };
    const auto key = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto signature = unhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    CHECK(verify_ed25519(key, "\x72", signature));
    CHECK_FALSE(verify_ed25519(key, "\x73", signature));
    for (std::size_t i = 0; i < signature.size(); ++i) {
        auto flipped = signature;
        flipped[i] = static_cast<char>(flipped[i] ^ 1);
        CHECK_FALSE(verify_ed25519(key, "\x72", flipped));
    }
    CHECK_FALSE(verify_ed25519(key.substr(1), "\x72", signature));
    CHECK_FALSE(verify_ed25519(key, "\x72", signature.substr(1)));
}

namespace {

const json::Node* member(const json::Document& doc, const json::Node& object, std::string_view name) {
    for (auto i = object.child; i != json::nowhere; i = doc.at(i).next) {
        if (doc.name(doc.at(i)) == name) return &doc.at(i);
    }
    return nullptr;
}

std::string unhex(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2)
        out += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
    return out;
}

}  // namespace

TEST_CASE("HMAC-SHA256 agrees with Project Wycheproof", "[mac][vectors]") {
    const char* shared = std::getenv("SHARED");
    const auto base = shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(REGULARS_SOURCE_DIR) / "../shared";
    std::ifstream file(base / "vectors/wycheproof/hmac_sha256_test.json", std::ios::binary);
    if (!file) {
        WARN("skipped: no Wycheproof vectors");
        return;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto doc = json::parse(text, 16u << 20);
    REQUIRE(doc);
    int checked = 0;
    const auto* groups = member(*doc, doc->root(), "testGroups");
    for (auto g = groups->child; g != json::nowhere; g = doc->at(g).next) {
        const auto tag_bytes = static_cast<std::size_t>(member(*doc, doc->at(g), "tagSize")->number / 8);
        const auto* tests = member(*doc, doc->at(g), "tests");
        for (auto t = tests->child; t != json::nowhere; t = doc->at(t).next) {
            const auto field = [&](std::string_view name) { return std::string(doc->text(*member(*doc, doc->at(t), name))); };
            const auto mac = hmac_sha256(unhex(field("key")), unhex(field("msg"))).substr(0, tag_bytes);
            CHECK(equal_constant_time(mac, unhex(field("tag"))) == (field("result") == "valid"));
            ++checked;
        }
    }
    CHECK(checked == 174);
}
