#include "list.hpp"

#include <algorithm>
#include <cstring>

namespace regulars::list_detail {

namespace {

std::byte* at(const Block& block, std::size_t item, std::size_t index) { return static_cast<std::byte*>(block.data) + item * index; }

}  // namespace

void reserve(Block& block, std::size_t item, std::size_t capacity, Relocate relocate) {
    if (capacity <= block.capacity) return;
    void* fresh = ::operator new(item * capacity);
    if (block.size > 0) {
        if (relocate) relocate(fresh, block.data, block.size);
        else std::memcpy(fresh, block.data, item * block.size);
    }
    ::operator delete(block.data);
    block.data = fresh;
    block.capacity = static_cast<std::uint32_t>(capacity);
}

void* add(Block& block, std::size_t item, Relocate relocate) {
    constexpr std::size_t first_bytes = 128;   // small elements start with several, large ones with one
    if (block.size == block.capacity) {
        reserve(block, item, std::max(first_bytes / item, block.size + std::size_t{block.size} / 2 + 1), relocate);
    }
    return at(block, item, block.size++);
}

void* open(Block& block, std::size_t item, std::size_t index) {
    add(block, item, nullptr);
    std::byte* gap = at(block, item, index);
    std::memmove(gap + item, gap, item * (block.size - 1 - index));
    return gap;
}

void close(Block& block, std::size_t item, std::size_t index, std::size_t count) {
    if (count == 0) return;
    std::byte* to = at(block, item, index);
    std::memmove(to, to + item * count, item * (block.size - index - count));
    block.size -= static_cast<std::uint32_t>(count);
}

void release(Block& block) { ::operator delete(block.data); }

void copy(Block& to, const Block& from, std::size_t item) {
    if (from.size == 0) return;
    reserve(to, item, from.size, nullptr);
    std::memcpy(to.data, from.data, item * from.size);
    to.size = from.size;
}

}  // namespace regulars::list_detail
