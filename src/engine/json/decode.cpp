#include "decode.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "../generated/limits.hpp"
#include "../generated/schema_tables.hpp"
#include "parse.hpp"
#include "reader.hpp"
#include "validate.hpp"

namespace regulars::json {

In In::operator[](Key key) const {
    for (Index i = n_->child; i != nowhere; i = d_->nodes[i].next) {
        if (d_->nodes[i].key == static_cast<std::uint16_t>(key)) return {*d_, &d_->nodes[i]};
    }
    return {*d_, nullptr};
}

void get_into(const In& in, Key key, void* out, ReadInto function) {
    if (const In member = in[key]) function(member, out);
}

void read_items(const In& in, void* items, std::size_t size, ReadInto function) {
    auto* at = static_cast<std::byte*>(items);
    for (In item = in.first(); item; item = item.next(), at += size) function(item, at);
}

void read(const In& in, bool& out) { out = in.node().number != 0; }
void read(const In& in, std::int32_t& out) { out = static_cast<std::int32_t>(in.node().number); }
void read(const In& in, std::int64_t& out) { out = in.node().number; }
void read(const In& in, std::uint8_t& out) { out = in.node().choice; }
void read(const In& in, std::string& out) { out = in.text(); }
void read(const In& in, Ref& out) { out.id = in.text(); }
void read(const In& in, Money& out) { out.minor = in.node().number; }
void read(const In& in, Units& out) { out.count = in.node().number; }
void read(const In& in, Instant& out) { out.ms = in.node().number; }
void read(const In& in, Day& out) { out.number = static_cast<std::int32_t>(in.node().number); }

void read(const In& in, Ratio& out) {
    if (in.node().type == Type::text) {
        if (const auto ratio = decimal_from(in.text())) out = *ratio;
        return;
    }
    in.get(Key::numerator_, out.num);
    in.get(Key::denominator_, out.den);
}

void read(const In& in, Text& out) {
    out.clear();
    for (In word = in.first(); word; word = word.next()) {
        out.emplace_back(std::string(word.document().name(word.node())), std::string(word.text()));
    }
}

namespace {

/// Text to a checked document; the first problem where there are several.
Result<Document> checked(std::string_view text, Root root) {
    Result<Document> document = parse(text);
    if (!document) return document;
    List<Refusal> found = validate(*document, root);
    if (!found.empty()) return std::move(found.front());
    return document;
}

}  // namespace

List<Refusal> read_program(std::string_view text, Program& out) {
    Result<Document> document = parse(text);
    if (!document) return {document.refusal()};
    List<Refusal> found = validate(*document, program_root);
    if (found.empty()) decode(*document, document->root(), out);
    return found;
}

Result<MemberEvent> read_event(std::string_view text) {
    const Result<Document> document = checked(text, event_root);
    if (!document) return document.refusal();
    return decode_event(*document, document->root());
}

namespace {

Refusal within(const std::string& path, Refusal refusal) {
    if (refusal.path.empty()) refusal.path = path;
    else if (!path.empty()) refusal.path = path + '.' + refusal.path;
    return refusal;
}

/// Adds the event at a node. `path` is where it is in the whole.
Result<void> add_event(Document& document, Index at, const std::string& path, List<MemberEvent>& out) {
    List<Refusal> found = validate(document, event_root, at, path);
    if (!found.empty()) return std::move(found.front());
    Result<MemberEvent> event = decode_event(document, document.nodes[at]);
    if (!event) return within(path, event.refusal());
    out.push_back(*std::move(event));
    return {};
}

std::string numbered(std::size_t n) { return '[' + std::to_string(n) + ']'; }

Result<List<MemberEvent>> read_event_lines(std::string_view text) {
    List<MemberEvent> out;
    const std::size_t whole = text.size();
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        const auto begins = static_cast<std::int64_t>(whole - text.size());
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.find_first_not_of(" \t\r") == line.npos) continue;
        const std::string path = numbered(out.size());
        Result<Document> document = parse(line);
        if (!document) {
            Refusal refusal = within(path, document.refusal());
            for (Param& p : refusal.params) if (p.name == "offset") p.number += begins;   // of the file, as everywhere
            return refusal;
        }
        if (const Result<void> added = add_event(*document, 0, path, out); !added) return added.refusal();
    }
    return out;
}

}  // namespace

Result<List<MemberEvent>> read_events(std::string_view text) {
    Result<Document> document = parse(text, limits::vector_bytes);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool object = first != text.npos && text[first] == '{';
    if (!document) {
        const bool lines = document.refusal().code == Code::malformed_json && object && text.find("\n{", first) != text.npos;
        return lines ? read_event_lines(text) : document.refusal();
    }
    List<MemberEvent> out;
    if (document->root().type != Type::array) {
        if (const Result<void> added = add_event(*document, 0, {}, out); !added) return added.refusal();
        return out;
    }
    std::size_t n = 0;
    for (Index i = document->root().child; i != nowhere; i = document->nodes[i].next, ++n) {
        if (const Result<void> added = add_event(*document, i, numbered(n), out); !added) return added.refusal();
    }
    return out;
}

Result<QuoteRequest> read_quote_request(std::string_view text) {
    const Result<Document> document = checked(text, quote_root);
    if (!document) return document.refusal();
    QuoteRequest out;
    decode(*document, document->root(), out);
    return out;
}

Result<Instant> read_summary_request(std::string_view text) {
    const Result<Document> document = checked(text, summary_root);
    if (!document) return document.refusal();
    Instant at;
    In(*document, &document->root()).get(Key::at_, at);
    return at;
}

}  // namespace regulars::json
