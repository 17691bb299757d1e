#pragma once

#include "http/api.hpp"
#include "simulation/event_house.hpp"
#include "simulation/notification_house.hpp"
#include "simulation/virtual_node.hpp"

/// A whole node in virtual time, with the payment gateway it needs, behind the whole API: what a
/// brand's clients meet, without sockets. Nothing happens between two calls; each call is given two
/// seconds, in which its consequences must become visible, too.
class brand_town {
public:
  explicit brand_town(baedal::http::facade_settings how = {});
  ~brand_town();

  using members = std::vector<std::pair<std::string, std::string>>;
  using headers = std::vector<baedal::http::text_pair>;

  /// As httpie sends it: `data` as a JSON object of texts, and Accept.
  baedal::http::response http(baedal::http::verb method, const std::string& target,
                              const members& data, const headers& with = {});
  /// GET as httpie sends it.
  baedal::http::response get(const std::string& target, const headers& with = {});
  baedal::http::response post(const std::string& target, const members& data,
                              const headers& with = {});
  baedal::http::response put(const std::string& target, const members& data = {},
                             const headers& with = {});
  baedal::http::response patch(const std::string& target, const members& data,
                               const headers& with = {});
  baedal::http::response remove(const std::string& target, const headers& with = {});

  /// Exactly this.
  baedal::http::response call(baedal::http::verb method, std::string target, std::string body,
                              headers with);

  /// The node's process ends as by kill -9, and a new one starts.
  void restart();

  [[nodiscard]] const baedal::http::route_table& routes() const { return routes_; }

  baedal::simulation::still_world still;
  baedal::simulation::database store;
  baedal::simulation::findings found; ///< what the gateway and the tree object to
  baedal::simulation::payment_house payments;
  baedal::simulation::notification_house letters;
  baedal::simulation::event_house events;

private:
  void open();

  const std::chrono::milliseconds clock_error_{0};
  const baedal::http::facade_settings how_;
  std::unique_ptr<baedal::simulation::virtual_node> node_;
  baedal::http::route_table routes_;
  int starts_ = 0;
};

/// `in_row(reply, "state")`: a member of a reply as text, "absent" where it has none, "null" for
/// null; `pointer` may be a path, "_links/self/href".
std::string in_row(const baedal::http::response& reply, const std::string& pointer);

/// The rows of a list: the member `name` of each, joined by blanks.
std::string in_list(const baedal::http::response& reply, const std::string& collection,
                    const std::string& name);
