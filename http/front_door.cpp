#include "http/front_door.hpp"

#include "http/worker_pool.hpp"

#include <cerrno>
#include <cstring>
#include <httplib.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace baedal::http {

namespace {

constexpr int backlog = 1024;

/// The event that tells all connections to end; stays readable once raised.
class stop_event {
public:
  stop_event() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0)
      throw std::system_error(errno, std::generic_category(), "eventfd");
  }
  stop_event(const stop_event&) = delete;
  stop_event& operator=(const stop_event&) = delete;
  ~stop_event() { ::close(descriptor_); }

  void raise() noexcept {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto ignored = ::write(descriptor_, &one, sizeof one);
  }
  [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
  const int descriptor_;
};

/// True on the accepting thread while it turns a connection away.
thread_local bool shedding = false;

/// httplib's view of our pool. It hands over a job per connection and knows no refusal, so a job
/// that finds no place runs here and now, and only says 503.
class pool_queue : public httplib::TaskQueue {
public:
  explicit pool_queue(worker_pool& pool) : pool_(pool) {
    // nop
  }

  void enqueue(std::function<void()> serve) override {
    if (pool_.submit(serve))
      return;
    shedding = true;
    serve();
    shedding = false;
  }

  void shutdown() override { pool_.finish(); }

private:
  worker_pool& pool_;
};

} // namespace

/// httplib's server with our own connections, shared by the door and by the threads that outlive it
/// for a moment.
class front_door::listener : public httplib::Server {
public:
  listener(route_table routes, front_door_settings settings)
    : settings_(std::move(settings)),
      desk_(std::move(routes), {settings_.deadline, std::max<std::size_t>(settings_.threads / 4, 1),
                                settings_.observe}),
      pool_(settings_.threads, settings_.max_waiting),
      others_wait_([this] { return pool_.waiting() > 0; }), host_{desk_, settings_.connections,
                                                                  draining_, stop_.descriptor(),
                                                                  others_wait_} {
    new_task_queue = [this] { return new pool_queue{pool_}; };
    set_tcp_nodelay(true);
    // Not httplib's default, SO_REUSEPORT, with which two servers share a port without noticing.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
  }

  /// The port, or -1 with errno set.
  int bind(const std::string& host, std::uint16_t port) {
    errno = 0;
    const int bound = port == 0 ? bind_to_any_port(host) : bind_to_port(host, port) ? port : -1;
    if (bound > 0 && ::listen(svr_sock_, backlog) != 0) // httplib's own backlog is 5.
      return -1;
    listening_ = bound > 0;
    return bound;
  }

  /// Accepts until the listener is closed; returns when all its connections have ended.
  void run() {
    const bool asked_for = listen_after_bind();
    listening_ = false;
    if (!asked_for) {
      svr_sock_ = INVALID_SOCKET; // httplib has closed it.
      if (settings_.on_lost)
        settings_.on_lost();
    }
  }

  void drain() { draining_ = true; }

  void close() {
    draining_ = true;
    listening_ = false;
    const auto socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) {
      ::shutdown(socket, SHUT_RDWR); // Wakes the thread in accept.
      ::close(socket);
    }
    stop_.raise();
  }

  [[nodiscard]] bool is_listening() const noexcept { return listening_; }
  [[nodiscard]] const dispatcher& desk() const noexcept { return desk_; }
  [[nodiscard]] front_door_counters counters() const {
    return {connections_, shed_, open_, pool_.waiting(), desk_.open_streams()};
  }

private:
  bool process_and_close_socket(socket_t socket) override {
    socket_wire wire{socket};
    ++connections_;
    if (shedding) {
      ++shed_;
      wire.receive(socket_wire::clock::now());
      const refusal why{errc::overloaded, "too many connections"};
      wire.send(serialize(problem(why), verb::get, true), socket_wire::clock::now());
      return false;
    }
    ++open_;
    connection{wire, host_}.serve();
    --open_;
    return true;
  }

  const front_door_settings settings_;
  std::atomic<bool> draining_{false};
  std::atomic<bool> listening_{false};
  std::atomic<std::uint64_t> connections_{0};
  std::atomic<std::uint64_t> shed_{0};
  std::atomic<std::size_t> open_{0};
  stop_event stop_;
  dispatcher desk_;
  worker_pool pool_;
  const std::function<bool()> others_wait_;
  const connection_host host_;
};

front_door::front_door(route_table routes, front_door_settings settings)
  : listener_(std::make_shared<listener>(std::move(routes), std::move(settings))) {
  // nop
}

front_door::~front_door() {
  stop();
}

result<std::uint16_t> front_door::start(const std::string& host, std::uint16_t port) {
  if (runner_.thread.joinable())
    throw std::logic_error("the door is open already");
  const auto bound = listener_->bind(host, port);
  if (bound <= 0) {
    const auto* why = errno != 0 ? std::strerror(errno) : "no such address";
    return refusal{errc::unavailable,
                   "cannot listen on " + host + ":" + std::to_string(port) + ": " + why};
  }
  runner_ = retired_threads::begin([running = listener_] { running->run(); });
  return static_cast<std::uint16_t>(bound);
}

void front_door::drain() {
  listener_->drain();
}

void front_door::stop() {
  listener_->close();
  retired_threads::instance().adopt(std::move(runner_));
}

bool front_door::is_listening() const {
  return listener_->is_listening();
}

front_door_counters front_door::counters() const {
  return listener_->counters();
}

const route_table& front_door::routes() const noexcept {
  return listener_->desk().routes();
}

void front_door::join_retired() {
  retired_threads::instance().join_all();
}

} // namespace baedal::http
