#include "sandbox/ledger_log.hpp"
#include "tests/sandbox/temp_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <future>

using namespace baedal;
using namespace baedal::sandbox;
using namespace std::chrono_literals;

namespace {

ledger_entry capture_of(const std::string& order) {
  return {ledger_entry::kind::captured, order, "pay_" + order, "k", money{100}, "", instant{1s}};
}

std::vector<ledger_entry> read(const temp_folder& folder) {
  std::vector<ledger_entry> past;
  const auto log = ledger_log::open(folder.path(), past);
  REQUIRE(log);
  return past;
}

bool written(ledger_log& log) {
  std::promise<bool> told;
  log.when_durable([&](bool durable) { told.set_value(durable); });
  auto answer = told.get_future();
  REQUIRE(answer.wait_for(30s) == std::future_status::ready);
  return answer.get();
}

void write_three(const temp_folder& folder) {
  std::vector<ledger_entry> past;
  const auto log = ledger_log::open(folder.path(), past);
  REQUIRE(log);
  for (const auto* order : {"a", "b", "c"})
    (*log)->append(capture_of(order));
  REQUIRE(written(**log));
}

void append_text(const temp_folder& folder, const std::string& text) {
  std::ofstream{folder.log(), std::ios::app | std::ios::binary} << text;
}

} // namespace

SCENARIO("what was told to be durable is read back in order") {
  const temp_folder folder;
  write_three(folder);
  const auto past = read(folder);
  REQUIRE(past.size() == 3);
  CHECK(past[0] == capture_of("a"));
  CHECK(past[2] == capture_of("c"));
}

SCENARIO("a last line torn by a crash is cut off, and the log goes on behind it") {
  const temp_folder folder;
  write_three(folder);
  const auto whole = to_line(capture_of("d"));
  const auto torn =
    GENERATE_COPY(whole.substr(0, 1), whole.substr(0, 40), whole, std::string(64, '\0') + "\n");
  append_text(folder, torn);
  CHECK(read(folder).size() == 3);
  {
    std::vector<ledger_entry> past;
    const auto log = ledger_log::open(folder.path(), past);
    REQUIRE(log);
    (*log)->append(capture_of("e"));
  }
  const auto past = read(folder);
  REQUIRE(past.size() == 4);
  CHECK(past[3].order_id == "e");
}

SCENARIO("damage before the last line is refused, with the number of the line") {
  const temp_folder folder;
  write_three(folder);
  append_text(folder, "not a line of ours\n" + to_line(capture_of("d")) + "\n");
  std::vector<ledger_entry> past;
  const auto log = ledger_log::open(folder.path(), past);
  REQUIRE_FALSE(log);
  CHECK(log.error().detail.find("line 4") != std::string::npos);
}

SCENARIO("one sandbox at a time holds a folder") {
  const temp_folder folder;
  std::vector<ledger_entry> past;
  const auto log = ledger_log::open(folder.path() / "new" / "deep", past);
  REQUIRE(log);
  const auto second = ledger_log::open(folder.path() / "new" / "deep", past);
  REQUIRE_FALSE(second);
  CHECK(second.error().detail.find("another sandbox") != std::string::npos);
}

SCENARIO("a folder that cannot be used is refused with the reason") {
  const temp_folder folder;
  std::ofstream{folder.path() / "file"} << "x";
  std::vector<ledger_entry> past;
  const auto log = ledger_log::open(folder.path() / "file", past);
  REQUIRE_FALSE(log);
  CHECK(log.error().detail.find("cannot create the folder") != std::string::npos);
}
