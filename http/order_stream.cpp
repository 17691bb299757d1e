#include "http/order_stream.hpp"

#include "actors/hub.hpp"
#include "actors/office.hpp"
#include "http/json_writer.hpp"
#include "http/order_handlers.hpp"
#include "http/query_input.hpp"
#include "http/sending.hpp"
#include "http/sse.hpp"
#include "http/stream_places.hpp"

namespace baedal::http {

namespace {

constexpr std::size_t most_queued = 1024 * 1024;
constexpr std::size_t most_early = 1'000;
constexpr std::size_t events_per_page = 100;

std::string frame_of(const actors::public_event& event) {
  json_writer out;
  write_event(out, event);
  return sse_frame({.data = out.take(), .type = event.type, .id = event.version});
}

} // namespace

order_stream::order_stream(exchange_ptr to, std::shared_ptr<actors::office> office, order_id order,
                           std::uint64_t after)
  : office_(std::move(office)), order_(std::move(order)),
    source_(std::make_shared<stream_source>(most_queued)), to_(std::move(to)), last_(after) {
  // nop
}

void order_stream::begin(std::uint64_t token, std::shared_ptr<void> place) {
  source_->on_close([office = office_, order = order_, token, place = std::move(place)] {
    office->unsubscribe({order, token});
  });
  // Dies with the last copy of the subscription: with the hub, too.
  const std::shared_ptr<void> listening{nullptr, [source = source_](void*) { source->close(); }};
  office_->subscribe(
    {order_, token, [self = shared_from_this(), listening](const actors::public_event& event) {
       return self->on_live(event);
     }});
  read_on(last_);
}

void order_stream::read_on(std::uint64_t after) {
  actors::reply<actors::history_page> back{
    [self = shared_from_this()](result<actors::history_page> page) {
      self->on_page(std::move(page));
    }};
  office_->history({order_.value, after, events_per_page, std::move(back)});
}

void order_stream::on_page(result<actors::history_page> page) {
  std::unique_lock held{mutex_};
  if (!page) {
    if (to_)
      to_->refuse(page.error());
    to_.reset();
    source_->close();
    return;
  }
  if (!answer())
    return;
  for (const auto& event : page->events)
    show(event);
  if (page->next_after && !source_->closed()) {
    held.unlock();
    return read_on(*page->next_after);
  }
  live_ = true;
  for (const auto& event : std::exchange(early_, {}))
    show(event);
}

/// Begins the stream, once. False where it cannot go on: nobody feeds it, or nobody reads it.
bool order_stream::answer() {
  const auto to = std::exchange(to_, nullptr);
  if (to && source_->closed())
    to->refuse(refusal{errc::unavailable, "there are no live events at the moment"});
  else if (to)
    to->stream({source_});
  return !source_->closed();
}

bool order_stream::on_live(const actors::public_event& event) {
  const std::lock_guard held{mutex_};
  if (live_)
    show(event);
  else if (early_.size() < most_early)
    early_.push_back(event);
  else
    source_->close();
  return !source_->closed();
}

/// An event beyond the next would leave a gap: the client has to come back and read the history.
void order_stream::show(const actors::public_event& event) {
  if (event.version <= last_)
    return;
  if (event.version > last_ + 1) {
    source_->close();
    return;
  }
  last_ = event.version;
  source_->push(frame_of(event));
}

namespace {

void follow(const api_parts& parts, const exchange_ptr& to, std::string id) {
  const auto after = read_last_event_id(to->in());
  if (!after) {
    to->refuse(after.fault());
    return;
  }
  auto place = parts.places->take();
  if (!place) {
    to->refuse(refusal{errc::overloaded, "too many streams are open"});
    return;
  }
  std::make_shared<order_stream>(to, parts.office, order_id{std::move(id)}, after->value_or(0))
    ->begin(parts.places->next_token(), std::move(place));
}

} // namespace

handler stream_handler(const api_parts& parts) {
  return with_id("id", errc::order_unknown, [parts](const exchange_ptr& to, std::string id) {
    follow(parts, to, std::move(id));
  });
}

} // namespace baedal::http
