-- What every script ends with: one line of name=value pairs for bench/run. wrk's latency is in
-- microseconds. A status above 399 is the only one that wrk counts as an error.
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    "RESULT requests=%d ok=%d refused=%d unknown=%d seconds=%.3f p50_us=%d p99_us=%d\n",
    summary.requests, summary.requests - e.status, e.status,
    e.connect + e.read + e.write + e.timeout, summary.duration / 1e6,
    latency:percentile(50), latency:percentile(99)))
end
