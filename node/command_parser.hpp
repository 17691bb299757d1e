#pragma once

#include "domain/result.hpp"

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>

namespace CLI {
class App;
} // namespace CLI

namespace baedal::node {

/// Takes in the text of an option, or refuses it with a sentence that says what to write.
using option_reader = std::function<result<unit>(const std::string&)>;

struct option_spec {
  std::string name; ///< without dashes
  std::string type; ///< as help shows it, "HOST:PORT"
  std::string help;
  std::string fallback = {}; ///< as help shows it
};

/// The options and subcommands of one command. Every option has a name in the environment
/// ("--payment-url" is BAEDAL_PAYMENT_URL); mentioned twice, the last one counts. What is written
/// to must live as long as the parser.
class option_set {
public:
  option_set(CLI::App& app, std::string prefix) : app_(&app), prefix_(std::move(prefix)) {
    // nop
  }

  /// The prefix stands before the names of its options in the environment.
  [[nodiscard]] option_set subcommand(const std::string& name, const std::string& help,
                                      std::string prefix = "BAEDAL_") const;
  void need_subcommand() const;
  /// The name of the subcommand that the command line chose, else nothing.
  [[nodiscard]] std::string chosen() const;
  /// Options of which exactly one must be given.
  [[nodiscard]] option_set one_of(const std::string& title) const;

  void text(const option_spec& spec, std::string& target) const;
  /// An option that may be given several times; `read` sees each.
  void several(const option_spec& spec, option_reader read) const;
  void parsed(const option_spec& spec, option_reader read) const;
  /// An option that may stand alone: its fallback is then its value.
  void optional_value(const option_spec& spec, option_reader read) const;
  void needed(const option_spec& spec, option_reader read) const;
  void positional(const option_spec& spec, std::string& target) const;
  void flag(const std::string& name, const std::string& help, bool& target) const;

private:
  CLI::App* app_;
  std::string prefix_;
};

/// A command line over CLI11, which nothing but its source file sees. What the arguments do not say
/// comes from the environment, then from the TOML file of `--config` (a table per subcommand; keys
/// above the tables count for every subcommand that has them), then from the defaults.
class command_parser {
public:
  command_parser(const std::string& name, const std::string& about, const std::string& version);
  ~command_parser();

  [[nodiscard]] option_set root() const;

  /// Refuses with one line about what is wrong; `out` gets the help or version that was asked for,
  /// in which case the answer is false.
  result<bool> parse(int argc, const char* const* argv, std::ostream& out) const;

private:
  std::unique_ptr<CLI::App> app_;
};

/// Turns a parser of values into a reader: keep the value, or say why not.
template <class T, class Parse>
option_reader into(T& target, Parse parse) {
  return [&target, parse](const std::string& text) -> result<unit> {
    auto read = parse(text);
    if (!read)
      return read.error();
    target = *std::move(read);
    return unit{};
  };
}

} // namespace baedal::node
