# What all our code is compiled with.
add_library(baedal_options INTERFACE)
target_compile_options(baedal_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -fpch-preprocess)
target_include_directories(baedal_options INTERFACE ${CMAKE_SOURCE_DIR})
option(BAEDAL_SANITIZE "Build with the address and undefined-behaviour sanitizers" OFF)
if(BAEDAL_SANITIZE)
  # `null` is off: CAF 0.17.6 binds references to null pointers in its factory for actors without arguments.
  set(BAEDAL_SANITIZERS -fsanitize=address,undefined -fno-sanitize=null
      -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  # GCC warns of members of std::optional and std::variant once they are instrumented.
  target_compile_options(baedal_options INTERFACE -Wno-maybe-uninitialized)
  target_compile_options(baedal_options INTERFACE ${BAEDAL_SANITIZERS})
  target_link_options(baedal_options INTERFACE ${BAEDAL_SANITIZERS})
endif()

# One precompiled header for all that includes CAF: its headers take seconds in every translation unit otherwise.
file(WRITE ${CMAKE_BINARY_DIR}/caf_pch.cpp "// The carrier of the precompiled header.\n")
add_library(baedal_caf_pch STATIC ${CMAKE_BINARY_DIR}/caf_pch.cpp)
target_link_libraries(baedal_caf_pch PUBLIC baedal_options CAF::core)
target_precompile_headers(baedal_caf_pch PRIVATE <caf/all.hpp> <chrono> <map> <memory> <optional>
                          <string> <unordered_map> <variant> <vector>)

# baedal_library(<folder> SOURCES … [DEPENDS …] [CAF]): the target baedal::<folder>. With CAF it uses the shared
# precompiled header.
function(baedal_library folder)
  cmake_parse_arguments(LIB "CAF" "" "SOURCES;DEPENDS" ${ARGN})
  add_library(baedal_${folder} STATIC ${LIB_SOURCES})
  add_library(baedal::${folder} ALIAS baedal_${folder})
  target_link_libraries(baedal_${folder} PUBLIC baedal_options ${LIB_DEPENDS})
  if(LIB_CAF)
    target_link_libraries(baedal_${folder} PUBLIC CAF::core)
    target_precompile_headers(baedal_${folder} REUSE_FROM baedal_caf_pch)
  endif()
endfunction()

# baedal_test(<name> SOURCES … [DEPENDS …] [CAF] [BY_FILE] [LABELS …]): the executable <name>_tests. Each scenario is
# one ctest test, or with BY_FILE each <what>_test.cpp is, as "<name>: <what>" (one database server for all its cases).
# Of those one runs at a time, beside the rest, and they begin first: they take longest, for most start servers.
function(baedal_test name)
  cmake_parse_arguments(TEST "CAF;BY_FILE" "TIMEOUT" "SOURCES;DEPENDS;LABELS" ${ARGN})
  add_executable(${name}_tests ${TEST_SOURCES})
  target_link_libraries(${name}_tests PRIVATE baedal_options baedal_test_main ${TEST_DEPENDS})
  if(TEST_CAF)
    target_link_libraries(${name}_tests PRIVATE CAF::core)
    target_precompile_headers(${name}_tests REUSE_FROM baedal_caf_pch)
  endif()
  if(NOT TEST_TIMEOUT)
    set(TEST_TIMEOUT 300)
  endif()
  if(NOT TEST_BY_FILE)
    catch_discover_tests(${name}_tests TEST_PREFIX "${name}: "
                         PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_LABELS}")
    return()
  endif()
  list(FILTER TEST_SOURCES INCLUDE REGEX "_test\\.cpp$")
  foreach(source IN LISTS TEST_SOURCES)
    get_filename_component(file ${source} NAME_WE)
    string(REGEX REPLACE "(_drill)?_test$" "" what ${file})
    set(test "${name}: ${what}")
    add_test(NAME ${test} COMMAND ${name}_tests --filenames-as-tags --warn NoTests "[#${file}]")
    set_tests_properties(${test} PROPERTIES TIMEOUT ${TEST_TIMEOUT} LABELS "${TEST_LABELS}" RESOURCE_LOCK servers
                         COST 100)
  endforeach()
endfunction()
