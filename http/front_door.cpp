#include "http/front_door.hpp"

#include "http/worker_pool.hpp"

#include <algorithm>
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

/// httplib's view of our pool, which listeners share: the end of one of them waits for its own jobs
/// only. httplib hands over a job per connection and knows no refusal, so a job that finds no place
/// runs here and now, and only says 503.
class pool_queue : public httplib::TaskQueue {
public:
  explicit pool_queue(worker_pool& pool) : pool_(pool) {
    // nop
  }

  void enqueue(std::function<void()> serve) override {
    enter();
    if (pool_.submit([this, serve] { serve(), leave(); }))
      return;
    shedding = true;
    serve();
    shedding = false;
    leave();
  }

  void shutdown() override {
    std::unique_lock held{mutex_};
    all_left_.wait(held, [this] { return under_way_ == 0; });
  }

private:
  void enter() {
    const std::lock_guard held{mutex_};
    ++under_way_;
  }

  void leave() {
    const std::lock_guard held{mutex_};
    if (--under_way_ == 0)
      all_left_.notify_all(); // Under the lock: whoever waits may destroy this afterwards.
  }

  worker_pool& pool_;
  std::mutex mutex_;
  std::condition_variable all_left_;
  std::size_t under_way_ = 0;
};

} // namespace

/// What the listeners of a door share; it lives as long as the last of them.
struct front_door::hall {
  hall(route_table routes, front_door_settings how)
    : settings(std::move(how)),
      desk(std::move(routes), {settings.deadline, std::max<std::size_t>(settings.threads / 4, 1),
                               settings.observe, settings.cors}),
      pool(settings.threads, settings.max_waiting),
      others_wait([this] { return pool.waiting() > 0; }),
      host{desk, settings.connections, draining, stop.descriptor(), others_wait} {
    // nop
  }

  void tell_lost() {
    if (settings.on_lost && !lost.exchange(true))
      settings.on_lost();
  }

  const front_door_settings settings;
  std::atomic<bool> draining{false};
  std::atomic<bool> lost{false};
  std::atomic<std::uint64_t> connections{0};
  std::atomic<std::uint64_t> shed{0};
  std::atomic<std::size_t> open{0};
  stop_event stop;
  dispatcher desk;
  worker_pool pool;
  const std::function<bool()> others_wait;
  const connection_host host;
};

/// httplib's server with our own connections, shared by the door and by the threads that outlive it
/// for a moment.
class front_door::listener : public httplib::Server {
public:
  explicit listener(std::shared_ptr<hall> in) : hall_(std::move(in)) {
    new_task_queue = [this] { return new pool_queue{hall_->pool}; };
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
      hall_->tell_lost();
    }
  }

  void close() {
    listening_ = false;
    const auto socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) {
      ::shutdown(socket, SHUT_RDWR); // Wakes the thread in accept.
      ::close(socket);
    }
  }

  [[nodiscard]] bool is_listening() const noexcept { return listening_; }

private:
  bool process_and_close_socket(socket_t socket) override {
    socket_wire wire{socket};
    ++hall_->connections;
    if (shedding) {
      ++hall_->shed;
      wire.receive(socket_wire::clock::now());
      const refusal why{errc::overloaded, "too many connections"};
      wire.send(serialize(problem(why), verb::get, true), socket_wire::clock::now());
      return false;
    }
    ++hall_->open;
    connection{wire, hall_->host}.serve();
    --hall_->open;
    return true;
  }

  const std::shared_ptr<hall> hall_;
  std::atomic<bool> listening_{false};
};

front_door::front_door(route_table routes, front_door_settings settings)
  : hall_(std::make_shared<hall>(std::move(routes), std::move(settings))) {
  // nop
}

front_door::~front_door() {
  stop();
}

result<std::uint16_t> front_door::start(const std::string& host, std::uint16_t port) {
  if (!listeners_.empty())
    throw std::logic_error("the door is open already");
  return open(host, port);
}

result<std::uint16_t> front_door::listen_also(const std::string& host, std::uint16_t port) {
  if (listeners_.empty() || hall_->draining)
    throw std::logic_error("the door is not open");
  return open(host, port);
}

result<std::uint16_t> front_door::open(const std::string& host, std::uint16_t port) {
  auto fresh = std::make_shared<listener>(hall_);
  const auto bound = fresh->bind(host, port);
  if (bound <= 0) {
    const auto* why = errno != 0 ? std::strerror(errno) : "no such address";
    return refusal{errc::unavailable,
                   "cannot listen on " + host + ":" + std::to_string(port) + ": " + why};
  }
  listeners_.push_back(fresh);
  runners_.push_back(retired_threads::begin([running = std::move(fresh)] { running->run(); }));
  return static_cast<std::uint16_t>(bound);
}

void front_door::drain() {
  hall_->draining = true;
}

void front_door::stop() {
  hall_->draining = true;
  for (const auto& each : listeners_)
    each->close();
  hall_->stop.raise();
  for (auto& each : runners_)
    retired_threads::instance().adopt(std::move(each));
  runners_.clear();
}

bool front_door::is_listening() const {
  return !listeners_.empty()
         && std::all_of(listeners_.begin(), listeners_.end(),
                        [](const auto& each) { return each->is_listening(); });
}

front_door_counters front_door::counters() const {
  return {hall_->connections, hall_->shed, hall_->open, hall_->pool.waiting(),
          hall_->desk.open_streams()};
}

const route_table& front_door::routes() const noexcept {
  return hall_->desk.routes();
}

void front_door::join_retired() {
  retired_threads::instance().join_all();
}

} // namespace baedal::http
