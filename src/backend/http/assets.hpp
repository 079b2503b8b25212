// The widget's files, from one directory that is listed once at the start: a path that is not in the list does not
// exist, so there is nothing to traverse.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "message.hpp"

namespace regulars::backend {

class Assets {
public:
    /// A directory that is not there has no files; `reload` looks again at every request (development, --demo).
    Assets(std::string directory, bool reload);

    /// `name` as decoded from the path, without a leading slash.
    Response get(const Request& request, const std::string& name);

private:
    struct File {
        std::string type;
        std::string etag;
        std::string plain, brotli, gzip;   ///< the contents; brotli and gzip where the file lies beside it
    };
    using Files = std::map<std::string, File>;
    std::shared_ptr<const Files> files();
    Files read_all() const;
    /// Names, sizes and times of everything, to see whether something changed.
    std::string fingerprint() const;

    std::string directory_;
    bool reload_;
    std::mutex mutex_;
    std::string seen_;
    std::shared_ptr<const Files> files_;
};

/// Whether a name carries a content hash ("panel-Bx3kPq9z.js"), so that it can be cached for ever.
bool has_hash(const std::string& name);

}  // namespace regulars::backend
