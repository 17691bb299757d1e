-- Places orders. BENCH_BRAND is dongne (placed unpaid) or pizza (paid inside ordering).
dofile(os.getenv("BENCH_SCRIPTS") .. "/tell.lua")

local brand = os.getenv("BENCH_BRAND")
local item = brand == "pizza" and "potato-pizza" or "fried-chicken"
local payment = brand == "pizza" and ',"payment":{"method":"card","token":"tok_bench"}' or ""
local ready = {}

-- wrk knows the Host header only from here on.
function init()
  wrk.headers["Content-Type"] = "application/json"
  for customer = 0, 999 do
    local body = '{"brand":"' .. brand .. '","store_id":"demo-' .. brand
      .. '","customer_id":"bench-customer-' .. customer
      .. '","items":[{"item_id":"' .. item .. '","quantity":1}]'
      .. ',"address":{"text":"Yeouido-dong 23, Seoul"}' .. payment .. '}'
    ready[customer] = wrk.format("POST", "/api/v1/orders", nil, body)
  end
end

local customer = 0
function request()
  customer = (customer + 1) % 1000
  return ready[customer]
end
