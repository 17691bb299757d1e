# shellcheck shell=bash disable=SC2034,SC2154 # they share their variables
# Reading what the kernel and the node say about themselves. Sourced by bench/run.

# The value of a name in a line of name=value pairs.
field() {
  local line=" $2 "
  [[ $line == *" $1="* ]] || { printf 0; return; }
  line=${line#* "$1"=}
  printf '%s' "${line%% *}"
}

# An expression, printed with a format: calc %.2f '1 / 3'.
calc() { awk "BEGIN { printf \"$1\", ($2) }"; }

# A share; "-" where there is nothing to divide by.
share() { awk -v a="$2" -v b="$3" "BEGIN { if (b > 0) printf \"$1\", a / b; else printf \"-\" }"; }

# CPU time of a process and its children in hundredths of a second, ended children included.
cpu_of() {
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | awk -v root="$1" '
    { process = $1
      sub(/^.*\) /, "") # The name may hold anything; behind it, $2 is the parent.
      if (process == root) sum += $12 + $13 + $14 + $15
      else if ($2 == root) sum += $12 + $13 }
    END { print sum + 0 }'
}

rss_kib_of() { awk '$1 == "VmRSS:" { print $2 }' "/proc/$1/status"; }

metric() {
  local value
  value=$(curl --silent --max-time 10 "http://127.0.0.1:$node_port/metrics" |
    awk -v name="$1" '$1 == name { printf "%d", $2 }') || true
  printf '%s' "${value:-0}"
}

# Waits until a metric is at most so much, for at most so many seconds.
await_metric() {
  local name=$1 most=$2 patience=$3 until=$((SECONDS + $3))
  while (($(metric "$name") > most)); do
    ((SECONDS < until)) || { say "   $name did not fall to $most within $patience s"; return; }
    sleep 0.2
  done
}

machine_lines() {
  printf 'date          %s\n' "$(date -u +%Y-%m-%dT%H:%MZ)"
  printf 'revision      %s\n' "$(git describe --always --dirty 2>/dev/null || echo unknown)"
  printf 'processor     %s x %s\n' "$(nproc)" \
    "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)"
  printf 'memory        %s MiB\n' "$(awk '/MemTotal/ { print int($2 / 1024) }' /proc/meminfo)"
  printf 'load before   %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
  printf 'work folder   %s\n' "$(df --output=fstype "$work" | tail -n 1)"
  printf 'kernel        %s\n' "$(uname -r)"
  local name
  for name in postgresql-15 libsqlite3-0 wrk g++ libcaf-core0.17 libtcmalloc-minimal4; do
    printf '%-13s %s\n' "$name" \
      "$(dpkg-query --show --showformat '${Version}' "$name" 2>/dev/null || echo '?')"
  done
}
