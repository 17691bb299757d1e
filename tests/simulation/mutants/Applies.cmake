# Checks that every patch in FOLDER can still be applied to the sources in FROM and names sources that are
# there, without touching anything. Names all that cannot.
file(GLOB patches ${FOLDER}/*.patch)
if(NOT patches)
  message(FATAL_ERROR "${FOLDER} holds no patches")
endif()
set(broken "")
foreach(patch ${patches})
  execute_process(
    COMMAND ${PATCH_PROGRAM} --strip=1 --batch --forward --dry-run --reject-file=- --directory=${FROM}
            --input=${patch}
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE outcome)
  if(NOT outcome EQUAL 0)
    string(APPEND broken "${patch} does not apply any more:\n${said}")
  endif()
  file(STRINGS ${patch} units REGEX "^Compiles: ")
  string(REGEX REPLACE "^Compiles: " "" units "${units}")
  separate_arguments(units)
  foreach(unit ${units})
    if(NOT EXISTS ${FROM}/${unit})
      string(APPEND broken "${patch} compiles ${unit}, which is not there\n")
    endif()
  endforeach()
endforeach()
if(broken)
  message(FATAL_ERROR "${broken}")
endif()
