// Documents against the compiled schema: every field is taken, every mistake is named where it is.
#include <string>

#include "catch.hpp"
#include "engine/generated/limits.hpp"
#include "engine/generated/schema_tables.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/forms.hpp"
#include "engine/json/parse.hpp"
#include "engine/json/validate.hpp"
#include "json_samples.hpp"

using namespace regulars;

namespace {

std::string told(const regulars::List<Refusal>& found) {
    std::string out;
    for (const Refusal& r : found) {
        if (!out.empty()) out += "; ";
        out += std::string(name(r.code)) + " " + r.path;
    }
    return out;
}

regulars::List<Refusal> problems(std::string_view text, json::Root root) {
    auto document = json::parse(text, limits::vector_bytes);
    if (!document) return {document.refusal()};
    return json::validate(*document, root);
}

std::string with(std::string text, std::string_view find, std::string_view put) {
    const std::size_t at = text.find(find);
    REQUIRE(at != std::string::npos);
    return text.replace(at, find.size(), put);
}

const std::string small_program = R"({"format":1,"id":"cafe","version":3,"name":{"vi":"Quán","en":"Café"},)"
    R"("currency":{"code":"VND","exponent":0},"time_zone":{"name":"Asia/Ho_Chi_Minh","offsets":[{"from":"1970-01-01T00:00:00Z","offset_seconds":25200}]},)"
    R"("locales":["vi","en"],"wallets":[{"id":"points","unit":"points","name":{"en":"Points"},"expiry":{"kind":"months","months":12}}]})";

const std::string small_order = R"({"type":"order_placed","id":"o-1","occurred_at":"2026-11-22T05:00:00Z","order":{"currency":"VND","lines":[{"id":"1","sku":"phin","quantity":2,"amount_minor":118000}]}})";

}  // namespace

TEST_CASE("every field and every kind of the schemas is accepted and decoded") {
    const struct {
        const char* name;
        json::Root root;
    } rows[] = {{"program", json::program_root},
                {"event", json::event_root},
                {"quote", json::quote_root},
                {"summary", json::summary_root},
                {"vector", json::vector_root}};
    for (const auto& row : rows) {
        const json::Sampler sampler(row.root.schema());
        const std::size_t rounds = sampler.rounds(row.root.shape);
        for (std::size_t round = 0; round < rounds; ++round) {
            const std::string text = sampler.document(row.root.shape, round);
            INFO(row.name << " " << round << ": " << text);
            CHECK(told(problems(text, row.root)) == "");
        }
    }
    const json::Sampler sampler(json::engine_schema());
    for (std::size_t round = 0; round < sampler.rounds(json::program_root.shape); ++round) {
        Program program;
        CHECK(told(json::read_program(sampler.document(json::program_root.shape, round), program)) == "");
        CHECK(program.id == "x1");
        CHECK(program.rewards.size() == 1);
    }
    for (std::size_t round = 0; round < sampler.rounds(json::event_root.shape); ++round) {
        const auto event = json::read_event(sampler.document(json::event_root.shape, round));
        // Smallest month and day make a date, the largest (12 and 31) as well. A refund with every field says two things.
        if (!event && told({event.refusal()}) == "contradiction lines") continue;
        REQUIRE(event);
        CHECK(event->event.body.index() == round % std::variant_size_v<EventBody>);
    }
}

TEST_CASE("mistakes in a programme are named where they are") {
    CHECK(told(problems(small_program, json::program_root)) == "");
    const struct {
        const char* find;
        const char* put;
        const char* expected;
    } rows[] = {
        {R"("id":"cafe",)", "", "missing_field id"},
        {R"("id":"cafe")", R"("id":"Café")", "wrong_value id"},
        {R"("id":"cafe")", R"("id":7)", "wrong_type id"},
        {R"("version":3)", R"("version":0)", "number_out_of_range version"},
        {R"("version":3)", R"("version":3,"colour":1)", "unknown_field colour"},
        {R"("format":1)", R"("format":2)", "number_out_of_range format"},
        {R"("code":"VND")", R"("code":"vnd")", "wrong_value currency.code"},
        {R"("exponent":0)", R"("exponent":4)", "number_out_of_range currency.exponent"},
        {R"("en":"Café")", R"("EN":"Café")", "wrong_value name.EN"},
        {R"({"vi":"Quán","en":"Café"})", "{}", "too_few name"},
        {R"("locales":["vi","en"])", R"("locales":[])", "too_few locales"},
        {R"("locales":["vi","en"])", R"("locales":["vi",5])", "wrong_type locales[1]"},
        {R"("1970-01-01T00:00:00Z")", R"("1970-02-30T00:00:00Z")", "wrong_value time_zone.offsets[0].from"},
        {R"("unit":"points")", R"("unit":"miles")", "wrong_value wallets[0].unit"},
        {R"("kind":"months","months":12)", R"("kind":"months")", "missing_field wallets[0].expiry.months"},
        {R"("kind":"months","months":12)", R"("kind":"days","months":12)",
         "unknown_field wallets[0].expiry.months; missing_field wallets[0].expiry.days"},
        {R"("kind":"months","months":12)", R"("months":12)", "missing_field wallets[0].expiry.kind"},
        {R"("kind":"months","months":12)", R"("kind":"weeks")", "wrong_value wallets[0].expiry.kind"},
        {R"("kind":"months","months":12)", R"("kind":3)", "wrong_value wallets[0].expiry.kind"},
        {R"({"kind":"months","months":12})", "12", "wrong_type wallets[0].expiry"},
        {R"({"en":"Points"})", R"({"en":""})", "too_short wallets[0].name.en"},
        {R"({"en":"Points"})", "{\"en\":\"a\\nb\"}", "wrong_value wallets[0].name.en"},
    };
    for (const auto& row : rows) {
        INFO(row.put);
        CHECK(told(problems(with(small_program, row.find, row.put), json::program_root)) == row.expected);
    }
}

