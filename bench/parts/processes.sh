# shellcheck shell=bash disable=SC2034,SC2154 # they share their variables
# What runs during a bench: started here, ended with the bench whatever ends it. Sourced by bench/run.

is_alive() { kill -0 "$1" 2>/dev/null; }

is_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Sets free_port. Ports are taken from below the range that the kernel gives to clients.
next_port=21000
find_port() {
  while is_taken "$next_port"; do ((++next_port)); done
  free_port=$next_port
  ((++next_port))
}

# -- a database ----

# PostgreSQL refuses to run as root. A change of user clears the death signal, so one call sets both.
as_database_user=(setpriv --pdeathsig QUIT)
if ((EUID == 0)); then
  as_database_user+=(--reuid postgres --regid postgres --init-groups)
fi

# Sets postmaster_pid. What it says about durability stays as it is: fsync and synchronous_commit
# are on.
start_postgresql() {
  bindir=$(pg_config --bindir)
  postgresql_dir=$work/pg
  mkdir "$postgresql_dir"
  ((EUID != 0)) || chown postgres "$postgresql_dir"
  (cd / && "${as_database_user[@]}" "$bindir/initdb" -D "$postgresql_dir/data" --no-sync \
    --no-instructions -A trust -U bench --locale=C -E UTF8) >"$work/initdb.log" 2>&1 ||
    fail "initdb failed: $(tail -n 3 "$work/initdb.log")"
  "${as_database_user[@]}" "$bindir/postgres" \
    -D "$postgresql_dir/data" -c listen_addresses= -c "unix_socket_directories=$postgresql_dir" \
    -c fsync=on -c synchronous_commit=on >"$work/postgresql.log" 2>&1 &
  postmaster_pid=$!
  local tries
  for ((tries = 0; tries < 200; ++tries)); do
    "$bindir/pg_isready" -q -h "$postgresql_dir" && return
    is_alive "$postmaster_pid" || break
    sleep 0.1
  done
  fail "PostgreSQL did not start: $(tail -n 3 "$work/postgresql.log")"
}

# Sets database_url: an empty database of the kind.
new_database() {
  local kind=$1 name=$2
  if [[ $kind == sqlite ]]; then
    database_url=sqlite://$work/$name.db
  else
    "$bindir/createdb" -h "$postgresql_dir" -U bench "$name"
    database_url="postgresql:///$name?host=$postgresql_dir&user=bench"
  fi
}

# -- servers ----

# Sets node_pid; answers once the node is ready. The log is kept in the work folder. What comes
# behind the three goes to the node.
start_node() {
  local url=$1 payment=$2 idle=$3
  shift 3
  [[ -n ${node_port:-} ]] || { find_port && node_port=$free_port; }
  setpriv --pdeathsig KILL "$build/baedal" serve --http "127.0.0.1:$node_port" --database "$url" \
    --payment-url "$payment" --demo --threads "$threads" --idle-seconds "$idle" \
    --log-level warn "$@" >>"$work/node.log" 2>&1 &
  node_pid=$!
  "$build/bench_load" ready --port "$node_port" ||
    fail "the node did not come up: $(tail -n 3 "$work/node.log")"
}

stop_node() {
  end_process TERM "$node_pid"
  unset node_port
}

start_noop() {
  find_port
  noop_port=$free_port
  setpriv --pdeathsig KILL "$build/bench_noop" "$noop_port" "$threads" 2>"$work/noop.log" &
  noop_pid=$!
  "$build/bench_load" ready --port "$noop_port" || fail "the no-op server did not come up"
}

start_sandbox() {
  find_port
  sandbox_port=$free_port
  setpriv --pdeathsig KILL "$build/baedal" sandbox --http "127.0.0.1:$sandbox_port" \
    --data "$work/sandbox-$1" --log-level warn >"$work/sandbox.log" 2>&1 &
  sandbox_pid=$!
  local tries
  for ((tries = 0; tries < 200; ++tries)); do
    is_taken "$sandbox_port" && return
    sleep 0.05
  done
  fail "the payment sandbox did not come up"
}

end_process() {
  kill "-$1" "$2" 2>/dev/null || true
  { wait "$2"; } 2>/dev/null || true
}
