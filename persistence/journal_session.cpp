#include "persistence/journal_session.hpp"

#include "domain/json_text.hpp"
#include "failpoints/failpoint.hpp"
#include "persistence/open_append.hpp"
#include "persistence/storable.hpp"

#include <algorithm>

namespace baedal::persistence {

namespace {

constexpr int max_claims =
  64; ///< two nodes that claim at once both look again; one of them wins each time

failpoint claim_breaks{"journal.claim_breaks", "the answer to taking slices over is lost"};
failpoint stays_away{"journal.stays_away", "a lost connection does not come back in time"};

event_row ownership_row(const ownership& before, const std::string& node, instant now) {
  event_row row;
  row.slice = before.slice;
  row.position = before.head + 1;
  row.entity = ownership_entity(before.slice);
  row.version = before.epoch + 1;
  row.epoch = row.version;
  row.type = "slice_owned";
  row.payload = "{\"owner\":";
  append_json_text(row.payload, node);
  row.payload += '}';
  row.at = now;
  // Unique because the node's name is unique per process start; no randomness, so a simulation can
  // be repeated. The position tells apart two claims of one epoch, the first of which was lost on
  // the way.
  row.event_id =
    chain_hash(node + row.entity + "@" + std::to_string(row.position), row).substr(0, 32);
  row.hash = chain_hash(before.hash, row);
  return row;
}

} // namespace

journal_session::journal_session(std::unique_ptr<journal> store, std::string node,
                                 std::function<bool(int)> pause)
  : store_(std::move(store)), node_(std::move(node)), pause_(std::move(pause)) {
  // nop
}

result<unit> journal_session::take_over(std::span<const std::uint32_t> slices, instant now) {
  if (!is_storable(node_))
    return refusal{errc::value_invalid, "the node's name is no valid text"};
  if (!connected_) {
    if (auto made = store_->connect(); !made)
      return made; // At the start the operator waits for an answer: no second attempt.
    connected_ = true;
  }
  failed_attempts_ = 0;
  for (int attempt = 0; attempt < max_claims; ++attempt) {
    auto status = write_status::conflict;
    if (auto claimed = claim(slices, now, status); claimed)
      return claimed;
    if (status == write_status::refused || status == write_status::data_rejected)
      return refusal{errc::unavailable, store_->name() + ": the journal cannot be written"};
    if (status == write_status::lost) {
      connected_ = false;
      if (!reconnect())
        return refusal{errc::unavailable, store_->name() + ": the connection was lost"};
    }
  }
  return refusal{errc::unavailable, store_->name() + ": other nodes keep taking the same slices"};
}

/// One attempt. Where the connection breaks, the claim may stand all the same: the next attempt
/// then finds it and claims again, one epoch higher, which harms nobody.
result<unit> journal_session::claim(std::span<const std::uint32_t> slices, instant now,
                                    write_status& status) {
  const auto before = store_->owners(slices);
  if (!before) {
    status = write_status::lost;
    return before.error();
  }
  write_batch batch;
  batch.events.reserve(before->size());
  for (const auto& each : *before)
    batch.events.push_back(ownership_row(each, node_, now));
  std::sort(batch.events.begin(), batch.events.end(),
            [](const event_row& a, const event_row& b) { return a.slice < b.slice; });
  status = store_->write(batch);
  if (claim_breaks.fires())
    status = write_status::lost;
  if (status != write_status::written)
    return errc::unavailable;
  failed_attempts_ = 0;
  for (const auto& row : batch.events)
    owned_[row.slice] = {row.epoch, row.position};
  return unit{};
}

result<std::vector<history>> journal_session::recover(const std::vector<entity_key>& entities) {
  std::vector<std::string> names;
  names.reserve(entities.size());
  for (const auto& entity : entities)
    names.push_back(entity.text());
  if (connected_) {
    auto read = store_->histories(names);
    if (read)
      return read;
    connected_ = false;
  }
  // Perhaps the server was only restarted: one attempt, at once.
  if (auto made = store_->connect(); !made)
    return made.error();
  connected_ = true;
  auto read = store_->histories(names);
  connected_ = static_cast<bool>(read);
  return read;
}

std::uint64_t journal_session::epoch_of(std::uint32_t slice) const {
  const auto found = owned_.find(slice);
  return found == owned_.end() ? 0 : found->second.epoch;
}

void journal_session::give_up(std::uint32_t slice) {
  owned_.erase(slice);
}

/// Connects again, at once and then after each pause, until it succeeds or `pause` says no more.
bool journal_session::reconnect() {
  if (stays_away.fires()) {
    failed_attempts_ = 0;
    return false;
  }
  for (;;) {
    if (failed_attempts_ > 0 && !(pause_ && pause_(failed_attempts_))) {
      failed_attempts_ = 0;
      return false;
    }
    ++failed_attempts_;
    if (store_->connect()) {
      connected_ = true;
      return true;
    }
  }
}

} // namespace baedal::persistence
