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

} // namespace

node_parts::node_parts(const serve_settings& how)
  : settings(how), incarnation(name_of_this_start()) {
  office = std::make_shared<actors::office>(
    [names = book](std::string_view name) { return names->find(name); }, shelf);
}

} // namespace baedal::node
