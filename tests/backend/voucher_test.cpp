// The voucher state machine, step by step.
#include "backend/app/vouchers.hpp"
#include "backend/storage/migrations.hpp"
#include "catch.hpp"

using namespace regulars;
using namespace regulars::backend;

namespace {

struct Fixture {
    Database db{":memory:", Database::Access::read_write};
    Vouchers vouchers{"code key", "lookup key"};
    std::int64_t now = 1'795'323'600'000;
    std::string code;

    Fixture() {
        migrate(db);
        db.run("INSERT INTO members (id, email, customer_id, marketing, locale, joined_at_ms) VALUES ('m', 'lan@example.com', 'c1', 0, 'en', 1)");
        db.run("INSERT INTO members (id, email, marketing, locale, joined_at_ms) VALUES ('n', 'minh@example.com', 0, 'en', 1)");
        db.run("INSERT INTO redemptions (id, member_id, record) VALUES ('r1', 'm', '{}')");
        vouchers.issue(db, {"r1", "m", "off-20", "fixed_discount", "{}", 20000, {}, now + 1'000'000}, now);
        code = vouchers.code("r1");
    }
    Code reserve(const std::string& typed, const std::string& checkout, const Vouchers::Customer& customer = {}) {
        const auto r = vouchers.reserve(db, typed, checkout, customer, now);
        return r ? Code::ok : r.refusal().code;
    }
    Code use(const std::string& checkout, const std::string& order) {
        const auto r = vouchers.use(db, code, checkout, order, now);
        return r ? Code::ok : r.refusal().code;
    }
    Code release(const std::string& checkout) {
        const auto r = vouchers.release(db, code, checkout, now);
        return r ? Code::ok : r.refusal().code;
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "codes: readable, long, different, and not in the database", "[voucher]") {
    CHECK(code.size() == 19);
    CHECK(code != vouchers.code("r2"));
    CHECK(code != Vouchers("other key", "lookup key").code("r1"));
    Query q = db.query("SELECT * FROM vouchers");
    REQUIRE(q.next());
    for (int column = 0; column < 14; ++column)
        CHECK(q.text(column).find(code.substr(0, 4)) == std::string::npos);
    vouchers.issue(db, {"r1", "m", "other", "gift", "{}", {}, {}, {}}, now);   // again: nothing happens
    CHECK(vouchers.of_redemption(db, "r1", now).find("off-20") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "reserved by one checkout at a time, used once", "[voucher]") {
    CHECK(reserve(code, "k1") == Code::ok);
    CHECK(reserve(code, "k1") == Code::ok);
    CHECK(reserve(code, "k2") == Code::voucher_reserved);
    CHECK(use("k2", "o2") == Code::voucher_reserved);
    CHECK(release("k2") == Code::voucher_reserved);
    CHECK(use("k1", "o1") == Code::ok);
    CHECK(use("k1", "o1") == Code::ok);
    CHECK(use("k1", "o2") == Code::voucher_used);
    CHECK(use("k2", "o1") == Code::voucher_used);
    CHECK(reserve(code, "k1") == Code::voucher_used);
    CHECK(release("k1") == Code::voucher_used);
}

TEST_CASE_METHOD(Fixture, "released, it can be reserved again; never used without being held", "[voucher]") {
    CHECK(use("k1", "o1") == Code::voucher_released);
    CHECK(release("k1") == Code::voucher_released);
    CHECK(reserve(code, "k1") == Code::ok);
    CHECK(release("k1") == Code::ok);
    CHECK(release("k1") == Code::ok);
    CHECK(use("k1", "o1") == Code::voucher_released);
    CHECK(reserve(code, "k2") == Code::ok);
    CHECK(use("k2", "o1") == Code::ok);
}

TEST_CASE_METHOD(Fixture, "a checkout that was left holds it for half an hour", "[voucher]") {
    db.run("UPDATE vouchers SET expires_at_ms = NULL");
    CHECK(reserve(code, "k1") == Code::ok);
    now += reservation_ms - 1;
    CHECK(reserve(code, "k2") == Code::voucher_reserved);
    now += 1;
    CHECK(reserve(code, "k2") == Code::ok);
    CHECK(reserve(code, "k1") == Code::voucher_reserved);
    CHECK(use("k2", "o1") == Code::ok);
}

TEST_CASE_METHOD(Fixture, "a use that comes after the half hour is recorded: the discount was given", "[voucher]") {
    db.run("UPDATE vouchers SET expires_at_ms = ?", now + 2 * reservation_ms);
    CHECK(reserve(code, "k1") == Code::ok);
    now += reservation_ms;
    SECTION("nobody else has it") {}
    SECTION("another checkout has it") { CHECK(reserve(code, "k2") == Code::ok); }
    SECTION("another checkout had it and went without") {
        CHECK(reserve(code, "k2") == Code::ok);
        CHECK(release("k2") == Code::ok);
    }
    SECTION("its last day is over") { now += reservation_ms; }
    CHECK(use("k1", "o1") == Code::ok);
    CHECK(use("k1", "o1") == Code::ok);
    CHECK(use("k1", "o2") == Code::voucher_used);
    CHECK(use("k2", "o2") == Code::voucher_used);
    CHECK(release("k1") == Code::voucher_used);
}

TEST_CASE_METHOD(Fixture, "a use that comes after the half hour is refused where the voucher is gone", "[voucher]") {
    db.run("UPDATE vouchers SET expires_at_ms = NULL");
    CHECK(reserve(code, "k1") == Code::ok);
    now += reservation_ms;
    CHECK(use("k3", "o3") == Code::voucher_released);
    CHECK(reserve(code, "k2") == Code::ok);
    SECTION("somebody else used it") {
        CHECK(use("k2", "o2") == Code::ok);
        CHECK(use("k1", "o1") == Code::voucher_used);
    }
    SECTION("the checkout had said that it goes without") {
        CHECK(release("k1") == Code::ok);
        CHECK(use("k1", "o1") == Code::voucher_reserved);
        CHECK(use("k2", "o2") == Code::ok);
    }
    SECTION("the points were given back") {
        vouchers.withdraw(db, "r1", now);
        CHECK(use("k1", "o1") == Code::voucher_expired);
    }
}

TEST_CASE_METHOD(Fixture, "expiry stops reserving, not a payment under way", "[voucher]") {
    now += 999'999;
    CHECK(reserve(code, "k1") == Code::ok);
    now += 1;
    CHECK(vouchers.of_redemption(db, "r1", now).find("\"expired\"") != std::string::npos);
    CHECK(reserve(code, "k2") == Code::voucher_expired);
    CHECK(use("k1", "o1") == Code::ok);
}

TEST_CASE_METHOD(Fixture, "a redemption that was taken back takes its voucher with it", "[voucher]") {
    CHECK(reserve(code, "k1") == Code::ok);
    vouchers.withdraw(db, "r1", now);
    CHECK(use("k1", "o1") == Code::voucher_expired);
    CHECK(reserve(code, "k1") == Code::voucher_expired);
}

TEST_CASE_METHOD(Fixture, "a redemption is bound while a checkout has its voucher in hand, and for good once that was used", "[voucher]") {
    const auto bound = [&] { return vouchers.bound(db, "r1", now).code; };
    CHECK(bound() == Code::ok);
    CHECK(vouchers.bound(db, "no voucher was made for this", now).code == Code::ok);
    CHECK(reserve(code, "k1") == Code::ok);
    CHECK(bound() == Code::voucher_reserved);
    CHECK(release("k1") == Code::ok);
    CHECK(bound() == Code::ok);
    CHECK(reserve(code, "k1") == Code::ok);
    now += reservation_ms - 1;
    CHECK(bound() == Code::voucher_reserved);
    now += 1;
    CHECK(bound() == Code::ok);
    CHECK(use("k1", "o1") == Code::ok);
    CHECK(bound() == Code::redemption_used);
}

TEST_CASE_METHOD(Fixture, "a voucher of somebody else is one that does not exist", "[voucher]") {
    CHECK(reserve("0000-0000-0000-0000", "k1") == Code::voucher_unknown);
    CHECK(reserve("", "k1") == Code::voucher_unknown);
    CHECK(reserve("no code at all!", "k1") == Code::voucher_unknown);
    CHECK(reserve(code, "k1", {std::nullopt, "minh@example.com"}) == Code::voucher_unknown);
    CHECK(reserve(code, "k1", {"c2", std::nullopt}) == Code::voucher_unknown);
    CHECK(reserve(code, "k1", {"c2", "lan@example.com"}) == Code::voucher_unknown);
    CHECK(reserve(code, "k1", {"c1", std::nullopt}) == Code::ok);
    CHECK(reserve(code, "k1", {std::nullopt, "LAN@example.com"}) == Code::ok);
}

TEST_CASE_METHOD(Fixture, "codes are found however they are typed", "[voucher]") {
    std::string typed;
    for (const char c : code) {
        if (c == '-') continue;
        typed += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
    }
    CHECK(reserve(" " + typed + " ", "k1") == Code::ok);
}
