#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace baedal::http {

/// The keyed requests that this node's actors are working on, so that a repeat whose first request
/// is still on its way can be told so at the deadline (design D14). Thread-safe.
class keys_in_flight : public std::enable_shared_from_this<keys_in_flight> {
public:
  /// `stay` ends the request's visit with its last copy.
  struct visit {
    std::shared_ptr<void> stay;
    bool repeated = false; ///< the same name is in here already
  };
  visit enter(std::string name);

private:
  void leave(const std::string& name);

  std::mutex mutex_;
  std::unordered_map<std::string, int> inside_;
};

} // namespace baedal::http
