#pragma once

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <typeinfo>
#include <variant>

namespace baedal::simulation {

/// The C++ name that a type's information stands for.
inline std::string type_name(const char* mangled) {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> text{
    abi::__cxa_demangle(mangled, nullptr, nullptr, &status), std::free};
  return text ? text.get() : mangled;
}

/// What a variant holds, for people: "pay_order".
template <class... Ts>
std::string name_of(const std::variant<Ts...>& what) {
  const auto whole =
    std::visit([](const auto& held) { return type_name(typeid(held).name()); }, what);
  const auto space = whole.rfind("::");
  return space == std::string::npos ? whole : whole.substr(space + 2);
}

} // namespace baedal::simulation
