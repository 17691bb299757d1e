#include "http/front_page.hpp"

namespace baedal::http {

std::string_view front_page() {
  return R"html(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>baedal</title>
<style>
  :root { color-scheme: light dark; --line: #8884; --link: #0b6e6e; }
  @media (prefers-color-scheme: dark) { :root { --link: #5fd0d0; } }
  body { font: 16px/1.55 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto;
         padding: 0 1rem; }
  h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em; }
  h2 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
  p { margin: .4rem 0; }
  a { color: var(--link); }
  ul { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
  li { display: flex; gap: 1rem; padding: .45rem 0; border-bottom: 1px solid var(--line); }
  li a { flex: 0 0 17rem; font-family: ui-monospace, monospace; font-size: .9rem; }
  pre { overflow: auto; padding: .8rem 1rem; border: 1px solid var(--line); border-radius: .4rem; }
</style>
</head>
<body>
<h1>baedal</h1>
<p>Orders, kitchens, riders and payments of five brands, each one a durable actor.</p>
<h2>The API</h2>
<ul>
  <li><a href="/openapi.json">/openapi.json</a>
    <span>the contract, OpenAPI 3.1</span></li>
  <li><a href="/api/v1/brands/dongne">/api/v1/brands/dongne</a>
    <span>the policy of a brand</span></li>
  <li><a href="/api/v1/stores/dongne-default">/api/v1/stores/dongne-default</a>
    <span>its default store</span></li>
  <li><a href="/api/v1/events?topic=dongne">/api/v1/events?topic=dongne</a>
    <span>its events, one per line</span></li>
</ul>
<h2>The node</h2>
<ul>
  <li><a href="/api/v1/ops/tree">/api/v1/ops/tree</a>
    <span>the supervision tree, live</span></li>
  <li><a href="/livez">/livez</a>
    <span>does the process answer?</span></li>
  <li><a href="/readyz">/readyz</a>
    <span>can it take orders?</span></li>
  <li><a href="/actuator/health">/actuator/health</a>
    <span>the same, for the brands' probes</span></li>
  <li><a href="/metrics">/metrics</a>
    <span>for Prometheus</span></li>
</ul>
<h2>An order</h2>
<pre>curl -s -X POST localhost:8080/api/v1/orders -d '{
  "store_id": "demo-dongne", "customer_id": "customer-1",
  "items": [{"item_id": "fried-chicken", "quantity": 1}],
  "payment": {"token": "tok_visa"}}'</pre>
</body>
</html>
)html";
}

} // namespace baedal::http
