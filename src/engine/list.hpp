// A growable array with the interface of std::vector that the engine uses, made to be small in a browser's module:
// what depends on the element type is only how one element is made, copied and ended; growing, moving and releasing
// memory exist once for all types (list.cpp). std::vector brings all of it anew for each of the model's sixty structs.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace regulars {

/// The module for shoppers is compiled for size: one quote does without what only a replay of millions has use for.
#ifdef __OPTIMIZE_SIZE__
inline constexpr bool for_size = true;
#else
inline constexpr bool for_size = false;
#endif

namespace list_detail {

/// Memory for `capacity` elements, of which `size` are alive.
struct Block {
    void* data = nullptr;
    std::uint32_t size = 0;
    std::uint32_t capacity = 0;
};

/// How elements that cannot be copied byte by byte are moved to other memory; null: byte by byte.
using Relocate = void (*)(void* to, void* from, std::uint32_t count);

/// Makes room for `capacity` elements in all. Memory that cannot be had ends the process, as std::vector does here.
void reserve(Block& block, std::size_t item, std::size_t capacity, Relocate relocate);
/// Room for one more at the end, growing by half; the element is the caller's to make. Counts it.
void* add(Block& block, std::size_t item, Relocate relocate);
/// The same before the element at `index`, where elements move byte by byte.
void* open(Block& block, std::size_t item, std::size_t index);
/// Closes the gap of `count` elements at `index` that are not alive any more.
void close(Block& block, std::size_t item, std::size_t index, std::size_t count);
void release(Block& block);
/// A copy of the bytes.
void copy(Block& to, const Block& from, std::size_t item);

// In libc++ (Emscripten) no type of ours points into itself, so its bytes may be moved as they are. The short string
// of libstdc++ does point into itself.
#ifdef _LIBCPP_VERSION
template <class T>
inline constexpr bool moves_as_bytes = true;
#else
template <class T>
inline constexpr bool moves_as_bytes = std::is_trivially_copyable_v<T>;
#endif

template <class T>
void relocate(void* to, void* from, std::uint32_t count) {
    T* source = static_cast<T*>(from);
    std::uninitialized_move_n(source, count, static_cast<T*>(to));
    std::destroy_n(source, count);
}

}  // namespace list_detail

template <class T>
class List {
public:
    using value_type = T;
    using iterator = T*;
    using const_iterator = const T*;
    using size_type = std::size_t;

    List() = default;
    /// `count` default elements.
    explicit List(std::size_t count) {
        reserve(count);
        while (size() < count) emplace_back();
    }
    List(std::initializer_list<T> items) { append(items.begin(), items.end()); }
    template <std::input_iterator It>
    List(It first, It last) {
        append(first, last);
    }
    List(const List& other) {
        if constexpr (std::is_trivially_copyable_v<T>) list_detail::copy(block_, other.block_, sizeof(T));
        else append(other.begin(), other.end());
    }
    List(List&& other) noexcept : block_(std::exchange(other.block_, {})) {}
    List& operator=(const List& other) {
        if (this != &other) List(other).swap(*this);
        return *this;
    }
    List& operator=(List&& other) noexcept {
        List(std::move(other)).swap(*this);
        return *this;
    }
    ~List() {
        if (!block_.data) return;   // most lists are empty
        clear();
        list_detail::release(block_);
    }
    void swap(List& other) noexcept { std::swap(block_, other.block_); }

    bool empty() const { return block_.size == 0; }
    std::size_t size() const { return block_.size; }
    // Compilers that optimise for size would call these.
    [[gnu::always_inline]] T* data() { return static_cast<T*>(block_.data); }
    [[gnu::always_inline]] const T* data() const { return static_cast<const T*>(block_.data); }
    [[gnu::always_inline]] T* begin() { return data(); }
    [[gnu::always_inline]] T* end() { return data() + block_.size; }
    [[gnu::always_inline]] const T* begin() const { return data(); }
    [[gnu::always_inline]] const T* end() const { return data() + block_.size; }
    T& operator[](std::size_t i) { return data()[i]; }
    const T& operator[](std::size_t i) const { return data()[i]; }
    T& front() { return *data(); }
    const T& front() const { return *data(); }
    T& back() { return data()[block_.size - 1]; }
    const T& back() const { return data()[block_.size - 1]; }

    void reserve(std::size_t capacity) { list_detail::reserve(block_, sizeof(T), capacity, mover()); }
    template <class... Args>
    T& emplace_back(Args&&... args) {
        if constexpr (!for_size) {
            if (block_.size < block_.capacity) return *::new (data() + block_.size++) T(std::forward<Args>(args)...);
        }
        return *::new (list_detail::add(block_, sizeof(T), mover())) T(std::forward<Args>(args)...);
    }
    void push_back(T&& value) { emplace_back(std::move(value)); }
    void push_back(const T& value) { emplace_back(T(value)); }   // a copy first: it may lie in this list
    /// Before `at`; returns where it is now.
    T* insert(const T* at, T value) {
        const auto index = static_cast<std::size_t>(at - data());
        if constexpr (list_detail::moves_as_bytes<T>) {
            ::new (list_detail::open(block_, sizeof(T), index)) T(std::move(value));
        } else {
            emplace_back(std::move(value));
            std::rotate(begin() + index, end() - 1, end());
        }
        return begin() + index;
    }
    template <std::input_iterator It>
    void append(It first, It last) {
        for (; first != last; ++first) emplace_back(*first);
    }
    void pop_back() { data()[--block_.size].~T(); }
    T* erase(const T* at) { return erase(at, at + 1); }
    T* erase(const T* first, const T* last) {
        T* from = begin() + (first - begin());
        const auto count = static_cast<std::size_t>(last - first);
        if constexpr (list_detail::moves_as_bytes<T>) {
            std::destroy_n(from, count);
            list_detail::close(block_, sizeof(T), static_cast<std::size_t>(from - begin()), count);
        } else {
            std::move(from + count, end(), from);
            shrink(size() - count);
        }
        return from;
    }
    void clear() { shrink(0); }
    void resize(std::size_t count) {
        reserve(count);
        while (size() < count) emplace_back();
        shrink(count);
    }
    /// `count` times the same.
    void assign(std::size_t count, const T& value) {
        clear();
        while (size() < count) push_back(value);
    }

    friend bool operator==(const List& a, const List& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (!(a[i] == b[i])) return false;
        }
        return true;
    }

private:
    list_detail::Block block_;

    static constexpr list_detail::Relocate mover() {
        if constexpr (list_detail::moves_as_bytes<T>) return nullptr;
        else return &list_detail::relocate<T>;
    }
    void shrink(std::size_t size) {
        if constexpr (!std::is_trivially_destructible_v<T>) {
            while (block_.size > size) pop_back();
        } else {
            block_.size = static_cast<std::uint32_t>(size);
        }
    }
};

/// Sorts a short list, by insertion: std::sort brings ten times the code.
template <class T, class Less>
void sort(List<T>& list, Less less) {
    for (std::size_t i = 1; i < list.size(); ++i) {
        for (std::size_t k = i; k > 0 && less(std::as_const(list)[k], std::as_const(list)[k - 1]); --k) std::swap(list[k], list[k - 1]);
    }
}

/// Removes every element of which `gone` is true.
template <class T, class Gone>
void erase_if(List<T>& list, Gone gone) {
    for (std::size_t i = list.size(); i-- > 0;) {
        if (gone(std::as_const(list)[i])) list.erase(list.begin() + i);
    }
}

}  // namespace regulars
