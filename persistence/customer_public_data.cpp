#include "persistence/event_codec.hpp"
#include "persistence/json_writer.hpp"

namespace baedal::persistence {

std::optional<topic_entry> entry_of(const customer_event& event, const customer_id& customer) {
  const auto* raised = std::get_if<grade_raised>(&event);
  if (raised == nullptr || raised->order.empty())
    return std::nullopt;
  topic_entry out{"customer_grade_raised", raised->order, raised->brand, {}};
  json_writer object{out.data};
  object.need("customer_id", customer)
    .need("grade", to_string(raised->to))
    .need("order_id", raised->order);
  object.close();
  return out;
}

} // namespace baedal::persistence
