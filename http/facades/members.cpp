#include "domain/checks.hpp"
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

response member_answer(const request& in, int status, const customer_view& seen) {
  json_writer out;
  out.begin_object().key("userid");
  write_id(out, seen.id.value);
  const auto text = [&](const char* name, const std::string& value) {
    out.key(name);
    write_text(out, value);
  };
  text("name", seen.name);
  text("phone", seen.phone);
  text("address", seen.address_text);
  out.member("grade", to_string(seen.grade)).member("completedOrders", seen.completed_orders);
  const auto self = address_of(in, {segment, seen.id.value});
  out.key("_links").begin_object();
  for (const auto* relation : {"self", "member"})
    out.key(relation).begin_object().member("href", self).end_object();
  return answer_to(in, status, out.end_object().end_object().take());
}

void define(const desk& at, const exchange_ptr& to, define_customer command, personal_text stated,
            std::function<response(const customer_view&)> show) {
  auto id = command.id.value;
  send<baedal::customer>(at.parts, to, {std::move(id), std::move(command), std::move(stated)},
                         [show = std::move(show)](const told& now) { return show(now.view); });
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
  define(at, to, {customer_id{id}, {}, true}, std::move(stated), [to, id](const auto& now) {
    auto out = member_answer(to->in(), 201, now);
    out.headers.emplace_back("Location", address_of(to->in(), {segment, id}));
    return out;
  });
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

/// PATCH leaves what is not stated, PUT forgets it.
void change_member(const desk& at, const exchange_ptr& to) {
  const auto body = read_lenient_body(to->in());
  auto stated = read_member(body);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  find_member(at, to, [at, to, stated = std::move(stated)](const customer_view& seen) mutable {
    const bool keeps = to->in().method == verb::patch;
    define(at, to, {seen.id, {}, keeps}, std::move(stated), [to](const customer_view& now) {
      return wants_body(to->in()) ? member_answer(to->in(), 200, now) : no_content();
    });
  });
}

} // namespace

std::vector<documented_route> member_routes(const desk& at) {
  const auto row = [&](verb method, std::string pattern, auto serve, std::string summary) {
    return documented_route{{method, std::move(pattern),
                             [at, serve](const exchange_ptr& to) { serve(at, to); },
                             trailing_slash::tolerated},
                            kind::other,
                            "",
                            std::move(summary)};
  };
  const std::string one = "/members/{id}";
  return {
    row(verb::post, "/members", &register_member, "A customer becomes a member of the shop"),
    row(verb::get, one, &show_member, "A member of the meal-kit shop"),
    row(verb::patch, one, &change_member, "Change what is stated of a member"),
    row(verb::put, one, &change_member, "State anew what is known of a member"),
  };
}

} // namespace baedal::http::facades
