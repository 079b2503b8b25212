#include "zone.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

#include "engine/generated/limits.hpp"

namespace regulars::backend {
namespace {

constexpr std::int64_t year_2000_s = 946'684'800;
constexpr std::size_t header_bytes = 44;

/// Big-endian numbers of a TZif file (RFC 8536); reading past the end makes `good` false.
struct Reader {
    std::string_view data;
    bool good = true;

    std::int64_t number(std::size_t at, std::size_t bytes) {
        if (at + bytes > data.size()) {
            good = false;
            return 0;
        }
        std::uint64_t value = data[at] < 0 ? ~std::uint64_t{0} : 0;   // the sign
        for (std::size_t i = 0; i < bytes; ++i)
            value = (value << 8) | static_cast<unsigned char>(data[at + i]);
        return static_cast<std::int64_t>(value);
    }
    std::size_t count(std::size_t at) { return static_cast<std::size_t>(std::max<std::int64_t>(0, number(at, 4))); }
};

/// Bytes of a data block whose times have `width` bytes.
std::size_t block_bytes(Reader& in, std::size_t header, std::size_t width) {
    const auto isut = in.count(header + 20), isstd = in.count(header + 24), leap = in.count(header + 28);
    const auto times = in.count(header + 32), types = in.count(header + 36), chars = in.count(header + 40);
    return times * (width + 1) + types * 6 + chars + leap * (width + 4) + isstd + isut;
}

bool safe_name(const std::string& name) {
    if (name.empty() || name.size() > 64 || name.front() == '/' || name.find("..") != std::string::npos) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
               c == '-' || c == '+';
    });
}

}  // namespace

std::optional<std::vector<std::pair<std::int64_t, std::int32_t>>> zone_offsets(const std::string& name) {
    if (!safe_name(name)) return std::nullopt;
    const auto path = "/usr/share/zoneinfo/" + name;
    std::error_code none;
    if (!std::filesystem::is_regular_file(path, none)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string data{std::istreambuf_iterator<char>(file), {}};
    if (!data.starts_with("TZif") || data.size() < header_bytes || data[4] < '2') return std::nullopt;
    Reader in{data};
    // The first block has 32-bit times for old readers; the second one is what counts.
    const std::size_t header = header_bytes + block_bytes(in, 0, 4);
    const auto times = in.count(header + 32), types = in.count(header + 36);
    const std::size_t first_time = header + header_bytes;
    const std::size_t first_index = first_time + times * 8;
    const std::size_t first_type = first_index + times;
    if (!in.good || types == 0 || times > 10'000) return std::nullopt;

    std::int32_t before = static_cast<std::int32_t>(in.number(first_type, 4));
    std::vector<std::pair<std::int64_t, std::int32_t>> changes;
    for (std::size_t i = 0; i < times && in.good; ++i) {
        const auto at_s = in.number(first_time + i * 8, 8);
        const auto type = static_cast<std::size_t>(in.number(first_index + i, 1) & 0xff);
        const auto offset = static_cast<std::int32_t>(in.number(first_type + type * 6, 4));
        if (at_s <= year_2000_s) {
            before = offset;
        } else if (offset != (changes.empty() ? before : changes.back().second)) {
            changes.emplace_back(at_s * 1000, offset);
        }
    }
    changes.insert(changes.begin(), {year_2000_s * 1000, before});
    if (changes.size() > limits::zone_offsets) changes.resize(limits::zone_offsets);
    if (!in.good) return std::nullopt;
    return changes;
}

}  // namespace regulars::backend
