#include "tests/drills/placing_burst.hpp"

#include <algorithm>

namespace baedal::drills {

using clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

placing_burst::placing_burst(settings how) : how_(std::move(how)) {
  for (int number = 0; number < how_.clients; ++number)
    clients_.emplace_back([this, number] { serve_client(number); });
}

placing_burst::~placing_burst() {
  stop();
}

void placing_burst::serve_client(int number) {
  caller to{how_.port};
  const auto body = how_.body(number);
  for (int left = how_.orders_each; left > 0; --left) {
    const auto begun = clock::now();
    auto answer = to.post(how_.path, body);
    const auto took = std::chrono::duration_cast<milliseconds>(clock::now() - begun);
    std::unique_lock lock{guard_};
    records_.push_back({std::move(answer), took});
    changed_.notify_all();
    if (changed_.wait_for(lock, milliseconds{5}, [this] { return over_; }))
      return;
  }
}

bool placing_burst::await(const std::function<bool(const records&)>& enough,
                          std::chrono::seconds at_most) {
  std::unique_lock lock{guard_};
  const auto end = clock::now() + at_most;
  while (!enough(records_)) // Asked now and then: it may look at more than the records.
    if (changed_.wait_for(lock, milliseconds{50}) == std::cv_status::timeout && clock::now() > end)
      return false;
  return true;
}

std::size_t placing_burst::size() {
  const std::lock_guard lock{guard_};
  return records_.size();
}

const placing_burst::records& placing_burst::stop() {
  {
    const std::lock_guard lock{guard_};
    over_ = true;
  }
  changed_.notify_all();
  return finish();
}

const placing_burst::records& placing_burst::finish() {
  for (auto& client : clients_)
    if (client.joinable())
      client.join();
  return records_;
}

std::string kind_of(const http_answer& answer) {
  const auto status = std::to_string(answer.status);
  if (answer.status < 300)
    return status;
  const auto detail = answer.member("detail");
  const bool is_word = !detail.empty() && detail.find(' ') == std::string::npos;
  return status + " " + (is_word ? detail : answer.member("code"));
}

std::map<std::string, int> tally(const placing_burst::records& all) {
  std::map<std::string, int> out;
  for (const auto& each : all)
    ++out[kind_of(each.answer)];
  return out;
}

milliseconds median_of(const placing_burst::records& all, const std::string& kind) {
  std::vector<milliseconds> times;
  for (const auto& each : all)
    if (kind_of(each.answer) == kind)
      times.push_back(each.took);
  std::sort(times.begin(), times.end());
  return times.empty() ? milliseconds{0} : times[times.size() / 2];
}

std::string figures_of(const placing_burst::records& all) {
  std::string line;
  for (const auto& [kind, count] : tally(all))
    line += kind + ": " + std::to_string(count) + " (half within "
            + std::to_string(median_of(all, kind).count()) + " ms); ";
  return line;
}

} // namespace baedal::drills
