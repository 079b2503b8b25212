#include "server.hpp"

#include <atomic>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "backend/log.hpp"
#include "problem.hpp"
#include "text.hpp"

namespace regulars::backend {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;

class Session;

}  // namespace

// Members go in reverse: the context, with the sessions that wait in it, before what sessions use at their end.
struct Server::Inside {
    Inside(const ServerOptions& o, Handle h) : options(o), handle(std::move(h)) {}

    ServerOptions options;
    Handle handle;
    std::atomic<bool> draining{false};
    std::mutex sessions_mutex;
    std::set<Session*> sessions;   ///< a session takes itself out before it goes
    asio::io_context context;
    tcp::acceptor acceptor{asio::make_strand(context)};
    asio::signal_set signals{context};
    asio::steady_timer retry{acceptor.get_executor()};
    asio::steady_timer deadline{context};

    void listen();
    void accept();
    void drain();
    bool opened(Session* session);
    void closed(Session* session);
};

namespace {

Method method_of(http::verb verb) {
    switch (verb) {
        case http::verb::get: return Method::get;
        case http::verb::head: return Method::head;
        case http::verb::post: return Method::post;
        case http::verb::patch: return Method::patch;
        case http::verb::options: return Method::options;
        default: return Method::other;
    }
}

/// The peer, or whom a proxy on this machine speaks for. From anybody else the header is only a claim.
std::string client_of(const std::string& peer, const Request& request) {
    const auto forwarded = pieces(request.header("x-forwarded-for"), ',');
    if (!is_loopback(peer) || forwarded.empty() || !is_ip_literal(forwarded.back())) return peer;
    return std::string(forwarded.back());
}

/// One connection: header, body, handler, answer, and again. Everything runs on the connection's strand.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket&& socket, Server::Inside& server) : stream_(std::move(socket)), server_(server) {
        beast::error_code ignored;
        const auto peer = stream_.socket().remote_endpoint(ignored);
        if (!ignored) peer_ = peer.address().to_string();
        stream_.socket().set_option(tcp::no_delay(true), ignored);
    }
    ~Session() { server_.closed(this); }

    void start() {
        asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
    }
    /// An idle connection goes at once; a busy one after its answer.
    void drain() {
        asio::post(stream_.get_executor(), [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (self && self->idle_) self->stream_.close();
        });
    }

private:
    void read_header() {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(server_.options.header_bytes));
        parser_->body_limit(server_.options.body_bytes);
        idle_ = buffer_.size() == 0;
        if (idle_ && server_.draining) return stream_.close();
        stream_.expires_after(answered_ ? server_.options.idle : server_.options.first_header);
        http::async_read_header(stream_, buffer_, *parser_,
                                [self = shared_from_this()](beast::error_code error, std::size_t) {
                                    self->idle_ = false;
                                    self->have_header(error);
                                });
    }

    void have_header(beast::error_code error) {
        if (error) return failed(error);
        const auto expect = parser_->get()[http::field::expect];
        if (expect.empty() || parser_->is_done()) return read_body();
        if (!beast::iequals(expect, "100-continue")) return refuse(malformed("Expect takes 100-continue alone"));
        static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(go_on.data(), go_on.size()),
                          [self = shared_from_this()](beast::error_code failure, std::size_t) {
                              if (!failure) self->read_body();
                          });
    }

    void read_body() {
        stream_.expires_after(server_.options.body);
        http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (error) return self->failed(error);
            self->serve();
        });
    }

    void failed(beast::error_code error) {
        if (error == http::error::body_limit) return refuse(problem(regulars::refuse(Code::too_large).with("max", static_cast<std::int64_t>(server_.options.body_bytes))));
        if (error == http::error::header_limit || error == http::error::buffer_overflow) {
            return refuse(malformed("the head of the request is too long", 431));
        }
        // The parser's own errors get an answer; a silent, slow or vanished peer does not.
        const bool unreadable = error.category() == http::make_error_code(http::error::bad_method).category() &&
                               error != http::error::end_of_stream && error != http::error::partial_message;
        if (unreadable) return refuse(malformed("this is not HTTP/1.1"));
        stream_.close();
    }

    /// Answers what was not even a request, and closes.
    void refuse(Response response) {
        log_request("-", "-", response.status, 0);
        close_after_ = true;
        head_ = false;
        response.set("X-Content-Type-Options", "nosniff").set("Cache-Control", "no-store");
        send(std::move(response));
    }

    void serve() {
        auto message = parser_->release();
        auto request = std::make_shared<Request>();
        request->method = method_of(message.method());
        request->target = std::string(message.target());
        const auto question = request->target.find('?');
        request->path = request->target.substr(0, question);
        if (question != std::string::npos) request->query = request->target.substr(question + 1);
        for (const auto& field : message) {
            request->headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                          std::string(field.value()));
        }
        request->body = std::move(message.body());
        request->client_ip = client_of(peer_, *request);
        request->https = is_loopback(peer_) && lower(request->header("x-forwarded-proto")) == "https";
        head_ = request->method == Method::head;
        close_after_ = !message.keep_alive();

        const bool one_host = request->count("host") == 1 && host_name(request->header("host"));
        if (!one_host || !request->path.starts_with('/')) return refuse(malformed("one Host and a path are needed"));

        stream_.expires_never();
        // The guard keeps the context running while the answer is being made on another thread.
        const auto guard = asio::make_work_guard(stream_.get_executor());
        server_.handle(std::move(request), [self = shared_from_this(), guard](Response response) {
            asio::post(self->stream_.get_executor(), [self, given = std::move(response)]() mutable {
                self->send(std::move(given));
            });
        });
    }

    void send(Response response) {
        close_after_ = close_after_ || server_.draining;
        const auto status = static_cast<unsigned>(response.status);
        const bool without_body = head_ || status == 204 || status == 304;
        auto message = std::make_shared<http::response<http::string_body>>();
        message->version(11);
        message->result(status);
        for (auto& [name, value] : response.headers)
            message->insert(name, value);
        message->keep_alive(!close_after_);
        if (status != 204 && status != 304) message->content_length(response.body.size());
        if (!without_body) message->body() = std::move(response.body);

        stream_.expires_after(server_.options.writing);
        auto done = [self = shared_from_this(), message](beast::error_code error, std::size_t) { self->sent(error); };
        if (!without_body) {
            http::async_write(stream_, *message, std::move(done));
        } else {
            auto serializer = std::make_shared<http::response_serializer<http::string_body>>(*message);
            http::async_write_header(stream_, *serializer,
                                     [serializer, done](beast::error_code error, std::size_t n) { done(error, n); });
        }
    }

    void sent(beast::error_code error) {
        if (error) return stream_.close();
        answered_ = true;
        if (!close_after_) return read_header();
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_.expires_after(server_.options.linger);
        linger();
    }

    /// Reads and forgets what the peer is still sending, so that its system does not throw our answer away.
    void linger() {
        stream_.async_read_some(asio::buffer(waste_), [self = shared_from_this()](beast::error_code error, std::size_t n) {
            self->wasted_ += n;
            if (error || self->wasted_ > 4 * self->server_.options.body_bytes) return self->stream_.close();
            self->linger();
        });
    }

    beast::tcp_stream stream_;
    Server::Inside& server_;
    std::string peer_;
    beast::flat_buffer buffer_{384 * 1024};   // at most header and body together, with room
    std::optional<http::request_parser<http::string_body>> parser_;
    char waste_[4096];
    std::size_t wasted_ = 0;
    bool answered_ = false;
    bool close_after_ = false;
    bool head_ = false;
    bool idle_ = true;
};

}  // namespace

