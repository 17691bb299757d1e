# shellcheck shell=bash disable=SC2034,SC2154 # they share their variables
# The loads, and the check behind each of them. Sourced by bench/run.

scripts=$(pwd)/bench/wrk

# wrk's result as a line of name=value pairs.
run_wrk() {
  local port=$1 connections=$2 script=$3
  BENCH_SCRIPTS=$scripts wrk --threads 1 --connections "$connections" --duration "${seconds}s" \
    --timeout 15s --script "$scripts/$script.lua" "http://127.0.0.1:$port" >"$work/wrk.log" 2>&1
  sed -n 's/^RESULT //p' "$work/wrk.log"
}

# Everything that a load placed is in the journal, once. A generator that stops in the middle of
# requests leaves up to one order per connection that nobody was told about; the node may commit it
# after this audit, so what one load leaves open may turn up behind the next one.
check_rows() {
  local line=$1 expected=$2 open_at_end=$3 ids=${4:-} types=${5:-order_placed}
  local found placed most
  found=$("$build/bench_audit" --database "$database_url" --state "$work/audit" --types "$types" \
    ${ids:+--ids "$ids"})
  placed=$(field placed "$found")
  most=$((expected + open_before + open_at_end + $(field unknown "$line") +
    $(field refused "$line")))
  if ((placed >= expected && placed <= most && $(field twice "$found") == 0 &&
    $(field missing "$found") == 0)); then
    verdict="ok ($placed rows)"
    open_before=$((most - placed))
  else
    verdict="FAILED: $expected answered, $found"
    failures+=("$kind $load: $verdict")
  fi
}

# Forgets what was in the journal: the database is a new one.
begin_audit() {
  : >"$work/audit"
  open_before=0
}

# Runs a load against the node and waits until the lists have caught up, so that their cost is in
# the figures. Sets line, server_cpu, database_cpu and per_commit.
under_load() {
  local server=$node_pid server_before database_before=0 appends commits
  appends=$(metric baedal_appends_total)
  commits=$(metric baedal_journal_batches_total)
  server_before=$(cpu_of "$server")
  [[ $kind == sqlite ]] || database_before=$(cpu_of "$postmaster_pid")
  line=$("$@")
  [[ -n $line ]] || fail "a load gave no result: $(tail -n 3 "$work/wrk.log")"
  await_metric baedal_projection_waiting 0 60
  server_cpu=$(($(cpu_of "$server") - server_before))
  database_cpu=0
  [[ $kind == sqlite ]] || database_cpu=$(($(cpu_of "$postmaster_pid") - database_before))
  per_commit=$(share %.1f $(($(metric baedal_appends_total) - appends)) \
    $(($(metric baedal_journal_batches_total) - commits)))
}

# One line of the table: database, load, connections, requests/s (refusals do not count), p50 and p99 in ms, share of the
# front door's rate, CPU seconds of server and database per 1,000, appends per transaction of the
# journal, refused, unknown, check.
keep_row() {
  local limit=$1 rate requests
  requests=$(field ok "$line")
  ((requests > 0)) || failures+=("$kind $load: nothing succeeded: $line")
  rate=$(share %.0f "$requests" "$(field seconds "$line")")
  rows+=("$(printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s' "$kind" "$load" \
    "$connections" "$rate" "$(calc %.1f "$(field p50_us "$line") / 1000")" \
    "$(calc %.1f "$(field p99_us "$line") / 1000")" "$(share %.2f "$rate" "$limit")" \
    "$(share %.3f "$((server_cpu * 10))" "$requests")" \
    "$(share %.3f "$((database_cpu * 10))" "$requests")" "$per_commit" \
    "$(field refused "$line")" "$(field unknown "$line")" "$verdict")")
  say "   $load, $connections connections: $rate/s"
}

# -- one kind each ----

noop_limit() {
  local before
  load=$1
  verdict=-
  per_commit=-
  before=$(cpu_of "$noop_pid")
  line=$(run_wrk "$noop_port" "$connections" "$2")
  server_cpu=$(($(cpu_of "$noop_pid") - before))
  database_cpu=0
  limit=$(share %.0f "$(field ok "$line")" "$(field seconds "$line")")
  keep_row "$limit"
}

place_load() {
  load=$1
  export BENCH_BRAND=$2
  under_load run_wrk "$node_port" "$connections" place
  check_rows "$line" "$(field ok "$line")" "$connections"
  keep_row "$3"
  fact "CPU of $load, $connections connections" \
    "$(share %.3f $(((server_cpu + database_cpu) * 10)) "$(field ok "$line")")" \
    "s per 1,000 (server + database)"
}

read_load() {
  load='read'
  verdict=-
  under_load run_wrk "$node_port" "$connections" read
  keep_row "$1"
}

# A life is eight requests; every event of every life that was answered is looked for.
life_load() {
  load=lives
  local started=order_placed,order_accepted,cooking_started,cooking_finished,delivery_picked
  under_load "$build/bench_load" lives --port "$node_port" --connections "$connections" \
    --seconds "$seconds" --ids "$work/lives"
  check_rows "$line" "$(field whole "$line")" 0 "$work/lives" \
    "$started,delivery_started,delivery_completed,order_completed"
  keep_row 0
  say "   $(share %.0f "$(field whole "$line")" "$(field seconds "$line")") whole lives/s"
}
