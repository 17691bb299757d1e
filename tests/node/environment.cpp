#include "tests/node/environment.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace baedal::node::test {

variable::variable(std::string name, const std::string& value) : name_(std::move(name)) {
  setenv(name_.c_str(), value.c_str(), 1);
}

variable::~variable() {
  unsetenv(name_.c_str());
}

std::string path_in(const support::temp_folder& folder, const std::string& name) {
  return (folder.path() / name).string();
}

std::string write_in(const support::temp_folder& folder, const std::string& name,
                     const std::string& text) {
  auto path = path_in(folder, name);
  std::ofstream{path} << text;
  return path;
}

outcome parse(const std::vector<const char*>& arguments) {
  std::vector<const char*> all{"baedal"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  std::ostringstream out;
  std::ostringstream err;
  auto chosen = read_command_line(static_cast<int>(all.size()), all.data(), out, err);
  return {std::move(chosen), out.str(), err.str()};
}

} // namespace baedal::node::test
