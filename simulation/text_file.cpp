#include "simulation/text_file.hpp"

#include <fstream>
#include <sstream>

namespace baedal::simulation {

result<std::string> text_of_file(const std::string& name) {
  std::ifstream file{name};
  std::ostringstream text;
  text << file.rdbuf();
  if (!file)
    return refusal{errc::value_invalid, "there is no file " + name};
  return text.str();
}

bool write_file(const std::string& name, const std::string& text) {
  std::ofstream file{name};
  file << text;
  return static_cast<bool>(file.flush());
}

} // namespace baedal::simulation
