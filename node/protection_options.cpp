#include "node/protection_options.hpp"

#include "node/number_options.hpp"

#include <algorithm>

namespace baedal::node {

namespace {

void add_breaker(const option_set& add, actors::breaker_settings& to) {
  add.parsed({"breaker-calls", "NUMBER",
              "the payment gateway's circuit breaker judges no fewer calls than these", "20"},
             number(to.least_calls, {1, 100'000}));
  add.parsed({"breaker-error-percent", "PERCENT", "of them failed: it opens", "50"},
             number(to.error_percent, {1, 100}));
  add.parsed({"breaker-slow-percent", "PERCENT", "of them were slow: it opens", "50"},
             number(to.slow_percent, {1, 100}));
  add.parsed({"breaker-slow-ms", "MILLISECONDS", "from which on a call is slow", "500"},
             number(to.slow, {1, 600'000}));
  add.parsed({"breaker-window-ms", "MILLISECONDS", "after which a call counts no more", "10000"},
             number(to.window, {100, 3'600'000}));
  add.parsed({"breaker-open-ms", "MILLISECONDS", "it stays open before it tries again", "5000"},
             number(to.open, {1, 3'600'000}));
  add.parsed({"breaker-probes", "NUMBER", "calls with which it tries", "5"},
             number(to.probes, {1, 1'000}));
}

} // namespace

void add_protection(const option_set& add, protection_settings& to) {
  add.parsed({"payment-calls", "NUMBER", "to the payment gateway at once", "16"},
             number(to.payment_calls, {2, 1024}));
  add_breaker(add, to.breaker);
  add.parsed({"intake-min", "NUMBER", "orders placed at once, however slow it is", "8"},
             number(to.intake_least, {1, 4096}));
  add.parsed({"intake-max", "NUMBER",
              "orders placed at once, at best; 0: three quarters of the threads", "0"},
             number(to.intake_most, {0, 4096}));
  add.parsed({"intake-target-ms", "MILLISECONDS",
              "while placing takes longer, fewer are let in at once", "2000"},
             number(to.intake_target, {1, 600'000}));
  add.parsed({"intake-wait-ms", "MILLISECONDS", "a placing waits at most to be let in", "200"},
             number(to.intake_wait, {0, 10'000}));
}

std::size_t placing_threads(std::uint32_t threads) {
  return std::max<std::size_t>(threads * 3 / 4, 1);
}

result<unit> check(const protection_settings& how, std::uint32_t threads) {
  const auto places = placing_threads(threads);
  if (how.intake_most > places)
    return refusal{errc::value_invalid, "--intake-max: at most three quarters of the threads, "
                                          + std::to_string(places)};
  if (how.intake_most != 0 && how.intake_least > how.intake_most)
    return refusal{errc::value_invalid, "--intake-min: at most --intake-max"};
  return unit{};
}

http::intake_settings intake_of(const protection_settings& how, std::uint32_t threads) {
  http::intake_settings out;
  out.places = placing_threads(threads);
  out.most = how.intake_most == 0 ? out.places : how.intake_most;
  out.least = std::min(how.intake_least, out.most);
  out.target = how.intake_target;
  out.wait = how.intake_wait;
  return out;
}

} // namespace baedal::node
