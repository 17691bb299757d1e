#pragma once

#include "tests/drills/shop.hpp"

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>

namespace baedal::acceptance {

/// What a command on a client's terminal showed.
struct shown {
  int status = 0;   ///< of the HTTP answer; 0 where there was none
  std::string head; ///< of the HTTP answer
  std::string body;

  /// What a line of the head says; empty if there is none with this name.
  [[nodiscard]] std::string header(const std::string& name) const;
  /// The body's member at a JSON pointer; null if there is none.
  [[nodiscard]] nlohmann::json at(const std::string& pointer) const;
};

/// A brand's events from the beginning, as the node's topic has them.
std::vector<nlohmann::json> topic(const drills::shop& of, const std::string& brand);
/// Their names; or those in the lines that a command printed.
std::vector<std::string> names_in_topic(const drills::shop& of, const std::string& brand);
std::vector<std::string> names_in(const std::string& lines);

/// The shell of a brand's client: types commands of httpie as their users do, against a node that
/// also listens on the ports of the former services. These are mapped to free ones.
class terminal {
public:
  /// Starts the node of the shop. `options` go to `serve`.
  explicit terminal(drills::shop& of, std::vector<std::string> options = {});

  /// `http WORDS…`; "localhost:8081" in them, or ":8081", is the node's port for it.
  shown http(std::vector<std::string> words);

  /// Repeats a command until `holds` says yes of what it shows, for at most ten
  /// seconds: effects are to be visible within two, but the machine may be busy. What it showed
  /// last.
  shown eventually(const std::vector<std::string>& words,
                   const std::function<bool(const shown&)>& holds);
  /// Asks for as long until `holds` says yes; whether it did. The longest that anything was waited
  /// for is printed when the run ends.
  bool eventually(const std::function<bool()>& holds);

  /// Repeats `GET ADDRESS` until its body has the value at the JSON pointer, and checks that it
  /// has. What it showed last.
  shown becomes(const std::string& address, const std::string& pointer,
                const nlohmann::json& value);

  /// Repeats until the brand's topic has these events of the order with this number, in this
  /// order, and checks that it has.
  void tells(const std::string& brand, int order, const std::vector<std::string>& events);

  [[nodiscard]] drills::shop& shop() { return shop_; }
  /// What "localhost:8081/orders/1" is here, as the node writes it in its answers.
  [[nodiscard]] std::string address(const std::string& former) const {
    return "http://" + with_ports(former);
  }
  /// Starts the node again, with the same ports.
  void restart_node();

private:
  [[nodiscard]] std::string with_ports(std::string word) const;

  drills::shop& shop_;
  std::vector<std::string> options_;
  std::map<std::uint16_t, std::uint16_t> ports_;
  int commands_ = 0;
};

} // namespace baedal::acceptance
