// The small grammars of HTTP, and the router.
#include "backend/http/assets.hpp"
#include "backend/http/problem.hpp"
#include "backend/http/router.hpp"
#include "backend/http/text.hpp"
#include "catch.hpp"

using namespace regulars;
using namespace regulars::backend;

TEST_CASE("percent-decoding refuses what cannot be a path", "[http]") {
    CHECK(percent_decoded("a%20b%C3%A9") == "a b\xc3\xa9");
    CHECK(percent_decoded("%2e%2e%2f") == "../");
    for (const auto* text : {"%", "%4", "%zz", "%00", "%0a", "%7f", "%c3", "%c0%af", "%ed%a0%80", "%f5%80%80%80"}) {
        CAPTURE(text);
        CHECK_FALSE(percent_decoded(text));
    }
}

TEST_CASE("queries: a name that comes twice is refused", "[http]") {
    const auto query = read_query("limit=5&before=1%32&flag");
    REQUIRE(query);
    CHECK(query->size() == 3);
    CHECK((*query)[1].second == "12");
    CHECK_FALSE(read_query("limit=5&limit=6"));
    CHECK_FALSE(read_query("a=%zz"));
    CHECK(read_query("")->empty());
}

TEST_CASE("cookies", "[http]") {
    CHECK(cookie("a=1; regulars_session=xyz; b=2", "regulars_session") == "xyz");
    CHECK_FALSE(cookie("regulars_session=one; regulars_session=two", "regulars_session"));
    CHECK_FALSE(cookie("xregulars_session=1", "regulars_session"));
    CHECK_FALSE(cookie("", "regulars_session"));
}

TEST_CASE("hosts", "[http]") {
    CHECK(host_name("Shop.Example:8080") == "shop.example");
    CHECK(host_name("[::1]:80") == "::1");
    CHECK(host_name("127.0.0.1") == "127.0.0.1");
    for (const auto* text : {"", ":80", "a b", "a/b", "a@b", "[::1", "[::1]x", "[abc]", "a:80:80", "a:123456", "a:8x", "a\xc3\xa9"}) {
        CAPTURE(text);
        CHECK_FALSE(host_name(text));
    }
    CHECK(is_loopback("127.0.0.1"));
    CHECK(is_loopback("::ffff:127.0.0.9"));
    CHECK_FALSE(is_loopback("127.evil"));
    CHECK_FALSE(is_loopback("10.0.0.1"));
}

TEST_CASE("Accept-Encoding", "[http]") {
    CHECK(accepts("gzip, deflate, br", "br"));
    CHECK(accepts("br;q=0.5", "br"));
    CHECK(accepts("*", "br"));
    CHECK_FALSE(accepts("br;q=0, gzip", "br"));
    CHECK_FALSE(accepts("br;q=0.000", "br"));
    CHECK_FALSE(accepts("*;q=0", "br"));
    CHECK_FALSE(accepts("", "br"));
    CHECK_FALSE(accepts("brotli", "br"));
}

TEST_CASE("entity tags are compared weakly", "[http]") {
    CHECK(matches("\"a\", W/\"b\"", "\"b\""));
    CHECK(matches("*", "\"b\""));
    CHECK_FALSE(matches("\"a\"", "\"b\""));
    CHECK_FALSE(matches("", "\"b\""));
}

TEST_CASE("names with a content hash are cached for ever, others are not", "[http]") {
    CHECK(has_hash("chunks/panel-Bx3kPq9z.js"));
    CHECK(has_hash("panel.1a2b3c4d.js"));
    CHECK_FALSE(has_hash("regulars.js"));
    CHECK_FALSE(has_hash("engine/regulars-engine.js"));
    CHECK_FALSE(has_hash("regulars-launcher.js"));
    CHECK_FALSE(has_hash("locales/en.json"));
}

TEST_CASE("the router decodes segment by segment", "[http]") {
    Router router;
    const Handler nothing = [](const RequestPtr&, const Reply&) {};
    router.add(Method::get, "/v1/me", nothing);
    router.add(Method::patch, "/v1/me", nothing);
    router.add(Method::post, "/v1/vouchers/{code}/use", nothing);
    router.add(Method::get, "/assets/{name...}", nothing);
    const auto find = [&](Method method, const char* path) {
        Request request;
        request.method = method;
        request.path = path;
        const auto found = router.find(request);
        return std::make_pair(found, request.params);
    };
    CHECK(find(Method::head, "/v1/me").first.handler != nullptr);
    CHECK(find(Method::post, "/v1/me").first.allowed == "GET, HEAD, PATCH");
    CHECK(find(Method::get, "/v1/nothing").first.pattern.empty());
    CHECK(find(Method::get, "/v1/me/").first.pattern.empty());
    CHECK(find(Method::post, "/v1/vouchers/A%2FB/use").second.at("code") == "A/B");
    CHECK(find(Method::post, "/v1/vouchers/A/B/use").first.pattern.empty());
    CHECK(find(Method::post, "/v1/vouchers/%00/use").first.malformed);
    CHECK(find(Method::get, "/assets/a/b.js").second.at("name") == "a/b.js");
    CHECK(find(Method::get, "/assets/..%2f..%2fsecrets.json").second.at("name") == "../../secrets.json");
}

TEST_CASE("problems carry code, path, parameters and a finished sentence", "[http]") {
    const auto response = problem(refuse(Code::insufficient_points, "reward_id").with("wallet", "points").with("available", 3).with("cost", 10).with("missing", 7));
    CHECK(response.status == 422);
    CHECK(response.header("Content-Type") == "application/problem+json");
    CHECK(response.body.find("\"code\":\"insufficient_points\"") != std::string::npos);
    CHECK(response.body.find("\"missing\":7") != std::string::npos);
    CHECK(response.body.find("10 are needed, 3 are available; 7 are missing.") != std::string::npos);
    // A parameter that is missing must not leave a brace in the sentence.
    CHECK(problem(Code::insufficient_points).body.find("{missing}") == std::string::npos);
    CHECK(too_many(5).header("Retry-After") == "5");
}
