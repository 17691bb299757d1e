#pragma once

#include "actors/office.hpp"

#include <functional>
#include <future>
#include <thread>

namespace baedal::node {

/// Sends with `send(reply)` and waits for the answer, however long it takes, but no longer than
/// `go_on` agrees: then `unavailable`. Replies answer by themselves when nobody is there.
template <class T>
result<T> wait_for(const std::function<bool()>& go_on,
                   const std::function<void(actors::reply<T>)>& send) {
  auto arrived = std::make_shared<std::promise<result<T>>>();
  auto answer = arrived->get_future();
  send(actors::reply<T>{[arrived](result<T> outcome) { arrived->set_value(std::move(outcome)); }});
  while (answer.wait_for(std::chrono::milliseconds{200}) != std::future_status::ready)
    if (!go_on())
      return errc::unavailable;
  return answer.get();
}

/// An office for one thread that waits: it repeats what was not done, or may not have been, as long
/// as `go_on` agrees. Only for commands that may be said twice.
class patient_office {
public:
  patient_office(const actors::office& office, std::function<bool()> go_on)
    : office_(office), go_on_(std::move(go_on)) {
    // nop
  }

  template <class State>
  auto tell(const std::string& id, typename actors::aggregate<State>::command what,
            std::map<std::string, std::string> personal = {}) const {
    using told = actors::answer<typename actors::aggregate<State>::view>;
    return repeat<told>([&](actors::reply<told> back) {
      office_.ask(actors::command_message<State>{id, what, {}, {}, personal, std::move(back)});
    });
  }

  template <class State>
  auto read(const std::string& id) const {
    using view = typename actors::aggregate<State>::view;
    return repeat<view>([&](actors::reply<view> back) {
      office_.read(actors::read_message<State>{id, {}, std::move(back)});
    });
  }

private:
  template <class T>
  result<T> repeat(const std::function<void(actors::reply<T>)>& send) const {
    for (;;) {
      auto outcome = wait_for<T>(go_on_, send);
      const bool again = outcome.code() == errc::unavailable || is_unknown_outcome(outcome.code())
                         || outcome.code() == errc::overloaded;
      if (!again || !go_on_())
        return outcome;
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
  }

  const actors::office& office_;
  std::function<bool()> go_on_;
};

} // namespace baedal::node
