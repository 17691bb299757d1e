#include "http/intake_queue.hpp"

namespace baedal::http {

intake_queue::intake_queue(intake_settings how)
  : how_(how), limit_({how.least, how.most, how.target}) {
  // nop
}

intake_queue::entry intake_queue::enter(clock::time_point now) {
  if (under_way_ + waiting_.size() >= how_.places)
    return {};
  if (under_way_ < limit_.limit() && waiting_.empty()) {
    ++under_way_;
    return {verdict::goes_on, 0};
  }
  if (how_.wait.count() == 0)
    return {};
  waiting_.push_back({++last_, now + how_.wait});
  return {verdict::waits, last_};
}

std::vector<intake_queue::ticket> intake_queue::leave(clock::duration took, clock::time_point now) {
  limit_.learn(took, under_way_, now);
  --under_way_;
  std::vector<ticket> next;
  while (!waiting_.empty() && under_way_ < limit_.limit()) {
    next.push_back(waiting_.front().number);
    waiting_.pop_front();
    ++under_way_;
  }
  return next;
}

std::vector<intake_queue::ticket> intake_queue::expire(clock::time_point now) {
  std::vector<ticket> gone;
  while (!waiting_.empty() && waiting_.front().until <= now) {
    gone.push_back(waiting_.front().number);
    waiting_.pop_front();
  }
  return gone;
}

std::optional<intake_queue::clock::time_point> intake_queue::next_expiry() const {
  return waiting_.empty() ? std::nullopt : std::optional{waiting_.front().until};
}

} // namespace baedal::http
