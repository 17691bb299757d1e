# Run with -P: writes OUTPUT, a C++ file that holds every SQL file of FILES (paths below ROOT, named
# <dialect>/<number>_<set>.sql) as a row of `embedded_migrations`.
set(rows "")
foreach(file IN LISTS FILES)
  if(NOT file MATCHES "^([a-z]+)/([0-9]+)_([a-z_]+)(\\.[a-z_]+)?\\.sql$")
    message(FATAL_ERROR "${file} is not named <dialect>/<number>_<set>[.<what>].sql")
  endif()
  set(dialect "${CMAKE_MATCH_1}")
  math(EXPR number "1${CMAKE_MATCH_2} - 1${CMAKE_MATCH_2} / 10000 * 10000")
  set(set_name "${CMAKE_MATCH_3}")
  file(READ "${ROOT}/${file}" text)
  string(APPEND rows "  {dialect::${dialect}, ${number}, \"${set_name}\", R\"sql(${text})sql\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Generated from the SQL files.
#include \"persistence/migrations.hpp\"

namespace baedal::persistence {

namespace {

constexpr migration all[] = {
${rows}};

} // namespace

std::span<const migration> embedded_migrations() noexcept {
  return all;
}

} // namespace baedal::persistence
")
