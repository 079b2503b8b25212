// What every request passes on its way in and every answer on its way out: Host, CORS, media type, security headers.
#pragma once
#include <string>
#include <vector>

#include "backend/http/router.hpp"
#include "options.hpp"

namespace regulars::backend {

class Door {
public:
    /// Throws std::runtime_error for an origin or public URL that is none.
    Door(const ServeOptions& options, Router router);

    void handle(const std::shared_ptr<Request>& request, const Reply& reply) const;

private:
    struct Passage;
    bool host_allowed(const Request& request) const;
    bool origin_allowed(std::string_view origin) const;
    Response preflight(const Request& request, const Router::Found& found) const;
    void finish(const Request& request, Response& response) const;

    Router router_;
    std::vector<std::string> hosts_;
    std::vector<std::string> origins_;
    bool https_ = false;
};

}  // namespace regulars::backend
