// The smart pointer that Embind holds an engine by. A handle in JavaScript is its one owner, so nothing is counted;
// std::shared_ptr would bring its counters with the type information of the C++ runtime, 1.5 kB of the module (brotli).
#pragma once
#include <memory>
#include <utility>

namespace regulars {

template <class T>
class Owned {
public:
    using element_type = T;

    Owned() = default;
    explicit Owned(std::unique_ptr<T> held) : held_(std::move(held)) {}
    T* get() const { return held_.get(); }

private:
    std::unique_ptr<T> held_;
};

}  // namespace regulars
