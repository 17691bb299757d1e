#include "node/logging.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include <sstream>

using namespace baedal::node;
using Catch::Matchers::Matches;

namespace {

/// What `write` logs, and the logger as it was before.
template <class Write>
std::string logged(const log_settings& how, Write write) {
  const auto before = spdlog::default_logger();
  std::ostringstream out;
  start_logging(how, out);
  write();
  spdlog::set_default_logger(before);
  return out.str();
}

constexpr auto nasty = "one \"two\"\nthree\r\t\x1b[31m \\ end";

} // namespace

SCENARIO("a log line is one line, whatever the message holds") {
  WHEN("text is written") {
    const auto text = logged({log_level::info, log_format::text}, [] { spdlog::warn(nasty); });
    THEN("it begins with time and level, and no control character is left") {
      CHECK_THAT(text, Matches(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z warn one "two"[^]*\n)"));
      CHECK(std::count(text.begin(), text.end(), '\n') == 1);
      CHECK(std::none_of(text.begin(), text.end() - 1, [](char c) { return c >= 0 && c < 0x20; }));
      CHECK(text.find("\\x0athree") != std::string::npos);
    }
  }
  WHEN("JSON is written") {
    const auto text = logged({log_level::info, log_format::json}, [] { spdlog::error(nasty); });
    THEN("it is one object that holds the message as it was") {
      CHECK(std::count(text.begin(), text.end(), '\n') == 1);
      const auto line = nlohmann::json::parse(text);
      CHECK(line.at("message") == nasty);
      CHECK(line.at("level") == "error");
      CHECK_THAT(line.at("at").get<std::string>(), Matches(R"(\d{4}-.*T.*Z)"));
      CHECK(line.at("thread").is_number());
    }
  }
  WHEN("bytes are logged that are no UTF-8") {
    const auto text =
      logged({log_level::info, log_format::json}, [] { spdlog::info("bad \xff byte"); });
    THEN("the line is JSON all the same") {
      CHECK(nlohmann::json::accept(text));
    }
  }
}

SCENARIO("what is below the level is not written") {
  const auto text = logged({log_level::warn, log_format::text}, [] {
    spdlog::info("quiet");
    spdlog::warn("loud");
  });
  CHECK(text.find("quiet") == std::string::npos);
  CHECK(text.find("loud") != std::string::npos);
  const auto all = logged({log_level::trace, log_format::text}, [] { spdlog::trace("whisper"); });
  CHECK(all.find("trace whisper") != std::string::npos);
}
