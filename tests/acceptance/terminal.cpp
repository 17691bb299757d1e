#include "tests/acceptance/terminal.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>
#include <sstream>

namespace baedal::acceptance {

using namespace std::chrono_literals;

std::string shown::header(const std::string& name) const {
  const auto mark = "\r\n" + name + ": ";
  const auto at = head.find(mark);
  if (at == std::string::npos)
    return {};
  const auto begin = at + mark.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

nlohmann::json shown::at(const std::string& pointer) const {
  const nlohmann::json::json_pointer where{pointer};
  const auto document = nlohmann::json::parse(body, nullptr, false);
  return document.is_structured() && document.contains(where) ? document.at(where)
                                                               : nlohmann::json{};
}

namespace {

std::vector<nlohmann::json> events_in(const std::string& lines) {
  std::istringstream in{lines};
  std::vector<nlohmann::json> all;
  for (std::string line; std::getline(in, line);)
    all.push_back(nlohmann::json::parse(line));
  return all;
}

std::vector<std::string> names_of(const std::vector<nlohmann::json>& events) {
  std::vector<std::string> names;
  for (const auto& event : events)
    names.push_back(event.at("eventType"));
  return names;
}

} // namespace

std::vector<nlohmann::json> topic(const drills::shop& of, const std::string& brand) {
  const auto told = of.node().get("/api/v1/events?topic=" + brand + "&after=0");
  return told.status == 200 ? events_in(told.body) : std::vector<nlohmann::json>{};
}

std::vector<std::string> names_in_topic(const drills::shop& of, const std::string& brand) {
  return names_of(topic(of, brand));
}

std::vector<std::string> names_in(const std::string& lines) {
  return names_of(events_in(lines));
}

terminal::terminal(drills::shop& of, std::vector<std::string> options)
  : shop_(of), options_(std::move(options)) {
  std::string list;
  for (std::uint16_t former = 8081; former <= 8088; ++former) {
    ports_[former] = drills::free_port();
    list += (list.empty() ? "" : ",") + std::to_string(ports_[former]);
  }
  options_.insert(options_.end(), {"--compat-ports=" + list, "--drain-ms", "0"});
  shop_.start_node(options_);
}

void terminal::restart_node() {
  shop_.start_node(options_);
}

std::string terminal::with_ports(std::string word) const {
  const bool local = word.starts_with(":") || word.find("localhost:") != std::string::npos;
  for (const auto& [former, port] : ports_) {
    const auto mark = ":" + std::to_string(former);
    const auto at = word.find(mark);
    if (local && at != std::string::npos)
      return word.replace(at, mark.size(), ":" + std::to_string(port));
  }
  return word;
}

shown terminal::http(std::vector<std::string> words) {
  std::vector<std::string> line{"/usr/bin/http", "--ignore-stdin", "--print=hb", "--pretty=none"};
  for (auto& word : words)
    line.push_back(with_ports(std::move(word)));
  support::process run{line, shop_.folder() / ("http-" + std::to_string(++commands_) + ".log")};
  run.wait(60s);
  const auto text = run.log();
  shown seen;
  const auto end = text.find("\r\n\r\n");
  seen.head = text.substr(0, end);
  if (seen.head.starts_with("HTTP/1.1 "))
    seen.status = std::stoi(seen.head.substr(9, 3));
  if (end != std::string::npos)
    seen.body = text.substr(end + 4);
  UNSCOPED_INFO(text);
  return seen;
}

namespace {

/// The longest wait of the run, and where it was. How long an effect takes is told and never
/// checked: the machine may be busy, and a terminal takes half a second for a command.
class wait_record {
public:
  ~wait_record() {
    if (longest_ > 0ms)
      std::cerr << "the longest wait for an effect took " << longest_.count() << " ms, in "
                << scenario_ << '\n';
  }
  void add(std::chrono::milliseconds wait) {
    if (wait <= longest_)
      return;
    longest_ = wait;
    scenario_ = Catch::getResultCapture().getCurrentTestName();
  }

private:
  std::chrono::milliseconds longest_ = 0ms;
  std::string scenario_;
};

} // namespace

bool terminal::eventually(const std::function<bool()>& holds) {
  static wait_record waits;
  const auto since = std::chrono::steady_clock::now();
  int looks = 0;
  const auto seen = support::eventually(10s, [&] { return ++looks, holds(); });
  if (looks > 1) // Else it was there at once.
    waits.add(std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - since));
  return seen;
}

shown terminal::eventually(const std::vector<std::string>& words,
                           const std::function<bool(const shown&)>& holds) {
  shown last;
  eventually([&] {
    last = http(words);
    return holds(last);
  });
  return last;
}

shown terminal::becomes(const std::string& address, const std::string& pointer,
                        const nlohmann::json& value) {
  INFO(address);
  auto last = eventually({"GET", address},
                         [&](const shown& seen) { return seen.at(pointer) == value; });
  CHECK(last.at(pointer) == value);
  return last;
}

void terminal::tells(const std::string& brand, int order, const std::vector<std::string>& events) {
  const auto told = [&] {
    auto all = topic(shop_, brand);
    std::erase_if(all, [&](const auto& each) {
      return !each.contains("orderId") || each.at("orderId") != order;
    });
    return names_of(all);
  };
  eventually([&] { return told() == events; });
  CHECK(told() == events);
}

} // namespace baedal::acceptance
