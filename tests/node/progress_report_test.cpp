#include "node/progress_report.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace baedal::node;
using namespace std::chrono_literals;

SCENARIO("a long command says how far it is") {
  std::ostringstream out;
  std::chrono::steady_clock::time_point now{};
  GIVEN("a log") {
    progress_report report{"slices", progress_style::lines, out, [&] { return now; }};
    THEN("a line comes every five seconds, and at the end") {
      report.show(1, 1024);
      CHECK(out.str().empty());
      now += 5s;
      report.show(256, 1024);
      now += 4s;
      report.show(512, 1024);
      report.show(1024, 1024);
      CHECK(out.str() == "slices: 256 of 1024 (25 %)\nslices: 1024 of 1024 (100 %)\n");
    }
  }
  GIVEN("a terminal") {
    progress_report report{"slices", progress_style::bar, out, [&] { return now; }};
    THEN("a bar is drawn over itself, and its line ends with it") {
      now += 1s;
      report.show(512, 1024);
      report.show(513, 1024);
      report.show(1024, 1024);
      const std::string half(20, '#');
      CHECK(out.str()
            == "\rslices [" + half + std::string(20, ' ') + "] 50 %\rslices [" + half + half
                 + "] 100 %\n");
    }
  }
}
