#pragma once

#include "actors/office.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>

/// What stands behind one kind of entity: a test says how it answers. Unset means: nobody answers.
template <class State>
struct fake_region {
  std::function<void(baedal::actors::command_message<State>&)> command;
  std::function<void(baedal::actors::read_message<State>&)> read;
};

/// A real office with actors behind it that do what the test says, each on CAF's threads. Set the
/// functions before the first request.
class fake_office {
public:
  fake_office();

  fake_region<baedal::order> orders;
  fake_region<baedal::store> stores;
  fake_region<baedal::rider> riders;
  fake_region<baedal::customer> customers;
  fake_region<baedal::brand> brands;
  std::function<void(baedal::actors::history_message&)> history;
  std::function<void(baedal::actors::query_message&)> query;
  std::function<void(baedal::actors::subscribe_message&)> subscribe;
  std::function<void(const baedal::actors::unsubscribe_message&)> unsubscribe;
  std::function<void(baedal::actors::redeliver_message&)> redeliver;
  bool nobody_there = false; ///< the address book is empty

  std::shared_ptr<baedal::actors::catalogue> shelf;
  std::shared_ptr<baedal::actors::office> office;

private:
  template <class State>
  void open(const char* name, fake_region<State>& region);
  void open_orders();
  void open_queries();
  void open_hub();
  void open_notifier();

  caf::actor_system_config config_;
  caf::actor_system system_;
  std::map<std::string, caf::actor, std::less<>> book_;
};

/// Says the same view to whoever asks.
template <class State>
auto always(typename baedal::actors::aggregate<State>::view view, bool created = false) {
  return [view, created](baedal::actors::command_message<State>& what) {
    what.back.deliver({view, created});
  };
}
template <class State>
auto always_reads(typename baedal::actors::aggregate<State>::view view) {
  return [view](baedal::actors::read_message<State>& what) { what.back.deliver(view); };
}
