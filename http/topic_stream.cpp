#include "http/topic_stream.hpp"

#include "actors/hub.hpp"
#include "actors/office.hpp"
#include "http/sse.hpp"

namespace baedal::http {

namespace {

constexpr std::size_t most_queued = 4 * 1024 * 1024;
constexpr std::size_t rows_per_look = 200;
constexpr int looks_after_stir = 8;
constexpr unsigned nudges_between_idle_looks = 20;

} // namespace

topic_stream::topic_stream(exchange_ptr to, std::shared_ptr<actors::office> office,
                           topic_request wanted)
  : office_(std::move(office)), source_(std::make_shared<stream_source>(most_queued)),
    to_(std::move(to)), wanted_(std::move(wanted)) {
  // nop
}

void topic_stream::begin(std::uint64_t token, std::shared_ptr<void> place) {
  const order_id all{std::string{actors::every_order}};
  source_->on_close([office = office_, all, token, place = std::move(place)] {
    office->unsubscribe({all, token});
  });
  const std::shared_ptr<void> listening{nullptr, [source = source_](void*) { source->close(); }};
  office_->subscribe(
    {all, token, [self = shared_from_this(), listening](const actors::public_event& event) {
       return self->on_nudge(event.version > 0);
     }});
  read_on();
}

bool topic_stream::on_nudge(bool stirred) {
  {
    const std::lock_guard held{mutex_};
    if (source_->closed())
      return false;
    if (stirred)
      looks_left_ = looks_after_stir;
    const bool look = behind_ || looks_left_ > 0 || ++nudges_ % nudges_between_idle_looks == 0;
    looks_left_ -= looks_left_ > 0 ? 1 : 0;
    if (!look || reading_)
      return true;
  }
  read_on();
  return true;
}

void topic_stream::read_on() {
  using rows = actors::page<actors::topic_row>;
  actors::list_topic query;
  {
    const std::lock_guard held{mutex_};
    reading_ = true;
    query = {brand_id{wanted_.brand}, wanted_.after, rows_per_look, {}};
  }
  query.back = actors::reply<rows>{
    [self = shared_from_this()](const result<rows>& page) { self->on_rows(page); }};
  office_->query(std::move(query));
}

/// A read model that is away for a moment ends no stream that has begun: the next nudge asks again.
void topic_stream::on_rows(const result<actors::page<actors::topic_row>>& page) {
  bool again = false;
  {
    const std::lock_guard held{mutex_};
    reading_ = false;
    const auto to = std::exchange(to_, nullptr);
    if (to && !page) {
      to->refuse(page.error());
      source_->close();
    } else if (to && source_->closed()) {
      to->refuse(refusal{errc::unavailable, "there are no live events at the moment"});
    } else if (to) {
      to->stream({source_});
    }
    behind_ = !page;
    if (page)
      again = show(*page);
  }
  if (again)
    read_on();
}

/// True where more can be read at once.
bool topic_stream::show(const actors::page<actors::topic_row>& page) {
  for (const auto& row : page.rows) {
    wanted_.after = row.position;
    for (auto& line : event_lines(wanted_.brand, wanted_.form, row))
      source_->push(sse_frame({.data = std::move(line), .id = row.position}));
  }
  behind_ = !page.next.empty();
  return behind_ && !source_->closed() && source_->queued() < most_queued / 4;
}

} // namespace baedal::http
