#include "node/demo.hpp"

#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

struct demo_item {
  const char* id;
  const char* name;
  std::int64_t price;
  std::optional<std::int64_t> stock;
};

struct demo_store {
  const char* brand;
  const char* name;
  std::vector<demo_item> menu;
};

constexpr const char* demo_area = "yeongdeungpo";
constexpr geo_point demo_place{37.5264, 126.8963};

const std::vector<demo_store>& demo_stores() {
  static const std::vector<demo_store> all{
    {"pizza",
     "Pizza corner",
     {{"potato-pizza", "Potato Pizza", 10'000, {}}, {"garlic-dip", "Garlic dipping", 400, {}}}},
    {"dongne",
     "동네 치킨",
     {{"fried-chicken", "후라이드 치킨", 18'000, {}}, {"cola", "콜라", 2'000, {}}}},
    {"hansik",
     "한식집",
     {{"bibimbap", "비빔밥", 9'000, {}}, {"kimchi-stew", "김치찌개", 8'500, {}}}},
    {"mealkit",
     "밀키트",
     {{"bulgogi-kit", "불고기 밀키트", 15'900, 100},
      {"tteokbokki-kit", "떡볶이 밀키트", 8'900, 100}}},
    {"azer", "Azer kitchen", {{"set-a", "Set A", 9'000, {}}, {"set-b", "Set B", 12'000, {}}}},
  };
  return all;
}

template <class Outcome>
std::optional<refusal> fault_in(const Outcome& outcome) {
  return outcome ? std::nullopt : std::optional{outcome.error()};
}

/// Whatever is missing, for an earlier load may have been cut short; what exists is left as it is.
class demo_loader {
public:
  demo_loader(const node_parts& parts, const patient_office& office)
    : parts_(parts), office_(office) {
    // nop
  }

  std::optional<refusal> load() {
    for (const auto& what : demo_stores())
      if (auto fault = load_store(store_id{std::string{"demo-"} + what.brand}, what))
        return fault;
    for (const auto* number : {"1", "2", "3"}) {
      if (auto fault = load_rider(std::string{"rider-"} + number))
        return fault;
      if (auto fault = load_customer(std::string{"customer-"} + number))
        return fault;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool loaded_any() const { return loaded_ > 0; }

private:
  template <class State>
  std::optional<refusal> tell(const std::string& id,
                              typename actors::aggregate<State>::command what,
                              std::map<std::string, std::string> personal = {}) {
    ++loaded_;
    return fault_in(office_.tell<State>(id, std::move(what), std::move(personal)));
  }

  std::optional<refusal> load_store(const store_id& id, const demo_store& what) {
    auto known = parts_.shelf->store(id);
    if (!known) {
      store_card card;
      card.id = id;
      card.brand = brand_id{what.brand};
      card.name = what.name;
      card.area = demo_area;
      card.at = demo_place;
      if (auto fault = tell<store>(id.value, define_store{card}))
        return fault;
    }
    for (const auto& item : what.menu) {
      const item_id named{item.id};
      if (known && has_or_had(*known, named))
        continue;
      menu_item on_menu{named, item.name, money{item.price}, {}, item.stock, false};
      if (auto fault = tell<store>(id.value, define_item{on_menu}))
        return fault;
    }
    return std::nullopt;
  }

  /// One that has done nothing since it was defined goes on line.
  std::optional<refusal> load_rider(const std::string& name) {
    const auto known = office_.read<rider>(name);
    if (!known && known.code() != errc::rider_unknown)
      return known.error();
    if (!known) {
      const define_rider definition{rider_id{name}, demo_area, demo_place, {}};
      if (auto fault = tell<rider>(name, definition, {{"name", name}}))
        return fault;
    }
    if (known && known->version > 1)
      return std::nullopt;
    return tell<rider>(name, rider_goes_online{});
  }

  std::optional<refusal> load_customer(const std::string& name) {
    const auto known = office_.read<customer>(name);
    if (known)
      return std::nullopt;
    if (known.code() != errc::customer_unknown)
      return known.error();
    return tell<customer>(name, define_customer{customer_id{name}, {}}, {{"name", name}});
  }

  const node_parts& parts_;
  const patient_office& office_;
  std::size_t loaded_ = 0;
};

} // namespace

result<unit> load_demo(const node_parts& parts, const patient_office& office) {
  demo_loader all{parts, office};
  if (auto fault = all.load())
    return *fault;
  if (all.loaded_any())
    spdlog::info("demo stores, menus, riders and customers are loaded");
  return unit{};
}

} // namespace baedal::node
