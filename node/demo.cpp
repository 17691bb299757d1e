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

std::optional<refusal> load_store(const patient_office& office, const store_id& id,
                                  const demo_store& what) {
  store_card card;
  card.id = id;
  card.brand = brand_id{what.brand};
  card.name = what.name;
  card.area = demo_area;
  card.at = demo_place;
  if (auto fault = fault_in(office.tell<store>(id.value, define_store{card})))
    return fault;
  for (const auto& item : what.menu) {
    menu_item on_menu{item_id{item.id}, item.name, money{item.price}, {}, item.stock, false};
    if (auto fault = fault_in(office.tell<store>(id.value, define_item{on_menu})))
      return fault;
  }
  return std::nullopt;
}

std::optional<refusal> load_people(const patient_office& office) {
  for (const auto* number : {"1", "2", "3"}) {
    const auto rider_name = std::string{"rider-"} + number;
    define_rider definition{rider_id{rider_name}, demo_area, demo_place, {}};
    if (auto fault = fault_in(office.tell<rider>(rider_name, definition, {{"name", rider_name}})))
      return fault;
    if (auto fault = fault_in(office.tell<rider>(rider_name, rider_goes_online{})))
      return fault;
    const auto customer_name = std::string{"customer-"} + number;
    define_customer profile{customer_id{customer_name}, {}};
    if (auto fault =
          fault_in(office.tell<customer>(customer_name, profile, {{"name", customer_name}})))
      return fault;
  }
  return std::nullopt;
}

} // namespace

result<unit> load_demo(const node_parts& parts, const patient_office& office) {
  bool fresh = false;
  for (const auto& what : demo_stores()) {
    const store_id id{std::string{"demo-"} + what.brand};
    if (parts.shelf->store(id))
      continue;
    fresh = true;
    if (auto fault = load_store(office, id, what))
      return *fault;
  }
  if (!fresh)
    return unit{};
  if (auto fault = load_people(office))
    return *fault;
  spdlog::info("demo stores, menus, riders and customers are loaded");
  return unit{};
}

} // namespace baedal::node
