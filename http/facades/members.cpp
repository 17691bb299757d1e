#include "domain/checks.hpp"
#include "http/facades/columns.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/meanings.hpp"
#include "http/facades/parties.hpp"
#include "http/facades/values.hpp"
#include "http/input.hpp"
#include "http/sending.hpp"

namespace baedal::http::facades {

namespace {

constexpr auto segment = "members";
const names id_members{"userid", "memberId", "customerId"};

using told = actors::answer<customer_view>;
using personal_text = std::map<std::string, std::string>;

/// What is stated of a member; absent members are none of the map.
personal_text read_member(const json_reader& in) {
  personal_text out;
  const auto read = [&](const char* ours, const names& any, std::size_t longest) {
    const auto name = first_of(in, any);
    if (!name.empty())
      out[ours] = in.optional_text(name, {.min = 0, .max = longest}).value_or("");
  };
  read("name", {"name"}, longest_name);
  read("phone", {"phone", "phoneNumber"}, 40);
  read("address", {"address"}, 500);
  return out;
}

constexpr column<customer_view> columns[] = {
  {"userid", [](json_writer& out, const customer_view& seen) { write_id(out, seen.id.value); }},
  {"name", [](json_writer& out, const customer_view& seen) { write_text(out, seen.name); }},
  {"phone", [](json_writer& out, const customer_view& seen) { write_text(out, seen.phone); }},
  {"address",
   [](json_writer& out, const customer_view& seen) { write_text(out, seen.address_text); }},
  {"grade", [](json_writer& out, const customer_view& seen) { out.value(to_string(seen.grade)); }},
  {"completedOrders",
   [](json_writer& out, const customer_view& seen) { out.value(seen.completed_orders); }},
};

response member_answer(const request& in, int status, const customer_view& seen) {
  json_writer out;
  out.begin_object();
  write_columns(out, columns, seen);
  end_row(out, address_of(in, {segment, seen.id.value}), "member");
  return answer_to(in, status, out.take());
}

void define(const desk& at, const exchange_ptr& to, define_customer command, personal_text stated,
            std::function<response(const told&)> show) {
  auto id = command.id.value;
  send<baedal::customer>(at.parts, to, {std::move(id), std::move(command), std::move(stated)},
                         std::move(show));
}

response joined(const request& in, const customer_view& now) {
  auto out = member_answer(in, 201, now);
  out.headers.emplace_back("Location", address_of(in, {segment, now.id.value}));
  return out;
}

response changed(const request& in, const customer_view& now) {
  return wants_body(in) ? member_answer(in, 200, now) : no_content();
}

/// Whoever joins again keeps what he does not state.
void register_member(const desk& at, const exchange_ptr& to) {
  const auto body = read_lenient_body(to->in());
  const auto name = first_of(body, id_members);
  const auto id = read_id(body, name.empty() ? id_members.front() : name);
  auto stated = read_member(body);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  define(at, to, {customer_id{id}, {}, true}, std::move(stated),
         [to](const told& now) { return joined(to->in(), now.view); });
}

/// Goes on with a member who is known; otherwise 404 is answered.
void find_member(const desk& at, const exchange_ptr& to,
                 std::function<void(const customer_view&)> then) {
  const auto id = path_id(to->in(), "id");
  if (!id) {
    to->complete(nothing_here());
    return;
  }
  actors::reply<customer_view> back{[to, then = std::move(then)](const auto& seen) {
    if (seen)
      then(*seen);
    else if (seen.code() == errc::customer_unknown)
      to->complete(nothing_here());
    else
      to->refuse(seen.error());
  }};
  at.parts.office->read<baedal::customer>({*id, {}, std::move(back)});
}

void show_member(const desk& at, const exchange_ptr& to) {
  find_member(
    at, to, [to](const customer_view& seen) { to->complete(member_answer(to->in(), 200, seen)); });
}

/// PATCH leaves what is not stated.
void change_member(const desk& at, const exchange_ptr& to) {
  const auto body = read_lenient_body(to->in());
  auto stated = read_member(body);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  find_member(at, to, [at, to, stated = std::move(stated)](const customer_view& seen) mutable {
    define(at, to, {seen.id, {}, true}, std::move(stated),
           [to](const told& now) { return changed(to->in(), now.view); });
  });
}

/// PUT forgets what is not stated. Whoever is not known becomes a member: the id is the client's.
void replace_member(const desk& at, const exchange_ptr& to) {
  const auto body = read_lenient_body(to->in());
  auto stated = read_member(body);
  const auto id = path_id(to->in(), "id");
  if (!id)
    to->complete(nothing_here());
  else if (body.fault())
    to->refuse(*body.fault());
  else
    define(at, to, {customer_id{*id}, {}, false}, std::move(stated), [to](const told& now) {
      return now.created ? joined(to->in(), now.view) : changed(to->in(), now.view);
    });
}

/// What is personal is forgotten; the customer stays, for his orders and his grade name him.
void forget_member(const desk& at, const exchange_ptr& to) {
  find_member(at, to, [at, to](const customer_view& seen) {
    send<baedal::customer>(at.parts, to, {seen.id.value, erase_personal{}},
                           [](const told&) { return no_content(); });
  });
}

} // namespace

std::vector<documented_route> member_routes(const desk& at) {
  const auto row = [&](verb method, std::string pattern, auto serve, std::string summary,
                       std::vector<int> statuses) {
    return documented_route{{method, std::move(pattern),
                             [at, serve](const exchange_ptr& to) { serve(at, to); },
                             trailing_slash::tolerated},
                            kind::other,
                            "",
                            std::move(summary),
                            std::move(statuses),
                            names_of(columns)};
  };
  const std::string one = "/members/{id}";
  return {
    row(verb::post, "/members", &register_member, "A customer becomes a member", {201}),
    row(verb::get, one, &show_member, "A member of the meal-kit shop", {200}),
    row(verb::patch, one, &change_member, "Change what is stated of a member", {200, 204}),
    row(verb::put, one, &replace_member, "State a member anew, or a new one", {200, 201, 204}),
    row(verb::remove, one, &forget_member, "Forget name, phone number and address", {204}),
  };
}

} // namespace baedal::http::facades
