#include "http/topic_page.hpp"

#include "actors/office.hpp"

#include <limits>

namespace baedal::http {

namespace {

constexpr std::size_t rows_per_query = 500;
constexpr std::size_t most_queued = 256 * 1024;      ///< before the client has taken it
constexpr std::size_t most_bytes = 16 * 1024 * 1024; ///< of a reply with a limit
constexpr auto ndjson = "application/x-ndjson; charset=utf-8";

} // namespace

topic_page::topic_page(exchange_ptr to, std::shared_ptr<actors::office> office,
                       topic_request wanted)
  : office_(std::move(office)), to_(std::move(to)), wanted_(std::move(wanted)) {
  // nop
}

void topic_page::read_on() {
  const auto left = wanted_.limit ? *wanted_.limit - read_ : rows_per_query;
  actors::reply<rows> back{
    [self = shared_from_this()](const result<rows>& page) { self->on_rows(page); }};
  office_->query(actors::list_topic{brand_id{wanted_.brand}, wanted_.after,
                                    std::min(rows_per_query, left), std::move(back)});
}

void topic_page::on_rows(const result<rows>& page) {
  if (!page && source_)
    return source_->break_off();
  if (!page) {
    to_->refuse(page.error());
    return;
  }
  for (const auto& row : page->rows) {
    wanted_.after = row.position;
    for (const auto& line : event_lines(wanted_.brand, wanted_.form, row))
      lines_.append(line).push_back('\n');
  }
  read_ += page->rows.size();
  go_on(!page->next.empty() && !page->rows.empty());
}

void topic_page::go_on(bool more) {
  if (!source_ && more && !wanted_.limit)
    begin_stream();
  if (source_)
    more = feed_stream(more);
  else if (!more || read_ >= *wanted_.limit || lines_.size() >= most_bytes)
    return answer();
  if (more)
    read_on();
}

void topic_page::answer() {
  response out;
  out.content_type = ndjson;
  out.body = std::move(lines_);
  out.headers.emplace_back("X-Last-Position", std::to_string(wanted_.after));
  to_->complete(std::move(out));
}

/// The queue has no limit of its own: it is filled only while it is short.
void topic_page::begin_stream() {
  source_ = std::make_shared<stream_source>(std::numeric_limits<std::size_t>::max());
  source_->on_taken([self = shared_from_this()] { self->on_taken(); });
  std::exchange(to_, nullptr)->stream({source_, stream_kind::document, ndjson, {}});
}

/// True where more is to be read at once.
bool topic_page::feed_stream(bool more) {
  if (!lines_.empty())
    source_->push(std::exchange(lines_, {}));
  if (!more) {
    source_->close();
    return false;
  }
  const std::lock_guard held{mutex_};
  resting_ = source_->queued() >= most_queued;
  return !resting_ && !source_->closed();
}

void topic_page::on_taken() {
  {
    const std::lock_guard held{mutex_};
    if (!std::exchange(resting_, false))
      return;
  }
  read_on();
}

} // namespace baedal::http
