#include "node/node_parts.hpp"

#include "actors/world.hpp"

#include <unistd.h>

namespace baedal::node {

namespace {

std::string name_of_this_start() {
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0)
    host[0] = '?';
  return std::string{host.data()} + "-" + std::to_string(getpid()) + "-"
         + actors::real_world().new_id().substr(0, 8);
}

template <class Port>
std::unique_ptr<Port> opened(result<std::unique_ptr<Port>> port) {
  return port ? std::move(*port) : nullptr;
}

} // namespace

node_parts::node_parts(const serve_settings& how) : settings(how) {
  incarnation = name_of_this_start();
  idle = how.idle;
  notifier = how.notifications.limits;
  open_journal = [url = how.database] { return opened(persistence::open_journal(url)); };
  open_reads = [url = how.database] { return opened(persistence::open_read_model(url)); };
  office = std::make_shared<actors::office>(
    [names = book](std::string_view name) { return names->find(name); }, shelf);
}

} // namespace baedal::node