void Server::Inside::listen() {
    beast::error_code error;
    const auto address = asio::ip::make_address(options.host, error);
    if (error) throw std::runtime_error("--host takes an IP address, not \"" + options.host + "\"");
    const tcp::endpoint endpoint(address, options.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(endpoint, error);
    if (error) {
        throw std::runtime_error("cannot listen on " + options.host + ":" + std::to_string(options.port) + ": " +
                                 error.message());
    }
    acceptor.listen(asio::socket_base::max_listen_connections);
}

void Server::Inside::accept() {
    acceptor.async_accept(asio::make_strand(context), [this](beast::error_code error, tcp::socket socket) {
        if (draining) return;
        if (error) {
            // Out of file descriptors, mostly: wait for some to come back instead of spinning.
            retry.expires_after(std::chrono::milliseconds(100));
            retry.async_wait([this](beast::error_code cancelled) {
                if (!cancelled) accept();
            });
            return;
        }
        const auto session = std::make_shared<Session>(std::move(socket), *this);
        if (opened(session.get())) session->start();
        accept();
    });
}

bool Server::Inside::opened(Session* session) {
    const std::lock_guard guard(sessions_mutex);
    if (sessions.size() >= options.connections) return false;
    return sessions.insert(session).second;
}

void Server::Inside::closed(Session* session) {
    const std::lock_guard guard(sessions_mutex);
    sessions.erase(session);
    if (draining && sessions.empty()) context.stop();
}

void Server::Inside::drain() {
    if (draining.exchange(true)) return context.stop();   // asked twice: at once
    log_line("draining");
    asio::post(acceptor.get_executor(), [this] {
        beast::error_code ignored;
        acceptor.close(ignored);
        retry.cancel();
    });
    {
        const std::lock_guard guard(sessions_mutex);
        for (Session* session : sessions)
            session->drain();
        if (sessions.empty()) context.stop();
    }
    deadline.expires_after(options.drain);
    deadline.async_wait([this](beast::error_code cancelled) {
        if (!cancelled) context.stop();
    });
}

Server::Server(const ServerOptions& options, Handle handle)
    : inside_(std::make_unique<Inside>(options, std::move(handle))) {
    inside_->listen();
}

Server::~Server() = default;

std::uint16_t Server::port() const { return inside_->acceptor.local_endpoint().port(); }

void Server::run() {
    auto& in = *inside_;
    in.signals.add(SIGINT);
    in.signals.add(SIGTERM);
    in.signals.async_wait([this](beast::error_code cancelled, int) {
        if (!cancelled) stop();
    });
    in.accept();
    std::vector<std::thread> threads;
    for (int i = 1; i < in.options.workers; ++i)
        threads.emplace_back([&in] { in.context.run(); });
    in.context.run();
    for (auto& thread : threads)
        thread.join();
}

void Server::stop() {
    asio::post(inside_->context, [this] {
        inside_->signals.async_wait([this](beast::error_code cancelled, int) {
            if (!cancelled) inside_->context.stop();
        });
        inside_->drain();
    });
}

}  // namespace regulars::backend
