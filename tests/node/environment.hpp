#pragma once

#include "node/settings.hpp"
#include "tests/support/temp_folder.hpp"

#include <string>
#include <vector>

namespace baedal::node::test {

/// Sets a variable of the environment, and takes it back at the end of its scope.
class variable {
public:
  variable(std::string name, const std::string& value);
  variable(const variable&) = delete;
  variable& operator=(const variable&) = delete;
  ~variable();

private:
  std::string name_;
};

std::string path_in(const support::temp_folder& folder, const std::string& name);

/// Writes a file and answers its path.
std::string write_in(const support::temp_folder& folder, const std::string& name,
                     const std::string& text);

/// What became of a command line.
struct outcome {
  command chosen;
  std::string out;
  std::string err;

  template <class T>
  const T* get() const {
    return std::get_if<T>(&chosen);
  }
};

/// `arguments` without the name of the program.
outcome parse(const std::vector<const char*>& arguments);

} // namespace baedal::node::test
