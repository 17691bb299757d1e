#include "http/topic_page.hpp"

#include "actors/office.hpp"

namespace baedal::http {

namespace {

constexpr std::size_t rows_per_query = 1'000;
constexpr std::size_t most_bytes = 16 * 1024 * 1024;

} // namespace

topic_page::topic_page(exchange_ptr to, std::shared_ptr<actors::office> office,
                       topic_request wanted)
  : to_(std::move(to)), office_(std::move(office)), wanted_(std::move(wanted)) {
  // nop
}

void topic_page::read_on() {
  using rows = actors::page<actors::topic_row>;
  actors::reply<rows> back{
    [self = shared_from_this()](const result<rows>& page) { self->on_rows(page); }};
  office_->query(actors::list_topic{brand_id{wanted_.brand}, wanted_.after,
                                    std::min(rows_per_query, wanted_.limit - read_),
                                    std::move(back)});
}

void topic_page::on_rows(const result<actors::page<actors::topic_row>>& page) {
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
  const bool more = !page->next.empty() && !page->rows.empty();
  if (more && read_ < wanted_.limit && lines_.size() < most_bytes)
    read_on();
  else
    answer();
}

void topic_page::answer() {
  response out;
  out.content_type = "application/x-ndjson; charset=utf-8";
  out.body = std::move(lines_);
  out.headers.emplace_back("X-Last-Position", std::to_string(wanted_.after));
  to_->complete(std::move(out));
}

} // namespace baedal::http
