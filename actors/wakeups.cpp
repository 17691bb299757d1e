#include "actors/wakeups.hpp"

#include "actors/journal_protocol.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

namespace baedal::actors {

namespace {

using poll_atom = caf::atom_constant<caf::atom("poll")>;
using due_rows = std::shared_ptr<result<std::vector<persistence::wakeup_row>>>;

std::string_view region_of(entity_kind kind) {
  return kind == entity_kind::order ? "orders" : "";
}

} // namespace

} // namespace baedal::actors

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(baedal::actors::due_rows)

namespace baedal::actors {

namespace {

void wake_all(const entity_setup& setup, const std::vector<persistence::wakeup_row>& rows) {
  for (const auto& row : rows) {
    const auto key = parse_entity_key(row.entity);
    if (!key)
      continue;
    if (auto region = setup.find(region_of(key->kind)))
      caf::anon_send(region, wake_message{key->id});
  }
}

void poll(caf::event_based_actor* self, const wakeups_setup& setup) {
  caf::actor me{self};
  reply<std::vector<persistence::wakeup_row>> back{[me](auto rows) {
    caf::anon_send(me,
                   std::make_shared<result<std::vector<persistence::wakeup_row>>>(std::move(rows)));
  }};
  if (auto journal = setup.entities->find("journal"))
    self->send(journal, due_request{setup.entities->time->now(), setup.at_once, std::move(back)});
}

caf::behavior run_wakeups(caf::event_based_actor* self, wakeups_setup setup) {
  self->send(self, poll_atom::value);
  return {
    [self, setup](poll_atom) { poll(self, setup); },
    [self, setup](const due_rows& rows) {
      if (*rows)
        wake_all(*setup.entities, **rows);
      self->delayed_send(self, setup.poll, poll_atom::value);
    },
  };
}

} // namespace

caf::actor spawn_wakeups(caf::actor_system& system, wakeups_setup setup) {
  return system.spawn(run_wakeups, std::move(setup));
}

} // namespace baedal::actors
