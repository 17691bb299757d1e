#include "node/order_client.hpp"

#include "gateways/gateway_url.hpp"
#include "http/json_writer.hpp"

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <ostream>

namespace baedal::node {

namespace {

constexpr int refused = 1;
constexpr int senseless = 2;
constexpr int unreachable = 3;

bool is_read(const std::string& action) noexcept {
  return action == "get" || action == "history" || action == "payments";
}

std::string path_of(const order_call& call) {
  const std::string orders = "/api/v1/orders";
  if (call.action == "place")
    return orders;
  const auto order = orders + '/' + httplib::detail::encode_query_param(call.order);
  return call.action == "get" ? order : order + '/' + call.action;
}

/// Writes the members that have a value.
void write_members(http::json_writer& out,
                   std::initializer_list<std::pair<std::string_view, const std::string&>> members) {
  for (const auto& [name, value] : members)
    if (!value.empty())
      out.member(name, value);
}

void write_order(http::json_writer& out, const order_call& call) {
  write_members(out, {{"brand", call.brand}, {"note", call.note}});
  out.key("items").begin_array();
  for (const auto& line : call.items)
    out.begin_object().member("item_id", line.item).member("quantity", line.quantity).end_object();
  out.end_array();
  if (!call.address.empty())
    out.key("address").begin_object().member("text", call.address).end_object();
  if (call.method.empty() && call.token.empty())
    return;
  out.key("payment").begin_object();
  write_members(out, {{"method", call.method}, {"token", call.token}});
  out.end_object();
}

std::string body_of(const order_call& call) {
  if (!call.json.empty())
    return call.json;
  http::json_writer out;
  out.begin_object();
  write_members(out, {{"store_id", call.store},
                      {"rider_id", call.rider},
                      {"customer_id", call.customer},
                      {"reason", call.reason},
                      {"by", call.by}});
  if (call.action == "place")
    write_order(out, call);
  else
    write_members(out, {{"method", call.method}, {"token", call.token}, {"item_id", call.item}});
  out.optional_member("quantity", call.quantity)
    .optional_member("ready_in_minutes", call.ready_in_minutes)
    .optional_member("delivery_fee", call.delivery_fee)
    .optional_member("code", call.code);
  return out.end_object().take();
}

/// "sold_out: cola is sold out" from a problem document, else the status.
std::string describe(const httplib::Response& answer) {
  const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
  const auto text = [&](const char* name) -> std::string {
    const auto found = problem.is_object() ? problem.find(name) : problem.end();
    return found != problem.end() && found->is_string() ? found->get<std::string>() : "";
  };
  const auto code = text("code");
  if (code.empty())
    return "the server answered " + std::to_string(answer.status);
  const auto detail = text("detail");
  const auto order = text("order_id");
  return code + (detail.empty() ? "" : ": " + detail)
         + (order.empty() ? "" : " (order " + order + ")");
}

std::string_view reason_of(httplib::Error error) noexcept {
  return error == httplib::Error::Connection || error == httplib::Error::ConnectionTimeout
           ? "nobody listens there"
           : "the connection ended without an answer";
}

int report(const order_call& call, const httplib::Result& answer, std::ostream& out,
           std::ostream& err) {
  if (!answer) {
    err << "baedal orders: cannot reach " << call.server << ": " << reason_of(answer.error())
        << '\n';
    return unreachable;
  }
  if (answer->status < 200 || answer->status > 299) {
    err << "baedal orders: " << describe(*answer) << '\n';
    return refused;
  }
  out << answer->body << '\n';
  return 0;
}

} // namespace

result<ordered_item> parse_ordered_item(std::string_view text) {
  ordered_item out;
  const auto colon = text.rfind(':');
  out.item = text.substr(0, colon);
  if (colon != std::string_view::npos) {
    const auto digits = text.substr(colon + 1);
    const auto last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, out.quantity);
    if (error != std::errc{} || end != last || out.quantity == 0)
      return refusal{errc::value_invalid, "write ITEM:QUANTITY, for example fried-chicken:2"};
  }
  if (out.item.empty())
    return refusal{errc::value_invalid, "write ITEM:QUANTITY, for example fried-chicken:2"};
  return out;
}

int run_order_call(const order_call& call, std::ostream& out, std::ostream& err) {
  const auto server = gateways::parse_gateway_url(call.server);
  if (!server) {
    err << "baedal orders: --server: " << server.error().detail << '\n';
    return senseless;
  }
  if (call.action != "place" && call.order.empty()) {
    err << "baedal orders: " << call.action << " needs the id of an order\n";
    return senseless;
  }
  httplib::Client client{server->host, server->port};
  client.set_connection_timeout(std::chrono::seconds{3});
  client.set_read_timeout(std::chrono::seconds{30});
  client.set_tcp_nodelay(true);
  const auto path = server->prefix + path_of(call);
  if (is_read(call.action))
    return report(call, client.Get(path), out, err);
  httplib::Headers headers;
  if (!call.key.empty())
    headers.emplace("Idempotency-Key", call.key);
  return report(call, client.Post(path, headers, body_of(call), "application/json"), out, err);
}

} // namespace baedal::node
