#include "simulation/database.hpp"

namespace baedal::simulation {

using persistence::write_status;

/// A connection to the journal that may break while it commits.
class database::shaky_line final : public persistence::journal {
public:
  shaky_line(database& from, process_ptr client, std::unique_ptr<persistence::journal> firm)
    : from_(from), client_(std::move(client)), firm_(std::move(firm)) {
    // nop
  }

  result<unit> connect() override {
    if (from_.still_.now() < refused_until_)
      return refusal{errc::unavailable, "connection refused"};
    return firm_->connect();
  }

  write_status write(const persistence::write_batch& batch) override {
    const bool arrives = !from_.away && client_->alive();
    if (!arrives || from_.commits_lost == 0 || from_.dice_() % 1000 >= from_.commits_lost)
      return firm_->write(batch);
    refused_until_ = from_.still_.now() + std::chrono::milliseconds{from_.dice_() % 600};
    if (from_.dice_() % 10 < 6)
      from_.commit_later(batch);
    return write_status::lost;
  }

  result<std::vector<persistence::ownership>>
  owners(std::span<const std::uint32_t> slices) override {
    return firm_->owners(slices);
  }
  result<std::vector<bool>> holds(std::span<const persistence::event_row> rows) override {
    return firm_->holds(rows);
  }
  result<std::vector<persistence::event_row>>
  events_of(const std::string& entity, std::uint64_t after, std::size_t limit) override {
    return firm_->events_of(entity, after, limit);
  }
  result<std::vector<persistence::history>>
  histories(std::span<const std::string> entities) override {
    return firm_->histories(entities);
  }
  result<std::vector<std::optional<std::string>>>
  personal_rows(std::span<const std::string> entities) override {
    return firm_->personal_rows(entities);
  }
  result<std::vector<persistence::event_row>> events_in(std::uint32_t slice, std::uint64_t after,
                                                        std::size_t limit) override {
    return firm_->events_in(slice, after, limit);
  }
  result<std::vector<persistence::wakeup_row>>
  due(instant until, const persistence::wakeup_row& after, std::size_t limit) override {
    return firm_->due(until, after, limit);
  }
  result<unit> save(const persistence::snapshot& taken) override { return firm_->save(taken); }
  [[nodiscard]] std::string name() const override { return firm_->name(); }

private:
  database& from_;
  process_ptr client_;
  std::unique_ptr<persistence::journal> firm_;
  instant refused_until_{};
};

std::unique_ptr<persistence::journal> database::open_journal(const process_ptr& client) {
  auto line = std::make_shared<persistence::memory_faults>();
  line->reachable = [this, client] { return !away && client->alive(); };
  return std::make_unique<shaky_line>(
    *this, client, std::make_unique<persistence::memory_journal>(rows, std::move(line)));
}

std::unique_ptr<persistence::read_model> database::open_reads(const process_ptr& client) const {
  return persistence::make_memory_read_model(reads,
                                             [this, client] { return !away && client->alive(); });
}

/// The server has the whole transaction and goes on with it by itself. Where its rows have been
/// taken meanwhile, it rolls back.
void database::commit_later(const persistence::write_batch& batch) {
  const bool soon = dice_() % 2 == 0;
  const std::chrono::milliseconds after{dice_() % (soon ? 300 : 5'000)};
  auto copy = std::make_shared<const persistence::write_batch>(batch);
  still_.at(still_.now() + after, [this, copy] {
    if (!away)
      static_cast<void>(rows->write(*copy));
  });
}

} // namespace baedal::simulation
