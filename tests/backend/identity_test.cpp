// Addresses, limits, one-time codes and mails.
#include <filesystem>
#include <set>

#include "backend/app/codes.hpp"
#include "backend/identity/email.hpp"
#include "backend/identity/limiter.hpp"
#include "backend/mail/mails.hpp"
#include "backend/storage/migrations.hpp"
#include "catch.hpp"

using namespace regulars::backend;

TEST_CASE("addresses have one normal form", "[identity]") {
    CHECK(normal_email("  Lan.Nguyen+vip@Example.COM ") == "lan.nguyen+vip@example.com");
    CHECK(normal_email("o'brien@sub.example.co") == "o'brien@sub.example.co");
    for (const auto* text :
         {"", "lan", "@example.com", "lan@", "lan@example", "lan@@example.com", "lan@exa mple.com", "la n@example.com",
          ".lan@example.com", "lan.@example.com", "la..n@example.com", "lan@-example.com", "lan@example-.com",
          "lan@.example.com", "lan@example.com.", "lan@example..com", "\"lan\"@example.com", "lan@[127.0.0.1]",
          "lan@example.com\r\nBcc: x@y.z", "lan\n@example.com", "l\xc3\xa1n@example.com", "lan@ex\xc3\xa1mple.com"}) {
        CAPTURE(text);
        CHECK_FALSE(normal_email(text));
    }
    CHECK_FALSE(normal_email(std::string(65, 'a') + "@example.com"));
    CHECK_FALSE(normal_email("a@" + std::string(64, 'b') + ".com"));
    CHECK(masked_email("lan@example.com") == "l***@example.com");
    CHECK(masked_email("l@example.com") == "l***@example.com");
}

