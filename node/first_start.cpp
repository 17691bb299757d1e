#include "node/first_start.hpp"

#include "domain/shipping.hpp"
#include "node/demo.hpp"
#include "node/patient_office.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

namespace baedal::node {

namespace {

/// Waits until a projector's read models are level with the journal.
bool await_projector(const node_parts& parts, const std::string& name,
                     const std::function<bool()>& go_on) {
  while (go_on()) {
    const auto current = wait_for<unit>(go_on, [&](actors::reply<unit> back) {
      if (auto projector = parts.book->find(name))
        caf::anon_send(projector, actors::await_catch_up{std::move(back)});
    });
    if (current)
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return false;
}

/// The catalogue is read from the read models, and lists tell of all that was before.
bool await_read_models(const node_parts& parts, const std::function<bool()>& go_on) {
  bool current = await_projector(parts, "projections", go_on);
  for (const auto& each : parts.separate)
    current = current && await_projector(parts, supervisors::projections_of(each.which), go_on);
  return current;
}

result<unit> load(const node_parts& parts) {
  auto reads = persistence::open_read_model(parts.settings.database);
  if (!reads)
    return reads.error();
  if (auto connected = (*reads)->connect(); !connected)
    return connected.error();
  auto brands = (*reads)->brands();
  if (!brands)
    return brands.error();
  auto stores = (*reads)->stores();
  if (!stores)
    return stores.error();
  parts.shelf->load(*std::move(brands), *std::move(stores));
  return unit{};
}

result<unit> ship_brand(const node_parts& parts, const patient_office& office,
                        const shipped_brand& shipped) {
  if (!parts.shelf->brand(shipped.id)) {
    if (auto done = office.tell<brand>(shipped.id.value, definition_of(shipped)); !done)
      return done.error();
  }
  const auto& id = shipped.default_store;
  if (!parts.shelf->store(id))
    if (auto done = office.tell<store>(id.value, default_store_of(shipped)); !done)
      return done.error();
  const auto known = parts.shelf->store(id);
  for (const auto& item : missing_items_of(shipped, known ? *known : store_card{}))
    if (auto done = office.tell<store>(id.value, item); !done)
      return done.error();
  return unit{};
}

} // namespace

result<unit> open_catalogue(const node_parts& parts, const std::function<bool()>& go_on) {
  if (!await_read_models(parts, go_on))
    return errc::unavailable;
  if (auto loaded = load(parts); !loaded)
    return loaded;
  const patient_office office{*parts.office, go_on};
  for (const auto& shipped : shipped_brands())
    if (auto done = ship_brand(parts, office, shipped); !done)
      return done;
  if (parts.settings.demo)
    return load_demo(parts, office);
  return unit{};
}

} // namespace baedal::node
