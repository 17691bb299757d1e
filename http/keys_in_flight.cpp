#include "http/keys_in_flight.hpp"

namespace baedal::http {

keys_in_flight::visit keys_in_flight::enter(std::string name) {
  auto kept = std::make_unique<std::string>(std::move(name));
  visit out;
  {
    const std::lock_guard held{mutex_};
    out.repeated = ++inside_[*kept] > 1;
  }
  out.stay = std::shared_ptr<std::string>(kept.release(), [self = shared_from_this()](auto* all) {
    const std::unique_ptr<std::string> owned{all};
    self->leave(*owned);
  });
  return out;
}

void keys_in_flight::leave(const std::string& name) {
  const std::lock_guard held{mutex_};
  const auto found = inside_.find(name);
  if (found != inside_.end() && --found->second == 0)
    inside_.erase(found);
}

} // namespace baedal::http