TEST_CASE("mistakes in an event are named where they are") {
    CHECK(told(problems(small_order, json::event_root)) == "");
    const struct {
        const char* find;
        const char* put;
        const char* expected;
    } rows[] = {
        {R"("type":"order_placed")", R"("type":"order_stolen")", "wrong_value type"},
        {R"("type":"order_placed",)", "", "missing_field type"},
        {R"("occurred_at":"2026-11-22T05:00:00Z")", R"("occurred_at":"2026-11-22T05:00:00+07:00")", "wrong_value occurred_at"},
        {R"("occurred_at":"2026-11-22T05:00:00Z")", R"("occurred_at":"2026-11-22T24:00:00Z")", "wrong_value occurred_at"},
        {R"("quantity":2)", R"("quantity":0)", "number_out_of_range order.lines[0].quantity"},
        {R"("amount_minor":118000)", R"("amount_minor":-1)", "number_out_of_range order.lines[0].amount_minor"},
        {R"("amount_minor":118000)", R"("amount_minor":"118000")", "wrong_type order.lines[0].amount_minor"},
        {R"("sku":"phin")", R"("sku":" phin")", "wrong_value order.lines[0].sku"},
        {R"("sku":"phin")", R"("sku":"phin","sku":"phin")", "duplicate_key order.lines[0].sku"},
        {R"("amount_minor":118000)", R"("amount_minor":118000.0)", "not_an_integer order.lines[0].amount_minor"},
    };
    for (const auto& row : rows) {
        INFO(row.put);
        CHECK(told(problems(with(small_order, row.find, row.put), json::event_root)) == row.expected);
    }
}

TEST_CASE("what a schema cannot say is still refused") {
    auto event = [](const std::string& text) {
        const auto result = json::read_event(text);
        return result ? std::string() : told({result.refusal()});
    };
    CHECK(event(small_order) == "");
    CHECK(event(with(small_order, R"("id":"o-1",)", "")) == "missing_field id");
    CHECK(event(with(small_order, R"("currency")", R"("id":"o-2","currency")")) == "contradiction order.id");
    const std::string joined = R"({"type":"member_joined","id":"m","occurred_at":"2026-11-22T05:00:00Z","birthday":{"month":2,"day":29}})";
    CHECK(event(joined) == "");
    CHECK(event(with(joined, R"("day":29)", R"("day":30)")) == "wrong_value birthday");
}

TEST_CASE("events come as one, as a list, or one on each line") {
    const std::string two = with(small_order, "o-1", "o-2");
    auto ids = [](const std::string& text) {
        const auto events = json::read_events(text);
        if (!events) return told({events.refusal()});
        std::string out;
        for (const MemberEvent& e : *events) out += e.event.id + " ";
        return out;
    };
    CHECK(ids(small_order) == "o-1 ");
    CHECK(ids("[]") == "");
    CHECK(ids('[' + small_order + ",\n" + two + ']') == "o-1 o-2 ");
    CHECK(ids(small_order + "\n" + two) == "o-1 o-2 ");
    CHECK(ids("\n" + small_order + "\r\n\r\n" + two + "\n\n") == "o-1 o-2 ");
    CHECK(ids('[' + small_order + ",{}]") == "missing_field [1].type");
    CHECK(ids(small_order + "\n{}") == "missing_field [1].type");
    CHECK(ids(small_order + "\n{\"type\":}") == "malformed_json [1].type");
    CHECK(ids('[' + with(small_order, R"("id":"o-1",)", "") + ']') == "missing_field [0].id");
    CHECK(ids("{") == "malformed_json ");
}

TEST_CASE("at most so many problems are told") {
    std::string text = "{";
    for (int i = 0; i < 200; ++i) text += (i > 0 ? ",\"u" : "\"u") + std::to_string(i) + "\":1";
    CHECK(problems(text + "}", json::program_root).size() == limits::problems);
}

