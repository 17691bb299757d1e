#include "actors/projection_session.hpp"

#include "failpoints/failpoint.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <numeric>

namespace baedal::actors {

namespace {

constexpr std::size_t rows_per_turn = 1'000; ///< of the journal, in one transaction
constexpr std::size_t slices_per_turn = 64;

failpoint apply_breaks{"projection.breaks_before_commit",
                       "the read models' connection breaks before a commit"};
failpoint applied_lost{"projection.breaks_after_commit",
                       "the answer to a commit of the read models is lost"};

/// They would only wait to be suppressed, which is a second change of each row.
void shed_sms(std::vector<persistence::new_message>& messages) {
  for (auto& each : messages)
    if (each.by == carrier::sms && each.status == message_status::queued)
      each.status = message_status::suppressed;
}

std::size_t size_of(const committed_append& append) {
  return std::visit([](const auto& what) { return what.events.size(); }, append.what);
}

} // namespace

projection_session::projection_session(std::unique_ptr<persistence::journal> journal,
                                       std::unique_ptr<persistence::read_model> reads,
                                       std::shared_ptr<projection_progress> progress, world& time,
                                       persistence::read_share share)
  : journal_(std::move(journal)), reads_(std::move(reads)), progress_(std::move(progress)),
    share_(std::move(share)), time_(time) {
  // nop
}

result<unit> projection_session::open() {
  if (auto connected = journal_->connect(); !connected)
    return connected.error();
  if (auto connected = reads_->connect(); !connected)
    return connected.error();
  auto found = reads_->offsets();
  if (!found)
    return found.error();
  offsets_ = std::move(*found);
  if (auto decided = decide_silence(); !decided)
    return decided.error();
  if (auto newest = reads_->as_of())
    progress_->as_of_ms.store(newest->time_since_epoch().count());
  return unit{};
}

/// The first session of a database decides, for all that come.
result<unit> projection_session::decide_silence() {
  auto& table = reads_->notifications();
  auto known = table.silent_until();
  if (known && !*known) {
    if (auto kept = table.keep_silent_until(std::max(time_.now() - resend_within, instant{}));
        !kept)
      return kept.error();
    known = table.silent_until();
  }
  if (!known)
    return known.error();
  silent_until_ = known->value_or(instant{});
  return unit{};
}

result<unit> projection_session::look() {
  std::vector<std::uint32_t> all(slice_count);
  std::iota(all.begin(), all.end(), 0U);
  auto owners = journal_->owners(all);
  if (!owners)
    return owners.error();
  for (const auto& each : *owners)
    if (each.head > offsets_[each.slice])
      mark(each.slice);
  return unit{};
}

void projection_session::mark(std::uint32_t slice) {
  if (marked_[slice])
    return;
  marked_[slice] = true;
  waiting_.push_back(slice);
}

result<unit> projection_session::catch_up() {
  std::vector<committed_append> appends;
  std::vector<std::uint32_t> done;
  std::size_t read = 0;
  while (done.size() < waiting_.size() && done.size() < slices_per_turn && read < rows_per_turn) {
    const auto slice = waiting_[done.size()];
    auto rows = journal_->events_in(slice, offsets_[slice], rows_per_turn);
    if (!rows)
      return rows.error();
    auto found = history_.read(*journal_, *rows);
    if (!found)
      return found.error();
    read += rows->size();
    std::move(found->begin(), found->end(), std::back_inserter(appends));
    if (rows->size() == rows_per_turn)
      break; // There is more in this slice.
    done.push_back(slice);
    history_.forget();
  }
  progress_->unreadable.store(history_.unreadable().size());
  std::vector<const committed_append*> wanted;
  for (const auto& append : appends)
    wanted.push_back(&append);
  if (auto written = write(wanted); !written)
    return written.error();
  for (const auto slice : done) {
    waiting_.pop_front();
    marked_[slice] = false;
  }
  progress_->caught_up.fetch_add(done.size());
  return unit{};
}

result<unit> projection_session::apply(std::span<const committed_batch> batches) {
  std::vector<const committed_append*> dense;
  auto ahead = offsets_;
  for (const auto& batch : batches) {
    for (const auto& append : *batch) {
      auto& offset = ahead[append.slice];
      if (append.first_position <= offset || marked_[append.slice])
        continue; // Known, or read from the journal soon.
      if (append.first_position != offset + 1) {
        mark(append.slice);
        continue;
      }
      offset += size_of(append);
      dense.push_back(&append);
    }
  }
  return write(dense);
}

/// Data that the database refuses must not stop all readers: halves are tried until it stands
/// alone, and then only its offset is written.
result<unit> projection_session::write(pointers appends) {
  if (appends.empty())
    return unit{};
  projection rows{silent_until_};
  for (const auto* append : appends)
    rows.add(*append);
  const auto events = rows.events();
  auto changes = share_.of(rows.take());
  if (progress_->sheds_sms)
    shed_sms(changes.messages);
  auto written = apply_breaks.fires() ? result<unit>{errc::unavailable} : reads_->apply(changes);
  if (applied_lost.fires())
    written = errc::unavailable;
  if (written) {
    note(changes, events);
    return unit{};
  }
  if (written.code() != errc::data_rejected)
    return written.error();
  if (appends.size() == 1)
    return write_offset(*appends.front(), written.error());
  const auto half = appends.size() / 2;
  if (auto first = write(appends.first(half)); !first)
    return first.error();
  return write(appends.subspan(half));
}

result<unit> projection_session::write_offset(const committed_append& append, const refusal& why) {
  spdlog::error("the read model cannot hold the rows of {}: {}", append.entity.text(), why.detail);
  persistence::read_changes only_offset;
  const auto events = size_of(append);
  only_offset.offsets.push_back(
    {append.slice, append.first_position - 1, append.first_position + events - 1});
  only_offset.as_of = append.at;
  if (auto skipped = reads_->apply(only_offset); !skipped)
    return skipped.error();
  progress_->skipped.fetch_add(events);
  note(only_offset, events);
  return unit{};
}

void projection_session::note(const persistence::read_changes& changes, std::size_t events) {
  for (const auto& step : changes.offsets)
    offsets_[step.slice] = step.position;
  progress_->events.fetch_add(events);
  progress_->told.fetch_add(changes.notifications.size());
  progress_->suppressed.fetch_add(static_cast<std::uint64_t>(
    std::count_if(changes.messages.begin(), changes.messages.end(), [](const auto& each) {
      return each.status == message_status::suppressed;
    })));
  progress_->batches.fetch_add(1);
  const auto at = changes.as_of.time_since_epoch().count();
  if (at > progress_->as_of_ms.load())
    progress_->as_of_ms.store(at);
}

result<unit> projection_session::drop_all() {
  if (auto dropped = reads_->drop_all(); !dropped)
    return dropped.error();
  offsets_.assign(slice_count, 0);
  history_.forget();
  return unit{};
}

result<unit> rebuild(std::unique_ptr<persistence::journal> journal,
                     std::unique_ptr<persistence::read_model> reads, world& time,
                     const std::function<void(std::size_t, std::size_t)>& tell,
                     persistence::read_share share) {
  projection_session session{std::move(journal), std::move(reads),
                             std::make_shared<projection_progress>(), time, std::move(share)};
  if (auto opened = session.open(); !opened)
    return opened.error();
  if (auto dropped = session.drop_all(); !dropped)
    return dropped.error();
  if (auto looked = session.look(); !looked)
    return looked.error();
  while (session.behind()) {
    if (tell)
      tell(slice_count - session.slices_behind(), slice_count);
    auto step = session.catch_up();
    if (step.code()
        == errc::version_exists) { // A running node follows, too: go on from what it did.
      if (step = session.open(); step)
        step = session.look();
    }
    if (!step)
      return step.error();
  }
  if (tell)
    tell(slice_count, slice_count);
  return unit{};
}

} // namespace baedal::actors
