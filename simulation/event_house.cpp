#include "simulation/event_house.hpp"

#include "domain/brand.hpp"

namespace baedal::simulation {

using gateways::sink_record;

/// One process's connection: a dead process reaches nobody.
class event_house::line final : public gateways::event_sink {
public:
  line(event_house& house, process_ptr caller) : house_(house), caller_(std::move(caller)) {
    // nop
  }

  result<unit> publish(const std::string& topic,
                       std::span<const sink_record> records) noexcept override {
    return caller_->alive() ? house_.take(topic, records)
                            : refusal{errc::unavailable, "not reached"};
  }

private:
  event_house& house_;
  process_ptr caller_;
};

std::shared_ptr<gateways::event_sink> event_house::seen_by(const process_ptr& caller) {
  return std::make_shared<line>(*this, caller);
}

result<unit> event_house::take(const std::string& topic, std::span<const sink_record> records) {
  const auto draw = dice_() % 1000;
  const auto how_many = dice_();
  auto& all = topics_[topic];
  const auto keep = [&](std::size_t some) {
    all.insert(all.end(), records.begin(),
               records.begin() + static_cast<std::ptrdiff_t>(some));
  };
  if (draw < moods.away)
    return refusal{errc::unavailable, "away"};
  if (draw < moods.away + moods.torn) {
    keep(how_many % (records.size() + 1));
    return refusal{errc::unavailable, "the connection broke"};
  }
  keep(records.size());
  if (draw < moods.away + moods.torn + moods.lost_after)
    return refusal{errc::unavailable, "no answer"};
  return unit{};
}

std::vector<brand_id> all_topics() {
  std::vector<brand_id> all{brand_id{std::string{ops_topic}}};
  for (const auto& each : shipped_brands())
    all.push_back(each.id);
  return all;
}

std::vector<std::string> lines_of(const actors::topic_row& row) {
  if (row.type == "order_accepted")
    return {};
  if (row.type == "payment_approved")
    return {row.type + " " + row.data, "and what follows from it"};
  return {row.type + " " + row.data};
}

} // namespace baedal::simulation