TEST_CASE("collections hold at their limit and not above") {
    auto order = [](std::size_t lines) {
        std::string text = R"({"at":"2026-11-22T05:00:00Z","order":{"currency":"VND","lines":[)";
        for (std::size_t i = 0; i < lines; ++i) {
            text += (i > 0 ? "," : "") + std::string(R"({"id":")") + std::to_string(i) +
                    R"(","sku":"s","quantity":1,"amount_minor":1})";
        }
        return text + "]}}";
    };
    CHECK(told(problems(order(limits::order_lines), json::quote_root)) == "");
    CHECK(told(problems(order(limits::order_lines + 1), json::quote_root)) == "too_many order.lines");

    auto named = [](std::size_t characters) {
        std::string name;
        for (std::size_t i = 0; i < characters; ++i) name += "ệ";   // three bytes, one character
        return with(small_program, R"({"en":"Points"})", R"({"en":")" + name + R"("})");
    };
    CHECK(told(problems(named(limits::name_length), json::program_root)) == "");
    CHECK(told(problems(named(limits::name_length + 1), json::program_root)) == "too_long wallets[0].name.en");

    auto amount = [](std::int64_t minor) { return with(small_order, "118000", std::to_string(minor)); };
    CHECK(told(problems(amount(limits::amount_minor), json::event_root)) == "");
    CHECK(told(problems(amount(limits::amount_minor + 1), json::event_root)) ==
          "number_out_of_range order.lines[0].amount_minor");

    auto id = [](std::size_t length) { return with(small_program, "\"cafe\"", '"' + std::string(length, 'a') + '"'); };
    CHECK(told(problems(id(limits::id_length), json::program_root)) == "");
    CHECK(told(problems(id(limits::id_length + 1), json::program_root)) == "too_long id");
}

TEST_CASE("forms") {
    using json::Form;
    auto is = [](Form form, std::string_view text) {
        std::int64_t number = 0;
        return json::has_form(form, text, number);
    };
    for (const char* good : {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59Z"}) CHECK(is(Form::instant, good));
    for (const char* bad : {"", "2026-11-22", "2026-11-22T05:00:00", "2026-11-22t05:00:00Z", "2026-11-22T05:00:60Z",
                            "2026-11-22T05:00:00.1Z", "2026-11-22T05:60:00Z", "1969-12-31T23:59:59Z", "2026-13-01T00:00:00Z",
                            "2026-00-10T00:00:00Z", "2025-02-29T00:00:00Z", "2026-11-22T05:00:00.000Zx", "02026-11-2T05:00:00Z",
                            "2026-11-22T 5:00:00Z", "2026-11-22T+5:00:00Z"}) {
        INFO(bad);
        CHECK_FALSE(is(Form::instant, bad));
    }
    CHECK(is(Form::day, "2024-02-29"));
    CHECK_FALSE(is(Form::day, "2023-02-29"));
    CHECK_FALSE(is(Form::day, "2024-2-29"));
    CHECK_FALSE(is(Form::day, "2024-02-29 "));
    for (const char* good : {"0", "1", "1.25", "9999.9999", "0.0001", "10.50"}) CHECK(is(Form::decimal, good));
    for (const char* bad : {"", ".5", "1.", "01", "10000", "1.00001", "-1", "+1", "1e2", "1,5", " 1"}) CHECK_FALSE(is(Form::decimal, bad));
    for (const char* good : {"vi", "en", "fil", "pt-BR", "zh-Hant", "zh-Hant-TW"}) CHECK(is(Form::locale, good));
    for (const char* bad : {"", "v", "VI", "en-us", "en-", "zh-hant", "english", "en-USA", "zh-TW-Hant"}) CHECK_FALSE(is(Form::locale, bad));
    for (const char* good : {"https://a", "https://example.com/a?b=c#d", "/", "/terms", "/a//b", "https://1.2.3.4:8080/"}) CHECK(is(Form::url, good));
    for (const char* bad : {"", "http://a", "javascript:alert(1)", "//evil", "https://", "https:///a", "https://a b", "a", "/a\"b",
                            "data:text/html,x", "https://a/<b>", "https://é"}) {
        CHECK_FALSE(is(Form::url, bad));
    }
    CHECK(is(Form::colour, "#8a4b2a"));
    for (const char* bad : {"#8A4B2A", "#fff", "red", "#8a4b2g", "8a4b2a0"}) CHECK_FALSE(is(Form::colour, bad));
    CHECK(is(Form::key, "a b/ç☕"));
    for (const char* bad : {"", " a", "a ", "a\tb", "a\x7f"}) CHECK_FALSE(is(Form::key, bad));

    CHECK(*json::decimal_from("1.25") == Ratio{5, 4});
    CHECK(*json::decimal_from("0.10") == Ratio{1, 10});
    CHECK(*json::decimal_from("0") == Ratio{0, 1});
    for (const char* text : {"1.25", "0.0001", "9999.9999", "7", "0.5"}) {
        std::string out;
        json::append_decimal(out, *json::decimal_from(text));
        CHECK(out == text);
    }
    for (const char* text : {"1970-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T23:59:59.000Z"}) {
        std::string out;
        json::append(out, *json::instant_from(text));
        CHECK(out == text);
    }
}
