// Books what time alone brings about: lots and levels end, held points come back with their reward's piece, monthly rewards
// are issued, though the member does nothing. Pages show all of that at once, since they ask for her standing as of now; the
// ledger, vouchers and shared stock need it booked.
#pragma once
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "backend/loyalty.hpp"
#include "backend/storage/store.hpp"

namespace regulars::backend {

class Sweep {
public:
    /// Begins at once, with whatever fell due while the program was away, and looks again every few seconds.
    Sweep(Store& store, Loyalty& loyalty);
    /// Ends after the members at hand.
    ~Sweep();
    Sweep(const Sweep&) = delete;
    Sweep& operator=(const Sweep&) = delete;

private:
    void run();
    /// Some members; false where nobody was left, or nothing could be written.
    bool settle_some();
    void postpone(const std::string& member);

    Store& store_;
    Loyalty& loyalty_;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool end_ = false;
    std::thread thread_;
};

}  // namespace regulars::backend
