#include "persistence/notification_rows.hpp"

#include "persistence/json_reader.hpp"
#include "persistence/json_writer.hpp"

#include <exception>

namespace baedal::persistence {

/// The members of the body; order, version, audience and brand have columns of their own.
template <class Via, class X>
void members(of<notification_record>, Via& via, X& x) {
  via.need("what", x.what)
    .may("recipient", x.recipient)
    .need("customer", x.customer)
    .need("store", x.store)
    .need("channels", x.channels)
    .may("amount", x.amount)
    .may("reason", x.reason)
    .may("left", x.left)
    .need("at", x.at);
}

std::string encode_notification(const notification_record& from) {
  std::string out;
  out.reserve(256);
  json_writer object{out};
  members(of<notification_record>{}, object, from);
  object.close();
  return out;
}

result<unit> decode_notification(std::string_view text, notification_record& into) {
  try {
    const json_tree tree{text};
    json_reader object{tree.root()};
    members(of<notification_record>{}, object, into);
    if (tree.root() && object.good())
      return unit{};
  } catch (const std::exception&) { // Whatever the JSON library finds to object to.
  }
  return refusal{errc::history_unreadable, "cannot decode a notification of the read model"};
}

} // namespace baedal::persistence
