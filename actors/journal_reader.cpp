#include "actors/journal_reader.hpp"

#include "actors/blocking_call.hpp"
#include "actors/crash_log.hpp"
#include "failpoints/failpoint.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

namespace {

failpoint read_breaks{"journal.read_breaks", "reading histories fails"};
failpoint reader_dies{"journal.reader_dies", "a reader dies with what it was asked"};

class journal_reader final : public caf::event_based_actor {
public:
  journal_reader(caf::actor_config& config, std::shared_ptr<const journal_writer_setup> setup,
                 std::shared_ptr<const slice_epochs> epochs)
    : caf::event_based_actor(config), setup_(std::move(setup)), epochs_(std::move(epochs)) {
    // nop
  }

  const char* name() const override { return "journal reader"; }

  caf::behavior make_behavior() override {
    log_crashes(this, "journal reader");
    return {
      [this](const journal_reading_ptr& turn) {
        auto writer = caf::actor_cast<caf::actor>(current_sender());
        blocking_call(
          this, *setup_->time, [this, turn] { carry_out(*turn); },
          [this, turn, writer] {
            tell_all(*turn);
            send(writer, journal_reading_done{});
          });
      },
      [](const later_step& step) { (*step)(); },
    };
  }

private:
  void carry_out(const journal_reading& turn) {
    reader_dies.crash_if_fired();
    may_connect_ = true;
    if (!connected_)
      connect(); // Also with nothing to read yet: the first one who asks need not wait for it.
    recover_all(turn.recoveries);
    pasts_.clear();
    for (const auto& request : turn.pasts)
      pasts_.push_back(reading([&](auto& from) {
        return from.events_of(request.entity.text(), request.after, past_page);
      }));
  }

  void tell_all(journal_reading& turn) {
    for (std::size_t i = 0; i < turn.recoveries.size(); ++i)
      anon_send(turn.recoveries[i].from, std::move(recovered_[i]));
    for (std::size_t i = 0; i < turn.pasts.size(); ++i)
      turn.pasts[i].back.complete(std::move(pasts_[i]));
  }

  void connect() {
    if (!std::exchange(may_connect_, false))
      return;
    if (!store_)
      store_ = setup_->open_reads();
    connected_ = static_cast<bool>(store_->connect());
  }

  /// Runs `read` on a connection that stands, twice if the first one breaks under it.
  template <class Read>
  auto reading(Read read) -> decltype(read(std::declval<persistence::journal&>())) {
    for (;;) {
      if (!connected_)
        connect();
      if (!connected_)
        return refusal{errc::unavailable, "the journal cannot be read"};
      auto found = read_breaks.fires() ? decltype(read(*store_)){errc::unavailable} : read(*store_);
      connected_ = static_cast<bool>(found);
      if (found || !may_connect_)
        return found;
    }
  }

  void recover_all(const std::vector<recover_request>& requests) {
    recovered_.clear();
    if (requests.empty())
      return;
    std::vector<std::string> names;
    names.reserve(requests.size());
    for (const auto& request : requests)
      names.push_back(request.entity.text());
    auto found = reading([&](auto& from) { return from.histories(names); });
    setup_->count->recoveries.fetch_add(requests.size(), std::memory_order_relaxed);
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const auto epoch = epochs_->of[slice_of(names[i])].load();
      if (found)
        recovered_.push_back({std::move((*found)[i]), epoch});
      else
        recovered_.push_back({found.error(), epoch});
    }
  }

  std::shared_ptr<const journal_writer_setup> setup_;
  std::shared_ptr<const slice_epochs> epochs_;
  std::unique_ptr<persistence::journal> store_;
  std::vector<recover_done> recovered_; ///< of the turn
  std::vector<result<std::vector<persistence::event_row>>> pasts_;
  bool connected_ = false;
  bool may_connect_ = false; ///< not tried yet in this turn
};

} // namespace

caf::actor spawn_journal_reader(caf::actor_system& system,
                                std::shared_ptr<const journal_writer_setup> setup,
                                std::shared_ptr<const slice_epochs> epochs) {
  if (setup->own_thread)
    return system.spawn<journal_reader, caf::detached>(std::move(setup), std::move(epochs));
  return system.spawn<journal_reader>(std::move(setup), std::move(epochs));
}

} // namespace baedal::actors
