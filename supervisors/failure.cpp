#include "supervisors/failure.hpp"

#include <caf/exit_reason.hpp>
#include <caf/message.hpp>
#include <caf/sec.hpp>

namespace baedal::supervisors {

namespace {

constexpr auto category = caf::atom("supervisor");

std::string words(const caf::error& reason) {
  switch (static_cast<failure>(reason.code())) {
    case failure::intensity_exceeded:
      return "intensity exceeded";
    case failure::start_failed:
      return "start failed";
    case failure::service_failed:
      return "service failed";
    case failure::none:
      break;
  }
  return "normal";
}

} // namespace

caf::error make_error(failure why) {
  return {static_cast<std::uint8_t>(why), category};
}

caf::error make_error(failure why, std::string detail) {
  return {static_cast<std::uint8_t>(why), category, caf::make_message(std::move(detail))};
}

ending ending_of(const caf::error& reason) {
  return !reason || reason == caf::exit_reason::user_shutdown ? ending::normal : ending::abnormal;
}

std::string describe(const caf::error& reason) {
  if (!reason)
    return "normal";
  std::string text;
  if (reason.category() == category)
    text = words(reason);
  else if (reason.category() == caf::atom("exit"))
    text = to_string(static_cast<caf::exit_reason>(reason.code()));
  else if (reason.category() == caf::atom("system"))
    text = to_string(static_cast<caf::sec>(reason.code()));
  else if (reason.category() == caf::atom("baedal"))
    text = to_string(static_cast<errc>(reason.code()));
  else
    text = to_string(reason.category()) + " " + std::to_string(reason.code());
  const auto& more = reason.context();
  if (more.match_elements<std::string>())
    text += ": " + more.get_as<std::string>(0);
  return text;
}

} // namespace baedal::supervisors
