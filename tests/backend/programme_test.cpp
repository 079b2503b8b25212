// Programme versions, the small configuration, and the time-zone database.
#include <fstream>
#include <iterator>

#include "backend/app/programme.hpp"
#include "backend/app/shown.hpp"
#include "backend/app/zone.hpp"
#include "backend/clock.hpp"
#include "backend/storage/migrations.hpp"
#include "catch.hpp"

using namespace regulars::backend;

namespace {

std::string fixture() {
    std::ifstream in(std::string(REGULARS_SOURCE_DIR) + "/tests/backend/fixtures/program.json", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("an unchanged file keeps its version; a changed one needs a higher number", "[programme]") {
    Database db(":memory:", Database::Access::read_write);
    migrate(db);
    const auto text = fixture();
    const auto document = remember_version(db, text, 1000);
    CHECK(document.find("\"offset_seconds\":25200") != std::string::npos);
    CHECK(remember_version(db, text, 2000) == document);
    CHECK(remember_version(db, replaced(text, "\"format\": 1,", "\"$schema\": \"x\",\n  \"format\":1,"), 2000) == document);

    const auto changed = replaced(text, "\"units\": 100", "\"units\": 200");
    CHECK_THROWS_WITH(remember_version(db, changed, 3000), Catch::Contains("stored with other contents") && Catch::Contains("higher version"));
    const auto second = replaced(changed, "\"version\": 1,", "\"version\": 2,");
    CHECK(remember_version(db, second, 3000) != document);
    for (const auto& older : {text, changed}) {   // whether or not it says what it said
        CHECK_THROWS_WITH(remember_version(db, older, 4000), Catch::Contains("older than what is stored (the newest is 2)") && !Catch::Contains("other contents"));
    }

    Query q = db.query("SELECT version, active_from_ms FROM programmes ORDER BY version");
    REQUIRE(q.next());
    CHECK(q.number(1) == 0);
    REQUIRE(q.next());
    CHECK(q.number(1) == 3000);
}

TEST_CASE("what is no programme is refused at the start", "[programme]") {
    Database db(":memory:", Database::Access::read_write);
    migrate(db);
    CHECK_THROWS(remember_version(db, "", 1));
    CHECK_THROWS(remember_version(db, "[]", 1));
    CHECK_THROWS(remember_version(db, "{\"version\":1,\"version\":2}", 1));
    CHECK_THROWS_WITH(remember_version(db, replaced(fixture(), "Asia/Ho_Chi_Minh", "Asia/Nowhere"), 1), Catch::Contains("time-zone database"));
    CHECK_THROWS(remember_version(db, replaced(fixture(), "Asia/Ho_Chi_Minh", "../../etc/passwd"), 1));
}

TEST_CASE("configuration for the launcher", "[programme]") {
    const auto p = make_programme(*completed_document(fixture()));
    CHECK(p.version == 1);
    CHECK(p.consent_version == "1");
    CHECK(p.claim_days == 30);
    CHECK(p.name("vi") == "B\u1ea1n Quen");
    CHECK(p.name("ar") == "B\u1ea1n Quen");
    CHECK(p.config_in("").text.find(R"("welcome":{"wallet":"points","units":100})") != std::string::npos);
    CHECK(p.config_in("").text.find("earning") == std::string::npos);
    CHECK(p.config_in("").text.size() < 1000);
}

TEST_CASE("clock changes come from the system's database", "[programme]") {
    const auto viet_nam = zone_offsets("Asia/Ho_Chi_Minh");
    REQUIRE(viet_nam);
    CHECK(viet_nam->size() == 1);
    CHECK(viet_nam->front().second == 25200);
    const auto new_york = zone_offsets("America/New_York");
    REQUIRE(new_york);
    // 2026-03-08 at 07:00 UTC, clocks go to summer time.
    const auto spring = read_instant("2026-03-08T07:00:00Z").value();
    const auto found = std::find_if(new_york->begin(), new_york->end(), [&](const auto& change) { return change.first == spring; });
    REQUIRE(found != new_york->end());
    CHECK(found->second == -4 * 3600);
    CHECK((found - 1)->second == -5 * 3600);
    for (const auto* name : {"", "Nowhere", "../passwd", "/etc/passwd", "Asia/../Asia/Tokyo", "Asia"}) {
        CAPTURE(name);
        CHECK_FALSE(zone_offsets(name));
    }
}

TEST_CASE("what pages show: the members that they read, each text in one language", "[programme]") {
    const auto text = R"({"version":1,"locales":["vi","en"],"terms":{"text":"long"},"time_zone":{"name":"Asia/Ho_Chi_Minh","offsets":[]},
        "wallets":[{"id":"points","unit":"points","name":{"vi":"Điểm","en":"Points"},"expiry":{"kind":"months","months":12}}],
        "earning":[{"id":"base","name":{"vi":"Mua hàng"},"on":"order","wallet":"points","conditions":{},"award":{"kind":"per_amount","units":1}}],
        "tiers":{"window":{},"metrics":[{"id":"spend","kind":"spend"}],"levels":[{"id":"a","name":{"en":"A"},"perks":[]}]},
        "rewards":[{"id":"r","kind":"gift","name":{"vi":"Quà","en":"Gift"},"cost_units":5,"stock":{"units":1}}]})";
    const auto programme = make_programme(text);
    const ShownProgramme shown(programme.parsed, programme.main_locale);
    CHECK(shown.in("en").text ==
          R"({"time_zone":"Asia/Ho_Chi_Minh","wallets":[{"id":"points","unit":"points","name":{"en":"Points"}}],)"
          R"("earning":[{"id":"base","name":{"vi":"Mua hàng"},"on":"order","wallet":"points","award":{"kind":"per_amount","units":1}}],)"
          R"("campaigns":[],"rewards":[{"id":"r","kind":"gift","name":{"en":"Gift"},"cost_units":5}],)"
          R"("tiers":{"metrics":[{"id":"spend","kind":"spend"}],"levels":[{"id":"a","name":{"en":"A"}}]}})");
    CHECK(shown.in("fr").text == shown.in("vi").text);
    CHECK(shown.in("").etag == shown.in("vi").etag);
    CHECK(shown.in("vi").etag != shown.in("en").etag);
}
