# Every outside library, found among the Debian 12 packages. Nothing is vendored, nothing is downloaded.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(Catch2 2.13 REQUIRED)
find_package(date REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(prometheus-cpp CONFIG REQUIRED COMPONENTS core)

# CAF 0.17 ships no package description of its own.
find_path(CAF_INCLUDE_DIR caf/all.hpp REQUIRED)
foreach(component core io openssl)
  find_library(CAF_${component}_LIBRARY caf_${component} REQUIRED)
  add_library(caf_${component} UNKNOWN IMPORTED GLOBAL)
  set_target_properties(caf_${component} PROPERTIES
    IMPORTED_LOCATION "${CAF_${component}_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${CAF_INCLUDE_DIR}")
  add_library(CAF::${component} ALIAS caf_${component})
endforeach()
target_link_libraries(caf_core INTERFACE Threads::Threads)
target_link_libraries(caf_io INTERFACE CAF::core)
target_link_libraries(caf_openssl INTERFACE CAF::io OpenSSL::SSL OpenSSL::Crypto)

# cpp-httplib: the compile definitions decide the layout of its classes, so they always come from pkg-config.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET GLOBAL cpp-httplib)

pkg_check_modules(rdkafka REQUIRED IMPORTED_TARGET GLOBAL rdkafka)

# Replaces malloc in whatever links it (ADR 0012); sanitizers bring their own.
pkg_check_modules(tcmalloc REQUIRED IMPORTED_TARGET GLOBAL libtcmalloc_minimal)

# SOCI ships no package description; its config header asks for Boost, which libsoci-dev does not bring.
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
find_path(LIBPQ_INCLUDE_DIR libpq-fe.h PATH_SUFFIXES postgresql REQUIRED)
find_library(LIBPQ_LIBRARY pq REQUIRED)
add_library(baedal_soci INTERFACE)
target_compile_definitions(baedal_soci INTERFACE SOCICONFIG_H_INCLUDED SOCI_HAVE_CXX11)
target_include_directories(baedal_soci SYSTEM INTERFACE ${LIBPQ_INCLUDE_DIR})
target_link_libraries(baedal_soci INTERFACE ${SOCI_POSTGRESQL_LIBRARY} ${SOCI_SQLITE3_LIBRARY}
                      ${SOCI_CORE_LIBRARY} ${LIBPQ_LIBRARY} SQLite::SQLite3)
add_library(soci::soci ALIAS baedal_soci)
