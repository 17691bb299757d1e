#include "tests/actors/notifier_world.hpp"

#include "persistence/event_codec.hpp"

#include <caf/all.hpp>
#include <catch2/catch.hpp>
#include <spdlog/spdlog.h>

namespace baedal::test {

using persistence::read_changes;

gateways::send_answer moody_receiver::send(const gateways::outgoing_message& message,
                                           instant now) noexcept {
  got.push_back(message);
  times.push_back(now);
  return answer(message);
}

notifier_world::notifier_world(bool called) {
  spdlog::set_level(spdlog::level::off); // Dead letters are what these tests are about.
  for (const auto by : {carrier::alimtalk, carrier::webhook, carrier::sms})
    receivers[by] = std::make_shared<moody_receiver>(called && by != carrier::webhook);
  store_card card;
  card.id = store_id{"s1"};
  card.name = "맛집";
  card.version = 1;
  shelf->update(std::make_shared<const store_card>(card));
}

std::unique_ptr<persistence::read_model> notifier_world::reads() {
  return persistence::make_memory_read_model(content);
}

void notifier_world::start() {
  actors::notifier_setup setup;
  setup.books = {[this] { return reads(); },
                 [this] { return std::make_unique<persistence::memory_journal>(rows); },
                 shelf,
                 {},
                 &time_};
  for (const auto& [by, receiver] : receivers)
    setup.channels.emplace(by, receiver);
  setup.limits = limits;
  setup.progress = progress;
  setup.count = count;
  setup.may_run = [this] { return !held; };
  setup.time = &time_;
  setup.own_threads = false;
  who_ = actors::spawn_notifier(still.system(), std::move(setup));
  still.own(who_);
}

void notifier_world::kill() {
  caf::anon_send_exit(who_, caf::exit_reason::kill);
  still.settle();
}

message_key notifier_world::tell(const std::string& order, std::uint64_t version,
                                 const std::vector<notify_channel>& channels, audience to) {
  read_changes changes;
  changes.offsets = {{1, position_, position_ + 1}};
  ++position_;
  persistence::notification_record row;
  row.order = order_id{order};
  row.version = version;
  row.to = to;
  row.brand = brand_id{"dongne"};
  row.what = occasion::order_rejected;
  row.recipient = to == audience::customer ? "c1" : "s1";
  row.customer = customer_id{"c1"};
  row.store = store_id{"s1"};
  row.channels = channels;
  row.reason = "재료소진";
  row.at = still.now();
  for (const auto channel : channels)
    changes.messages.push_back(
      {{row.order, version, to, channel}, *carrier_of(channel, to), row.at});
  changes.notifications.push_back(row);
  break_connection(*content, -1, 0); // Whatever the test broke: this is not the notifier.
  auto opened = reads();
  REQUIRE(opened->connect());
  REQUIRE(opened->apply(changes));
  progress->told.fetch_add(1);
  return changes.messages.front().key;
}

void notifier_world::write_personal(const entity_key& of,
                                    const std::map<std::string, std::string>& members) {
  persistence::write_batch batch;
  persistence::personal_data data;
  data.members = members;
  data.salt = "00";
  batch.personals.push_back({slice_of(of.text()), of.text(), persistence::encode_personal(data)});
  REQUIRE(rows->write(batch) == persistence::write_status::written);
}

persistence::message_state notifier_world::state(const message_key& key) {
  auto opened = reads();
  REQUIRE(opened->connect());
  const auto found = opened->notifications().of_order(key.order);
  REQUIRE(found);
  for (const auto& row : *found)
    for (const auto& each : row.messages)
      if (row.what.version == key.version && row.what.to == key.to && each.channel == key.channel)
        return each;
  FAIL("there is no message " << key.text());
  return {};
}

result<actors::message_row> notifier_world::redeliver(const message_key& key) {
  auto told = std::make_shared<std::optional<result<actors::message_row>>>();
  actors::reply<actors::message_row> back{
    [told](auto answer) { told->emplace(std::move(answer)); }};
  caf::anon_send(who_, actors::redeliver_message{key, std::move(back)});
  still.settle();
  REQUIRE(told->has_value());
  return **told;
}

} // namespace baedal::test
