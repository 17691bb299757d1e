-- Reads orders, one after the other, whose ids stand in the file BENCH_IDS.
dofile(os.getenv("BENCH_SCRIPTS") .. "/tell.lua")

local ready = {}

-- wrk knows the Host header only from here on.
function init()
  for id in io.lines(os.getenv("BENCH_IDS")) do
    ready[#ready + 1] = wrk.format("GET", "/api/v1/orders/" .. id)
  end
end

local at = 0
function request()
  at = at % #ready + 1
  return ready[at]
end
