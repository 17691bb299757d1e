#pragma once

#include "actors/catalogue.hpp"
#include "domain/numbered_order.hpp"
#include "domain/order_commands.hpp"
#include "domain/order_view.hpp"
#include "http/json_reader.hpp"
#include "http/json_writer.hpp"

#include <functional>

namespace baedal::actors {
struct notification_row;
}

/// The brands' own HTTP APIs, as data: which paths they have, which members their rows have, and
/// which commands of the one domain model their words mean. Nothing here decides anything.
namespace baedal::http::facades {

using names = std::vector<std::string>;

/// A row on its way out: an order, or a notification beside the order that it is about.
struct shown {
  const order_view& order;
  std::uint64_t number = 0; ///< of the row
  const actors::catalogue& shelf;
  const actors::notification_row* told = nullptr;
};

/// One member of a row: its name, and what writes the value.
struct member {
  std::string name;
  std::function<void(json_writer&, const shown&)> write;
};

/// The word that a row shows for the state of an order; empty where the brand has none.
using label = std::function<std::string_view(const order_view&)>;

/// The command that somebody means, read from the body. What is wrong is left in the reader.
using meaning = std::function<order_command(const json_reader&, const order_view&)>;

/// Words that a client writes into the status of a row to get something done, in any case.
struct status_word {
  names said;
  meaning means;
};

/// PUT /{collection}/{id}/{name}.
struct action {
  std::string name;
  meaning means;
};

/// What the rows of a collection are: orders, which give them their numbers, or the brand's
/// notification history, which numbers its rows by itself (requirements K12).
enum class row_source : std::uint8_t { orders, notifications };

/// One collection of one brand.
struct resource {
  std::string segment;                 ///< of the path; also the name in `_embedded`
  std::string relation;                ///< a single row's name in `_links`
  order_part part = order_part::whole; ///< what must be there for the order to have a row
  std::vector<member> members;
  label status = {};
  names status_members = {}; ///< under which PATCH and PUT say a status; none: they are not served
  std::vector<status_word> words = {};
  names reached = {}; ///< further states, into which no row can be put by saying so: 409
  std::vector<action> actions = {};
  meaning on_delete = {}; ///< none: DELETE is not served
  names finders = {};     ///< "findByOrderId", "findByUserid", "findByArea"
  row_source rows = row_source::orders;
  names send_words = {}; ///< of notifications: status words with which a message is sent again
};

/// A collection of a brand's notification history.
resource notifications_at(std::string segment, std::string relation, std::vector<member> members);

/// A command that is posted with an `orderId`; a row of `shows` is the answer.
struct posting {
  std::string path;
  std::string shows;
  meaning means; ///< none: what it says is so already
};

/// A text that is read back as it came: our name for it, and the names under which it comes.
struct kept_text {
  std::string name;
  names said;
};

/// Under which names an order's parts come in the body of a POST. The first that is there counts.
struct order_words {
  names store = {};
  names customer = {};
  names item = {};
  names quantity = {};
  names price = {}; ///< of one
  names options = {};
  names method = {};
  names address = {};
  names receiver = {};
  names phone = {};
  std::vector<kept_text> kept = {};
  std::string item_otherwise = "unnamed"; ///< where none is named
};

/// POST on these paths places an order; a row of `shows` is the answer.
struct ordering {
  names paths;
  std::string shows;
  order_words words;
  names marks; ///< members that only this brand's orders have
  /// What else the brand's catalogue has to say about an order that was read.
  std::function<void(place_order&, const actors::catalogue&)> settle = {};
};

/// The whole API of one brand, as far as it is about orders.
struct brand_facade {
  std::string brand;
  std::string numbers; ///< the collection whose sequence numbers its orders
  ordering places;
  std::vector<resource> resources;
  std::vector<posting> postings;
};

/// `like` under another name of its path.
resource also_as(resource like, std::string segment, std::string relation);

} // namespace baedal::http::facades
