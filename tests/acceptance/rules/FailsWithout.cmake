# Run with -P: checks that SCENARIO of PROGRAM, in its sections WITHIN if there are some, fails by its own assertions while
# RULE is switched off.
set(sections "")
foreach(section ${WITHIN})
  list(APPEND sections -c "${section}")
endforeach()
set(ENV{BAEDAL_RULE_OFF} ${RULE})
execute_process(COMMAND ${PROGRAM} "${SCENARIO}" ${sections} TIMEOUT 60
                OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE status)
string(REGEX MATCH "FAILED:\n  (CHECK|REQUIRE)[A-Z_]*\\([^\n]*(\nwith expansion:\n[^\n]*)?" failed "${said}")
if(NOT status MATCHES "^[1-9][0-9]*$" OR NOT said MATCHES "\ntest cases: +1 \\|[^\n]* 1 failed\n"
   OR NOT failed OR said MATCHES "fatal error condition")
  message(FATAL_ERROR "Without the rule ${RULE} this does not fail as it should (${status}):\n${said}")
endif()
message(STATUS "${failed}")