TEST_CASE("a limit lets a burst through, then one at a time", "[identity]") {
    Limiter limiter(4, 40'000);
    for (int i = 0; i < 4; ++i)
        CHECK(limiter.take("a", 1'000'000) == 0);
    CHECK(limiter.take("a", 1'000'000) == 10);
    CHECK(limiter.take("a", 1'009'999) == 1);
    CHECK(limiter.take("b", 1'000'000) == 0);
    CHECK(limiter.take("a", 1'010'000) == 0);
    CHECK(limiter.take("a", 1'010'000) == 10);
    // A clock that jumps back must not lock anybody out for longer than the period.
    CHECK(limiter.take("c", 1'000'000) == 0);
    CHECK(client_key("2001:db8::1") == client_key("2001:db8::ffff:2"));
    CHECK(client_key("2001:db8::1") != client_key("2001:db8:0:1::1"));
    CHECK(client_key("10.0.0.1") != client_key("10.0.0.2"));
}

TEST_CASE("an IPv4 address is one client, however it is written", "[identity]") {
    CHECK(client_key("::ffff:10.0.0.1") == client_key("10.0.0.1"));
    CHECK(client_key("::FFFF:0a00:0001") == client_key("10.0.0.1"));
    CHECK(client_key("64:ff9b::10.0.0.1") == client_key("10.0.0.1"));
    CHECK(client_key("::ffff:10.0.0.1") != client_key("::ffff:10.0.0.2"));
    CHECK(client_key("64:ff9b::10.0.0.1") != client_key("64:ff9b::10.0.0.2"));
    // Neighbours of these prefixes are addresses of IPv6 like others.
    CHECK(client_key("64:ff9b:1::10.0.0.1") == client_key("64:ff9b:1::10.0.0.2"));
    CHECK(client_key("::fffe:10.0.0.1") == client_key("::1"));
}

namespace {

struct Fixture {
    Database db{":memory:", Database::Access::read_write};
    CodeBook codes{"a key of the server"};
    std::int64_t now = 1'795'323'600'000;
    Fixture() { migrate(db); }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "a code is right once, for ten minutes", "[identity]") {
    const auto code = codes.issue(db, "lan@example.com", "her browser", CodePurpose::join, "{\"name\":\"Lan\"}", now);
    CHECK(code.size() == 6);
    CHECK_FALSE(codes.check(db, "minh@example.com", "her browser", code, now).right);
    const auto found = codes.check(db, "lan@example.com", "her browser", code, now + code_life_ms - 1);
    CHECK(found.right);
    CHECK(found.purpose == CodePurpose::join);
    CHECK(found.pending_json == "{\"name\":\"Lan\"}");
    CHECK_FALSE(codes.check(db, "lan@example.com", "her browser", code, now).right);

    const auto late = codes.issue(db, "lan@example.com", "her browser", CodePurpose::sign_in, "", now);
    CHECK_FALSE(codes.check(db, "lan@example.com", "her browser", late, now + code_life_ms).right);
}

TEST_CASE_METHOD(Fixture, "five wrong tries kill a code", "[identity]") {
    const auto code = codes.issue(db, "lan@example.com", "her browser", CodePurpose::sign_in, "", now);
    const auto wrong = code == "000000" ? "000001" : "000000";
    for (int i = 0; i < code_tries; ++i)
        CHECK_FALSE(codes.check(db, "lan@example.com", "her browser", wrong, now).right);
    CHECK_FALSE(codes.check(db, "lan@example.com", "her browser", code, now).right);
    // A new one starts afresh, and the old one is dead.
    const auto next = codes.issue(db, "lan@example.com", "her browser", CodePurpose::sign_in, "", now);
    CHECK((next == code || !codes.check(db, "lan@example.com", "her browser", code, now).right));
    CHECK(codes.check(db, "lan@example.com", "her browser", next, now).right);
}

TEST_CASE_METHOD(Fixture, "what she gave goes with her browser, not with the address", "[identity]") {
    const std::string lan = "lan@example.com";
    const auto hers = codes.issue(db, lan, "her browser", CodePurpose::join, "{\"name\":\"Lan\"}", now);
    const auto theirs = codes.issue(db, lan, "a stranger's", CodePurpose::join, "{\"name\":\"Other\"}", now + 1);
    // Both mails are hers: whichever code she types, it is she who joins.
    const bool own = GENERATE(true, false);
    const auto found = codes.check(db, lan, "her browser", own ? hers : theirs, now + 2);
    CHECK(found.right);
    CHECK(found.pending_json == "{\"name\":\"Lan\"}");
    CHECK_FALSE(codes.check(db, lan, "her browser", own ? theirs : hers, now + 2).right);
}

TEST_CASE_METHOD(Fixture, "a code that is typed elsewhere is the newest, and brings nobody's answers", "[identity]") {
    const std::string lan = "lan@example.com";
    const auto first = codes.issue(db, lan, "a stranger's", CodePurpose::join, "{\"name\":\"Other\"}", now);
    const auto second = codes.issue(db, lan, "her browser", CodePurpose::join, "{\"name\":\"Lan\"}", now + 1);
    // An invitation is no code and hides none.
    codes.issue(db, lan, "a third one", CodePurpose::invite, "", now + 2);
    CHECK((first == second || !codes.check(db, lan, "", first, now + 3).right));
    const auto found = codes.check(db, lan, "", second, now + 3);
    CHECK(found.right);
    CHECK(found.pending_json.empty());
}

TEST_CASE_METHOD(Fixture, "others' wrong tries do not end her code where she asked for it", "[identity]") {
    const std::string lan = "lan@example.com";
    const auto code = codes.issue(db, lan, "her browser", CodePurpose::sign_in, "", now);
    const auto wrong = code == "000000" ? "000001" : "000000";
    for (int i = 0; i < code_tries; ++i)
        CHECK_FALSE(codes.check(db, lan, i % 2 == 0 ? "" : "a stranger's", wrong, now).right);
    CHECK_FALSE(codes.check(db, lan, "", code, now).right);
    CHECK(codes.check(db, lan, "her browser", code, now).right);
}

TEST_CASE_METHOD(Fixture, "the code of an invitation is never right", "[identity]") {
    const auto code = codes.issue(db, "nobody@example.com", "her browser", CodePurpose::invite, "", now);
    CHECK_FALSE(codes.check(db, "nobody@example.com", "her browser", code, now).right);
}

TEST_CASE_METHOD(Fixture, "the code itself is not stored", "[identity]") {
    const auto code = codes.issue(db, "lan@example.com", "her browser", CodePurpose::join, "", now);
    Query q = db.query("SELECT count(*) FROM codes WHERE instr(mac, ?) > 0 OR instr(pending, ?) > 0", code, code);
    REQUIRE(q.next());
    CHECK(q.number(0) == 0);
}

TEST_CASE_METHOD(Fixture, "codes are spread over all six-digit numbers", "[identity]") {
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i)
        seen.insert(codes.issue(db, "lan@example.com", "her browser", CodePurpose::join, "", now));
    CHECK(seen.size() > 490);
    CHECK(std::any_of(seen.begin(), seen.end(), [](const auto& code) { return code.front() == '0'; }));
}

TEST_CASE("mails come in the member's language and stay on one subject line", "[identity]") {
    for (const auto* locale : {"en", "vi", "ar"}) {
        for (const auto kind : {MailKind::join_code, MailKind::sign_in_code, MailKind::invitation}) {
            const auto mail = make_mail(kind, locale, "Shop\r\nBcc: evil@example.com", "123456");
            CHECK(mail.subject.find('\n') == std::string::npos);
            CHECK(mail.subject.find('\r') == std::string::npos);
            CHECK(mail.text.find('{') == std::string::npos);
            CHECK((mail.text.find("123456") != std::string::npos) == (kind != MailKind::invitation));
        }
    }
    CHECK(make_mail(MailKind::join_code, "en", "S", "1").text != make_mail(MailKind::join_code, "vi", "S", "1").text);
    CHECK(mail_locale("de") == "en");
}
