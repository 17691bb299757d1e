# Copies FILES from FROM to TO and applies PATCH to the copies.
foreach(file ${FILES})
  get_filename_component(folder ${TO}/${file} DIRECTORY)
  file(MAKE_DIRECTORY ${folder})
  file(COPY ${FROM}/${file} DESTINATION ${folder})
endforeach()
execute_process(
  COMMAND ${PATCH_PROGRAM} --strip=1 --batch --forward --no-backup-if-mismatch --reject-file=-
          --directory=${TO} --input=${PATCH}
  OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE outcome)
if(NOT outcome EQUAL 0)
  foreach(file ${FILES})
    file(REMOVE ${TO}/${file})
  endforeach()
  message(FATAL_ERROR "${PATCH} does not apply any more:\n${said}")
endif()
foreach(file ${FILES})
  file(TOUCH ${TO}/${file})
endforeach()
