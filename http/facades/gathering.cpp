#include "http/facades/gathering.hpp"

#include "http/sending.hpp"

namespace baedal::http::facades {

namespace {

constexpr std::size_t at_once = 16;

} // namespace

gathering::gathering(api_parts parts, exchange_ptr to, std::vector<order_id> ids, done then)
  : parts_(std::move(parts)), to_(std::move(to)), ids_(std::move(ids)), then_(std::move(then)),
    seen_(ids_.size()) {
  // nop
}

void gathering::begin() {
  if (ids_.empty()) {
    then_({});
    return;
  }
  for (std::size_t i = 0; i < std::min(at_once, ids_.size()); ++i)
    ask_next();
}

void gathering::ask_next() {
  std::size_t place = 0;
  {
    const std::lock_guard held{mutex_};
    if (next_ == ids_.size())
      return;
    place = next_++;
  }
  actors::reply<order_view> back{[self = shared_from_this(), place](result<order_view> seen) {
    self->on_answer(place, std::move(seen));
  }};
  parts_.office->read<order>({ids_[place].value, {}, std::move(back)});
}

void gathering::on_answer(std::size_t place, result<order_view> seen) {
  {
    const std::lock_guard held{mutex_};
    if (seen)
      seen_[place] = *std::move(seen);
    else if (seen.code() != errc::order_unknown)
      refused_ = seen.error();
    if (++answered_ < ids_.size())
      place = ids_.size(); // Others are still to come.
  }
  if (place == ids_.size()) {
    ask_next();
    return;
  }
  if (refused_) {
    to_->refuse(*refused_);
    return;
  }
  std::vector<order_view> all;
  for (auto& each : seen_)
    if (each)
      all.push_back(*std::move(each));
  then_(std::move(all));
}

} // namespace baedal::http::facades
