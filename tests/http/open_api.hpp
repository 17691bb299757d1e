#pragma once

#include "http/api.hpp"
#include "http/dispatcher.hpp"
#include "tests/http/fake_office.hpp"

/// The whole API over a fake office, without sockets.
class open_api {
public:
  explicit open_api(std::chrono::milliseconds deadline = std::chrono::seconds{10},
                    std::size_t sse_streams = 2,
                    std::optional<baedal::http::drill_door> drills = {},
                    std::shared_ptr<baedal::http::admission> intake = {});

  using headers = std::vector<baedal::http::text_pair>;

  baedal::http::answer raw(baedal::http::verb method, std::string target, std::string body = {},
                           headers with = {});
  baedal::http::response call(baedal::http::verb method, std::string target, std::string body = {},
                              headers with = {});
  baedal::http::response get(std::string target, headers with = {});
  baedal::http::response post(std::string target, std::string body = {}, headers with = {});
  baedal::http::response put(std::string target, std::string body, headers with = {});

  fake_office behind;
  bool ready = true;
  std::unique_ptr<baedal::http::dispatcher> desk;
};

/// A placing that is as small as it may be.
inline const std::string smallest_placing =
  R"({"store_id":"s1","customer_id":"c1","items":[{"item_id":"m1","quantity":1}]})";

/// The problem's "status code field", for example "422 value_invalid items/0/quantity".
std::string problem_of(const baedal::http::response& reply);

/// A member of a reply's JSON as text: `member_of(reply, "/payment/status")`.
std::string member_of(const baedal::http::response& reply, const std::string& pointer);
