// The strict profile of JSON: what is read, what is refused, and where the refusal points.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "engine/json/parse.hpp"

using namespace regulars;

namespace {

std::int64_t offset_of(const Refusal& r) {
    for (const Param& p : r.params) {
        if (p.name == "offset") return p.number;
    }
    return -1;
}

std::string repeat(std::string_view part, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += part;
    return out;
}

}  // namespace

TEST_CASE("refused texts name the rule, the place and the byte") {
    struct Row {
        std::string text;
        Code code;
        std::string path;
        std::int64_t offset;
    };
    const Row rows[] = {
        {"", Code::malformed_json, "", 0},
        {"{", Code::malformed_json, "", 1},
        {"[1,]", Code::malformed_json, "[1]", 4},
        {"{\"a\":1} x", Code::malformed_json, "", 9},
        {"\xEF\xBB\xBF{}", Code::malformed_json, "", 0},
        {std::string("12\0", 3), Code::malformed_json, "", 2},
        {"\"\xC3\x28\"", Code::malformed_json, "", 3},
        {R"("\ud800")", Code::malformed_json, "", 8},
        {R"({"a":{"b":[1,2,{"c":1.5}]}})", Code::not_an_integer, "a.b[2].c", 23},
        {R"({"a":1e3})", Code::not_an_integer, "a", 8},
        {R"({"a":-0})", Code::not_an_integer, "a", 7},
        {R"({"a":1e999})", Code::not_an_integer, "a", 10},
        {R"({"a":9007199254740992})", Code::number_out_of_range, "a", -1},
        {R"({"a":-9007199254740992})", Code::number_out_of_range, "a", -1},
        {R"({"a":99999999999999999999999})", Code::number_out_of_range, "a", -1},
        {R"({"a":1,"b":{"x":1,"x":2}})", Code::duplicate_key, "b.x", 21},
        {R"({"a":1,"\u0061":2})", Code::duplicate_key, "a", 15},
        {"NaN", Code::malformed_json, "", 1},
        {"{\"a\":'b'}", Code::malformed_json, "a", 6},
        {"/* no */ 1", Code::malformed_json, "", 1},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto result = json::parse(row.text);
        REQUIRE_FALSE(result);
        CHECK(name(result.refusal().code) == name(row.code));
        CHECK(result.refusal().path == row.path);
        CHECK(offset_of(result.refusal()) == row.offset);
    }
}

TEST_CASE("limits of a text hold, and one above does not") {
    auto code = [](const Result<json::Document>& r) { return r ? Code::ok : r.refusal().code; };
    const std::size_t depth = limits::json_depth;
    CHECK(json::parse(repeat("[", depth) + repeat("]", depth)));
    CHECK(code(json::parse(repeat("[", depth + 1) + repeat("]", depth + 1))) == Code::too_deep);

    auto members = [](std::size_t n) {
        std::string text = "{";
        for (std::size_t i = 0; i < n; ++i) text += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
        return text + "}";
    };
    CHECK(json::parse(members(limits::json_members)));
    CHECK(code(json::parse(members(limits::json_members + 1))) == Code::too_many);

    auto bytes = [](std::size_t n) { return '"' + std::string(n - 2, 'x') + '"'; };
    CHECK(json::parse(bytes(limits::body_bytes)));
    CHECK(code(json::parse(bytes(limits::body_bytes + 1))) == Code::too_large);
    CHECK(json::parse(bytes(limits::body_bytes + 1), limits::body_bytes + 1));

    CHECK(json::parse("[9007199254740991,-9007199254740991,0]"));
}

TEST_CASE("texts and names are unescaped") {
    const auto doc = json::parse(R"({"a\n\"":"\u00e9\ud83d\ude00\t","b":[],"c":{},"d":null,"e":true,"f":-5})");
    REQUIRE(doc);
    const json::Document& d = *doc;
    CHECK(d.root().count == 6);
    const json::Node& a = d.at(d.root().child);
    CHECK(d.name(a) == "a\n\"");
    CHECK(d.text(a) == "\xC3\xA9\xF0\x9F\x98\x80\t");
    const json::Node& b = d.at(a.next);
    CHECK(b.type == json::Type::array);
    const json::Node& e = d.at(d.at(d.at(b.next).next).next);
    CHECK(e.type == json::Type::boolean);
    CHECK(e.number == 1);
    CHECK(d.at(e.next).number == -5);
    CHECK(d.at(e.next).next == json::nowhere);
}

TEST_CASE("JSONTestSuite: every n_ is refused, every y_ is read or refused by a rule of the profile") {
    const char* shared = std::getenv("SHARED");
    const std::filesystem::path folder =
        (shared ? std::filesystem::path(shared) : std::filesystem::path(REGULARS_SOURCE_DIR) / "../shared") /
        "vectors/json-test-suite";
    if (!std::filesystem::exists(folder)) {
        WARN("skipped: " << folder << " is not here");
        return;
    }
    // Valid JSON that the profile refuses by name.
    const std::map<std::string, Code> refused = {
        {"y_number.json", Code::not_an_integer},                       // 123e65
        {"y_number_0e+1.json", Code::not_an_integer},
        {"y_number_0e1.json", Code::not_an_integer},
        {"y_number_double_close_to_zero.json", Code::not_an_integer},
        {"y_number_int_with_exp.json", Code::not_an_integer},
        {"y_number_minus_zero.json", Code::not_an_integer},            // -0
        {"y_number_negative_zero.json", Code::not_an_integer},
        {"y_number_real_capital_e.json", Code::not_an_integer},
        {"y_number_real_capital_e_neg_exp.json", Code::not_an_integer},
        {"y_number_real_capital_e_pos_exp.json", Code::not_an_integer},
        {"y_number_real_exponent.json", Code::not_an_integer},
        {"y_number_real_fraction_exponent.json", Code::not_an_integer},
        {"y_number_real_neg_exp.json", Code::not_an_integer},
        {"y_number_real_pos_exponent.json", Code::not_an_integer},
        {"y_number_simple_real.json", Code::not_an_integer},
        {"y_object_duplicated_key.json", Code::duplicate_key},
        {"y_object_duplicated_key_and_value.json", Code::duplicate_key},
        {"y_object_extreme_numbers.json", Code::not_an_integer},       // -1.0e+28
        {"y_structure_lonely_negative_real.json", Code::not_an_integer},
    };
    std::size_t read = 0;
    std::set<std::string> met;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string file = entry.path().filename().string();
        if (entry.path().extension() != ".json") continue;
        INFO(file);
        std::ifstream in(entry.path(), std::ios::binary);
        std::stringstream text;
        text << in.rdbuf();
        const auto result = json::parse(text.str());
        ++read;
        if (file[0] == 'n') CHECK_FALSE(result);
        if (file[0] != 'y') continue;
        const auto rule = refused.find(file);
        CHECK(result.ok() == (rule == refused.end()));
        if (rule == refused.end() || result) continue;
        met.insert(file);
        CHECK(name(result.refusal().code) == name(rule->second));
    }
    CHECK(read >= 318);
    CHECK(met.size() == refused.size());
}
