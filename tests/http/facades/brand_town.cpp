#include "tests/http/facades/brand_town.hpp"

#include "http/text_check.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace baedal;
using namespace baedal::http;
using namespace std::chrono_literals;

namespace {

std::vector<text_pair> query_of(std::string_view text) {
  std::vector<text_pair> out;
  while (!text.empty()) {
    const auto end = text.find('&');
    const auto pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    const auto equals = pair.find('=');
    out.emplace_back(*percent_decode(pair.substr(0, equals), plus_sign::is_space),
                     *percent_decode(pair.substr(equals + 1), plus_sign::is_space));
  }
  return out;
}

/// `pointer` without its leading slash.
nlohmann::json::json_pointer at(const std::string& pointer) {
  return nlohmann::json::json_pointer{"/" + pointer};
}

} // namespace

brand_town::brand_town(facade_settings how)
  : store(still, 1), payments(still, 1, found), letters(1), events(1), how_(std::move(how)) {
  open();
}

brand_town::~brand_town() {
  routes_ = {};
  node_->die();
  still.forget_agenda();
  node_.reset();
  still.settle();
}

void brand_town::open() {
  const auto seed = static_cast<std::uint64_t>(++starts_);
  node_ = std::make_unique<simulation::virtual_node>(
    still, simulation::surroundings{store, payments, letters, events},
    "node-" + std::to_string(starts_),
    simulation::node_settings{.found = found,
                              .clock_error = clock_error_,
                              .seed = seed});
  still.run_until(still.now() + 30s, [this] { return node_->ready(); });
  REQUIRE(node_->ready());
  ops_door ops;
  ops.ready = [] { return true; };
  const std::shared_ptr<actors::office> office{const_cast<actors::office*>(&node_->office()),
                                               [](auto*) {
                                                 // The node owns it.
                                               }};
  routes_ = {};
  routes_.add(make_api(office, std::move(ops), 2, {}, how_));
}

void brand_town::restart() {
  routes_ = {};
  node_->die();
  still.forget_agenda();
  node_.reset();
  open();
}

response brand_town::call(verb method, std::string target, std::string body, headers with) {
  request in;
  in.method = method;
  const auto query = target.find('?');
  in.path = target.substr(0, query);
  if (query != std::string::npos)
    in.query_pairs = query_of(std::string_view{target}.substr(query + 1));
  in.headers = std::move(with);
  in.body = std::move(body);
  auto route = routes_.find(method, in.path);
  if (!route.found)
    return {.status = route.status};
  in.route = route.found->pattern;
  in.parameters = std::move(route.parameters);
  auto opened = begin_exchange(std::move(in));
  route.found->handle(std::move(opened.handle));
  still.advance(2s);
  return std::get<response>(await_answer(*opened.slot, std::chrono::steady_clock::now()));
}

response brand_town::http(verb method, const std::string& target, const members& data,
                          const headers& with) {
  nlohmann::ordered_json body = nlohmann::ordered_json::object();
  for (const auto& [name, value] : data)
    body[name] = value;
  headers all{{"host", "localhost:8081"},
              {"accept", "application/json, */*;q=0.5"},
              {"content-type", "application/json"}};
  all.insert(all.end(), with.begin(), with.end());
  return call(method, target, body.dump(), std::move(all));
}

response brand_town::get(const std::string& target, const headers& with) {
  headers all{{"host", "localhost:8081"}, {"accept", "*/*"}};
  all.insert(all.end(), with.begin(), with.end());
  return call(verb::get, target, {}, std::move(all));
}

response brand_town::post(const std::string& target, const members& data, const headers& with) {
  return http(verb::post, target, data, with);
}

response brand_town::put(const std::string& target, const members& data, const headers& with) {
  return http(verb::put, target, data, with);
}

response brand_town::patch(const std::string& target, const members& data, const headers& with) {
  return http(verb::patch, target, data, with);
}

response brand_town::remove(const std::string& target, const headers& with) {
  headers all{{"host", "localhost:8081"}, {"accept", "*/*"}};
  all.insert(all.end(), with.begin(), with.end());
  return call(verb::remove, target, {}, std::move(all));
}

std::string in_row(const response& reply, const std::string& pointer) {
  const auto parsed = nlohmann::json::parse(reply.body, nullptr, false);
  if (parsed.is_discarded() || !parsed.contains(at(pointer)))
    return "absent";
  const auto& found = parsed[at(pointer)];
  return found.is_string() ? found.get<std::string>() : found.dump();
}

std::string in_list(const response& reply, const std::string& collection, const std::string& name) {
  const auto parsed = nlohmann::json::parse(reply.body, nullptr, false);
  const auto rows = at("_embedded/" + collection);
  if (parsed.is_discarded() || !parsed.contains(rows))
    return "absent";
  std::string out;
  for (const auto& row : parsed[rows]) {
    const auto& value = row.contains(at(name)) ? row[at(name)] : nlohmann::json{};
    out.append(out.empty() ? "" : " ");
    out.append(value.is_string() ? value.get<std::string>() : value.dump());
  }
  return out;
}
