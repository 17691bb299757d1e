#include "actors/query_reader.hpp"
#include "simulation/checking.hpp"

// What reached those outside who read the topics.

namespace baedal::simulation {

namespace {

using records = std::vector<gateways::sink_record>;

/// The topic as it is to arrive.
result<records> topic_wanted(persistence::read_model& reads, const brand_id& topic) {
  constexpr std::size_t plenty = 100'000;
  auto rows = reads.topic(topic, 0, plenty);
  if (!rows)
    return rows.error();
  records wanted;
  for (auto& each : *rows) {
    const auto row = actors::topic_row_of(std::move(each));
    int several = 0;
    for (auto& line : lines_of(row)) {
      const auto suffix = several == 0 ? std::string{} : "." + std::to_string(several);
      wanted.push_back({row.owner.id, std::move(line), row.event_id + suffix});
      ++several;
    }
  }
  return wanted;
}

bool same(const gateways::sink_record& one, const gateways::sink_record& other) {
  return one.id == other.id && one.key == other.key && one.value == other.value;
}

/// What is wrong about what arrived of a topic; empty: nothing is.
std::string wrong_about(const records& wanted, const records& arrived) {
  std::map<std::string, const gateways::sink_record*> known; ///< by id: the first of that id
  for (const auto& each : arrived) {
    const auto [first, fresh] = known.emplace(each.id, &each);
    if (!fresh && !same(*first->second, each))
      return each.id + " came again as something else";
    if (fresh && (known.size() > wanted.size() || !same(wanted[known.size() - 1], each)))
      return each.id + " arrived where another event stands in the topic";
  }
  if (known.size() < wanted.size())
    return wanted[known.size()].id + " never arrived";
  return {};
}

} // namespace

void check_relay(const checking& all) {
  const auto reads = all.world().store().open_reads(std::make_shared<process>("checker"));
  if (!reads->connect())
    return all.report("I8", "topics", "cannot be reached");
  for (const auto& topic : all_topics()) {
    const auto wanted = topic_wanted(*reads, topic);
    if (!wanted)
      return all.report("I8", "topics", "cannot be read");
    const auto arrived = all.world().events().topics().find(topic.value);
    const auto wrong = wrong_about(
      *wanted, arrived == all.world().events().topics().end() ? records{} : arrived->second);
    if (!wrong.empty())
      all.report("I8", "topic " + topic.value, wrong);
  }
}

} // namespace baedal::simulation
