// Requests and answers as the rest of the backend sees them. Nothing here knows Boost.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace regulars::backend {

enum class Method { get, head, post, patch, options, other };

struct Request {
    Method method = Method::get;
    std::string target;    ///< as sent; never logged, since a query could carry anything
    std::string path;      ///< as sent, without the query
    std::string query;     ///< as sent, without the question mark
    std::vector<std::pair<std::string, std::string>> headers;   ///< names in lower case
    std::string body;
    std::string client_ip;      ///< the peer; behind a proxy on this machine, whom it speaks for
    bool https = false;         ///< the browser's side of the connection
    std::map<std::string, std::string, std::less<>> params;     ///< filled by the router

    /// The first header of this (lower-case) name, or empty.
    std::string_view header(std::string_view name) const;
    std::size_t count(std::string_view name) const;
};

struct Response {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    Response& set(std::string name, std::string value);
    std::string_view header(std::string_view name) const;
};

/// Gives the answer back to the connection; may be called from any thread, once.
using Reply = std::function<void(Response)>;
using RequestPtr = std::shared_ptr<const Request>;
using Handler = std::function<void(RequestPtr, Reply)>;

}  // namespace regulars::backend
