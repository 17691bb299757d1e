#include "simulation/simulated_world.hpp"

// What goes wrong around the nodes, and how it ends.

namespace baedal::simulation {

using namespace std::chrono_literals;

void simulated_world::strike(const trouble& what) {
  dice draw{what.seed};
  still_->note("trouble " + std::string{to_string(what.kind)} + " for "
               + std::to_string(what.lasts.count()) + " ms");
  ++begun_[what.kind];
  switch (what.kind) {
    case trouble_kind::kill_node:
      return kill_node(what, draw);
    case trouble_kind::kill_branch:
      return kill_branch(draw);
    case trouble_kind::suspend_branch:
      return suspend_branch(what, draw);
    case trouble_kind::stop_database:
      store_->away = true;
      return end_later(what, [this] { store_->away = false; });
    case trouble_kind::lose_commits:
      store_->commits_lost = static_cast<unsigned>(draw.between(100, 600));
      return end_later(what, [this] { store_->commits_lost = 0; });
    case trouble_kind::upset_gateway:
      return upset_gateway(what, draw);
    case trouble_kind::upset_receivers:
      return upset_receivers(what, draw);
    case trouble_kind::clock_jumps:
      return set_clock_wrong(what, draw);
    case trouble_kind::suspend_machine:
      return suspend_machine(what, draw);
    case trouble_kind::second_owner:
      if (nodes_.size() != 1)
        return;
      machine_ = 1 - machine_;
      return start_node();
  }
}

void simulated_world::end_later(const trouble& what, std::function<void()> end) {
  const auto number = begun_[what.kind];
  still_->at(still_->now() + what.lasts, [this, kind = what.kind, number, end = std::move(end)] {
    if (begun_[kind] == number)
      end();
  });
}

void simulated_world::kill_node(const trouble& what, dice& draw) {
  if (!nodes_.empty())
    nodes_[draw.below(nodes_.size())]->die();
  restart_at_ = still_->now() + what.lasts;
}

void simulated_world::kill_branch(dice& draw) {
  if (nodes_.empty())
    return;
  const auto& node = *nodes_[draw.below(nodes_.size())];
  auto paths = node.board().paths();
  if (!paths.empty())
    static_cast<void>(node.board().kill(draw.any(paths)));
}

/// Each branch is found again at its own end, so that several may be held at a time.
void simulated_world::suspend_branch(const trouble& what, dice& draw) {
  if (nodes_.empty())
    return;
  const auto& node = *nodes_[draw.below(nodes_.size())];
  auto paths = node.board().paths();
  std::erase_if(paths, [](const std::string& path) { return !path.starts_with("node/core"); });
  if (paths.empty())
    return;
  const auto path = draw.any(paths).substr(std::string{"node/"}.size());
  const auto book = node.parts().book;
  still_->note("nobody finds " + path);
  book->suspend(path);
  still_->at(still_->now() + what.lasts, [book, path] { book->resume(path); });
}

void simulated_world::upset_gateway(const trouble& what, dice& draw) {
  payment_moods moods;
  for (auto* chance : {&moods.decline, &moods.lost_before, &moods.lost_after, &moods.late,
                       &moods.slow, &moods.away})
    if (draw.percent(50))
      *chance = static_cast<unsigned>(draw.below(250));
  if (draw.percent(15))
    moods.refund_refused = 300;
  payments_->moods = moods;
  end_later(what, [this] { payments_->moods = {}; });
}

void simulated_world::upset_receivers(const trouble& what, dice& draw) {
  receiver_moods moods;
  for (auto* chance : {&moods.lost_before, &moods.lost_after, &moods.away, &moods.busy})
    if (draw.percent(50))
      *chance = static_cast<unsigned>(draw.below(300));
  if (draw.percent(15))
    moods.refused = 100;
  letters_->moods = moods;
  events_->moods = {moods.away, moods.lost_before, moods.lost_after};
  end_later(what, [this] {
    letters_->moods = {};
    events_->moods = {};
  });
}

/// The machines' clocks go wrong one by one, so that two owners may disagree about the time.
void simulated_world::set_clock_wrong(const trouble& what, dice& draw) {
  const auto machine = draw.percent(70) ? machine_ : draw.below(clock_errors_.size());
  clock_errors_[machine] = std::chrono::milliseconds{draw.between(-90'000, 90'000)};
  end_later(what, [this] { clock_errors_ = {}; });
}

/// Everything here stands still, and all clocks are right afterwards. The gateway has gone on. The
/// machine wakes, or is started anew.
void simulated_world::suspend_machine(const trouble& what, dice& draw) {
  still_->leap(what.lasts);
  payments_->do_what_is_due();
  if (draw.percent(50) && !nodes_.empty())
    kill_newest();
}

/// Everything that goes wrong stops.
void simulated_world::heal() {
  still_->note("everything goes well from now on");
  for (const auto kind : all_troubles())
    ++begun_[kind];
  decider_->stop();
  people_->stop_repeating();
  store_->away = false;
  store_->commits_lost = 0;
  payments_->moods = {};
  letters_->moods = {};
  events_->moods = {};
  clock_errors_ = {};
  restart_at_ = still_->now();
  for (const auto& node : nodes_)
    for (const auto& path : node->board().paths())
      if (const auto slash = path.find('/'); slash != std::string::npos)
        node->parts().book->resume(path.substr(slash + 1));
}

} // namespace baedal::simulation
