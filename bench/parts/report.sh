# shellcheck shell=bash disable=SC2034,SC2154 # they share their variables
# The table and the JSON document. Sourced by bench/run.

print_report() {
  printf '\n'
  machine_lines_kept
  printf '\n'
  {
    printf 'database\tload\tconns\treq/s\tp50 ms\tp99 ms\tof HTTP\tserver s/1k\tdb s/1k\tper commit\t'
    printf 'refused\tunknown\trows\n'
    printf '%s\n' "${rows[@]}"
  } | column -t -s $'\t'
  printf '\n'
  printf '%s\n' "${facts[@]}" | column -t -s $'\t'
  printf '\nload after    %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
  local failure
  for failure in "${failures[@]}"; do
    printf 'CHECK FAILED  %s\n' "$failure"
  done
}

machine_lines_kept() { printf '%s\n' "$machine"; }

json_text() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

# Lines of tab-separated values as an array of objects with the names given.
json_rows() {
  local names=$1 line name separator=''
  shift
  printf '['
  for line in "$@"; do
    printf '%s\n    {' "$separator"
    separator=,
    local comma='' values
    IFS=$'\t' read -r -a values <<<"$line"
    local at=0
    for name in $names; do
      printf '%s"%s": ' "$comma" "$name"
      if [[ ${values[at]:-} =~ ^-?[0-9]+(\.[0-9]+)?$ ]]; then
        printf '%s' "${values[at]}"
      else
        json_text "${values[at]:-}"
      fi
      comma=', '
      ((++at))
    done
    printf '}'
  done
  printf '\n  ]'
}

print_json() {
  local separator='' line
  printf '{\n  "machine": {'
  while read -r line; do
    printf '%s\n    %s: %s' "$separator" "$(json_text "${line%% *}")" \
      "$(json_text "$(sed 's/^load before/load/; s/^work folder/folder/; s/^[^ ]* *//' <<<"$line")")"
    separator=,
  done <<<"$machine"
  printf '\n  },\n  "loads": '
  json_rows 'database load connections requests_per_s p50_ms p99_ms of_http
    server_cpu_s_per_1000 database_cpu_s_per_1000 appends_per_commit refused unknown rows' "${rows[@]}"
  printf ',\n  "facts": '
  json_rows 'database name value unit' "${facts[@]}"
  printf ',\n  "failed_checks": %d\n}\n' "${#failures[@]}"
}
