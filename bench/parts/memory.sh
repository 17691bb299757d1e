# shellcheck shell=bash disable=SC2034,SC2154 # they share their variables
# Memory of orders, cold activation and restart. Sourced by bench/run.

fact() {
  facts+=("$(printf '%s\t%s\t%s\t%s' "$kind" "$1" "$2" "$3")")
  say "   $1: $2 $3"
}

place_orders() {
  load="place $1"
  line=$("$build/bench_load" place --port "$node_port" --connections 64 --count "$1" --ids "$2")
}

# The allocator keeps what passivated orders leave and gives it to the next ones, so RSS does not
# fall. What a passivated order holds is how much higher the peak is when as many orders are awake
# for the second time.
memory_of_orders() {
  local empty full second awake_before awake idle=$idle_seconds cpu
  start_node "$database_url" embedded "$idle"
  place_orders 500 "$work/warm"
  await_metric baedal_projection_waiting 0 60
  empty=$(rss_kib_of "$node_pid")
  awake_before=$(metric baedal_entities_awake)
  place_orders "$population" "$work/orders"
  awake=$(($(metric baedal_entities_awake) - awake_before))
  full=$(rss_kib_of "$node_pid")
  check_rows "$line" "$(($(field ok "$line") + 500))" 0 "$work/orders"
  fact "rows of $population orders" "$verdict" ""
  fact "memory per awake order" "$(share %.2f $((full - empty)) "$awake")" KiB
  await_metric baedal_projection_waiting 0 60
  cpu=$(cpu_of "$node_pid")
  await_metric baedal_entities_awake 100 $((idle * 3 + 60))
  fact "CPU per 1,000 passivations" \
    "$(calc %.3f "($(cpu_of "$node_pid") - $cpu) * 10 / $population")" s
  fact "RSS not given back" "$(share %.2f $(($(rss_kib_of "$node_pid") - empty)) "$awake")" \
    "KiB per order, after passivation"
  place_orders "$population" "$work/more_orders"
  second=$(rss_kib_of "$node_pid")
  fact "memory per passivated order" "$(share %.2f $((second - full)) "$population")" KiB
  await_metric baedal_entities_awake 100 $((idle * 3 + 60))
  fact "memory of the node, empty" "$((empty / 1024))" MiB
}

cold_activation() {
  local count=$cold_reads state
  for state in cold awake; do
    line=$("$build/bench_load" read --port "$node_port" --connections 1 --count "$count" \
      --ids "$work/orders")
    fact "$state read, p50" "$(calc %.2f "$(field p50_us "$line") / 1000")" ms
    fact "$state read, p99" "$(calc %.2f "$(field p99_us "$line") / 1000")" ms
    (($(field ok "$line") == count)) || failures+=("$kind: $state reads: $line")
  done
}

# From kill -9 to 200 at /readyz, the journal holding all that was placed.
restarts() {
  local round began took=()
  for round in 1 2 3; do
    began=${EPOCHREALTIME/./}
    end_process KILL "$node_pid"
    start_node "$database_url" embedded "$idle_seconds"
    took+=($(((${EPOCHREALTIME/./} - began) / 1000)))
  done
  fact "kill -9 to ready, three times" "${took[*]}" ms
}

journal_limits() {
  local sample=$1 single batched
  new_database "$kind" rows
  line=$("$build/bench_journal" --sample "$sample" --to "$database_url" --seconds \
    $((seconds * 2)) --batch 100 --postmaster "${postmaster_pid:-0}")
  single=$(field single_rate "$line")
  batched=$(field batched_rate "$line")
  fact "journal alone, 1 order per commit" "$(calc %.0f "$single")" orders/s
  fact "journal alone, 100 orders per commit" "$(calc %.0f "$batched")" orders/s
  fact "batched over unbatched" "$(calc %.1f "$(field ratio "$line")")" times
  local way
  for way in single batched; do
    fact "CPU per 1,000, $way" \
      "$(calc %.3f "$(field ${way}_own_cpu "$line") + $(field ${way}_database_cpu "$line")")" \
      "s (adapter + database)"
  done
  [[ -z ${first_place_rate:-} ]] ||
    fact "placing over the batched journal" "$(share %.2f "$first_place_rate" "$batched")" times
}
