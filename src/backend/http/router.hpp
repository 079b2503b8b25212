// Finds the handler for a method and a path. Patterns are literal segments and {names}.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "message.hpp"

namespace regulars::backend {

class Router {
public:
    /// `pattern` like "/v1/vouchers/{code}/use"; a last segment {name...} takes the rest of the path.
    void add(Method method, std::string_view pattern, Handler handler);

    struct Found {
        const Handler* handler = nullptr;   ///< null: see `allowed`
        std::string pattern;                ///< for the log: the path itself could carry a code
        std::string allowed;                ///< methods that the path has; empty: there is no such path
        bool malformed = false;             ///< the path cannot be decoded
    };
    /// Fills `request.params`. HEAD finds the handler of GET.
    Found find(Request& request) const;

private:
    struct Route {
        Method method;
        std::string pattern;
        std::vector<std::string> segments;
        Handler handler;
    };
    std::vector<Route> routes_;
};

}  // namespace regulars::backend
