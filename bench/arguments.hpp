#pragma once

#include <cstdlib>
#include <iostream>
#include <map>
#include <string>

namespace baedal::bench {

/// `--name value` pairs; the programs of the bench are started by bench/run only, so a mistake just
/// ends them.
class arguments {
public:
  arguments(int argc, char** argv, int first) {
    for (int i = first; i + 1 < argc; i += 2)
      values_[argv[i]] = argv[i + 1];
  }

  [[nodiscard]] std::string text(const std::string& name) const {
    const auto found = values_.find("--" + name);
    if (found == values_.end()) {
      std::cerr << "--" << name << " is missing\n";
      std::exit(2);
    }
    return found->second;
  }

  [[nodiscard]] std::string text(const std::string& name, const std::string& fallback) const {
    const auto found = values_.find("--" + name);
    return found == values_.end() ? fallback : found->second;
  }

  [[nodiscard]] long number(const std::string& name) const { return std::stol(text(name)); }

private:
  std::map<std::string, std::string> values_;
};

} // namespace baedal::bench
