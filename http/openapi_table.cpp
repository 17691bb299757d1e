#include "http/openapi.hpp"

#include <array>

namespace baedal::http {

namespace {

using enum verb;

constexpr std::string_view command_problems = "400 403 404 409 412 422 503";
constexpr std::string_view list_query = "limit cursor";

/// A command to one order, as most of them are.
constexpr operation command(std::string_view pattern, std::string_view summary,
                            std::string_view body = "order_command?") {
  return {post, pattern, summary, "", body, "200:order", command_problems};
}

constexpr std::array table{
  operation{put, "/api/v1/brands/{brand}", "Define a brand or change its policy", "", "brand_put",
            "200:brand 201:brand", "400 412 422 503"},
  operation{get, "/api/v1/brands/{brand}", "A brand and its policy", "", "", "200:brand 304",
            "404 503"},
  operation{get, "/api/v1/brands/{brand}/messages", "What a brand tells people, and in which words",
            "", "", "200:message_texts", "404 503"},
  operation{put, "/api/v1/stores/{store_id}", "Define a store", "", "store_put",
            "200:store 201:store", "400 412 422 503"},
  operation{get, "/api/v1/stores/{store_id}", "A store", "", "", "200:store 304", "404 503"},
  operation{put, "/api/v1/stores/{store_id}/menu/{item_id}", "Put an item on the menu", "",
            "item_put", "200:item 201:item", "400 404 412 422 503"},
  operation{get, "/api/v1/stores/{store_id}/menu/{item_id}", "An item of the menu", "", "",
            "200:item 304", "404 503"},
  operation{remove, "/api/v1/stores/{store_id}/menu/{item_id}",
            "Take an item off the menu; orders that hold it live on", "", "", "204",
            "400 404 412 503"},
  operation{get, "/api/v1/stores/{store_id}/menu", "The menu", "", "", "200:menu 304", "404 503"},
  operation{post, "/api/v1/stores/{store_id}/open", "Take orders again", "", "nothing?",
            "200:store", "400 404 409 412 422 503"},
  operation{post, "/api/v1/stores/{store_id}/close", "Take no orders", "", "pause?", "200:store",
            "400 404 409 412 422 503"},
  operation{get, "/api/v1/stores/{store_id}/orders", "The store's queue, oldest first",
            "status limit cursor", "", "200:order_list", "404 422 503"},
  operation{get, "/api/v1/stores/{store_id}/popularity", "Dishes by orders and quantity",
            list_query, "", "200:dish_list", "404 422 503"},
  operation{put, "/api/v1/riders/{rider_id}", "Define a rider", "", "rider_put",
            "200:rider 201:rider", "400 412 422 503"},
  operation{get, "/api/v1/riders/{rider_id}", "A rider", "", "", "200:rider 304", "404 503"},
  operation{post, "/api/v1/riders/{rider_id}/online", "Ready for jobs", "", "nothing?", "200:rider",
            "400 404 409 412 422 503"},
  operation{post, "/api/v1/riders/{rider_id}/offline", "No more jobs", "", "nothing?", "200:rider",
            "400 404 409 412 422 503"},
  operation{post, "/api/v1/riders/{rider_id}/location", "Where the rider is", "", "location",
            "200:rider", "400 404 409 412 422 503"},
  operation{remove, "/api/v1/riders/{rider_id}/personal", "Forget the rider's name", "", "",
            "200:rider", "400 404 412 503"},
  operation{get, "/api/v1/riders/{rider_id}/jobs", "Open deliveries near the rider", list_query, "",
            "200:job_list", "404 422 503"},
  operation{put, "/api/v1/customers/{customer_id}", "Write a customer's profile", "",
            "customer_put", "200:customer 201:customer", "400 412 422 503"},
  operation{get, "/api/v1/customers/{customer_id}", "Profile and grade", "", "", "200:customer 304",
            "404 503"},
  operation{remove, "/api/v1/customers/{customer_id}/personal",
            "Forget name, phone number and address", "", "", "200:customer", "400 404 412 503"},
  operation{get, "/api/v1/customers/{customer_id}/orders", "My page, newest first", list_query, "",
            "200:order_list", "404 422 503"},
  operation{post, "/api/v1/orders", "Place an order: 201 paid, 202 standing unpaid", "",
            "order_post", "201:order 202:order", "400 402 404 409 422 429 503"},
  operation{get, "/api/v1/orders/{id}", "An order, now or at a past version", "version", "",
            "200:order 304", "404 422 503"},
  operation{get, "/api/v1/orders/{id}/history", "The public events of an order", list_query, "",
            "200:history", "404 422 503"},
  operation{get, "/api/v1/orders/{id}/stream", "History, then live events, from Last-Event-ID", "",
            "", "200:text/event-stream", "400 404 503"},
  operation{post, "/api/v1/orders/{id}/pay", "Pay: 200 approved, 202 not decided yet", "",
            "pay_command?", "200:order 202:order", "400 402 403 404 409 412 422 503"},
  command("/api/v1/orders/{id}/accept", "The store accepts", "accept_command?"),
  command("/api/v1/orders/{id}/reject", "The store rejects; money goes back", "reject_command"),
  command("/api/v1/orders/{id}/start-cooking", "Cooking starts"),
  command("/api/v1/orders/{id}/finish-cooking", "Cooking is finished", "finish_command?"),
  command("/api/v1/orders/{id}/pick", "A rider takes the job; the first one wins"),
  command("/api/v1/orders/{id}/withdraw", "The rider gives the job back"),
  command("/api/v1/orders/{id}/start-delivery", "The delivery is on its way"),
  command("/api/v1/orders/{id}/deliver", "Delivered"),
  command("/api/v1/orders/{id}/confirm", "The customer has received it"),
  command("/api/v1/orders/{id}/cancel", "Cancel; money goes back", "cancel_command?"),
  command("/api/v1/orders/{id}/report-accident", "The food was damaged on its way"),
  command("/api/v1/orders/{id}/remove-item", "The store has run out of something; money goes back",
          "remove_command"),
  command("/api/v1/orders/{id}/delay", "The food will be ready later", "delay_command"),
  command("/api/v1/orders/{id}/retry-refund", "Operations: try a refused refund again"),
  operation{remove, "/api/v1/orders/{id}/personal",
            "An order that has ended forgets recipient, address and note", "", "", "200:order",
            "400 404 409 412 503"},
  operation{get, "/api/v1/orders/{id}/payments", "The payment history", list_query, "",
            "200:payment_list", "404 422 503"},
  operation{get, "/api/v1/orders/{id}/notifications", "Who was told of the order, oldest first",
            list_query, "", "200:notification_list", "404 422 503"},
  operation{get, "/api/v1/events",
            "An event topic, of a brand or ops, to its end; Accept: text/event-stream follows",
            "topic after limit format", "", "200:application/x-ndjson", "400 404 422 503"},
  operation{get, "/api/v1/ops/tree", "The supervision tree, live", "", "", "200:tree", ""},
  operation{get, "/api/v1/ops/breakers", "The circuit breakers, live", "", "", "200:breaker_list",
            ""},
  operation{get, "/api/v1/ops/notifications",
            "Messages of one status, dead if not stated; an id is order-version-channel-audience",
            "status limit cursor", "", "200:notification_list", "422 503"},
  operation{post, "/api/v1/ops/notifications/{id}/redeliver",
            "Send a message again that was given up, suppressed or skipped", "", "nothing?",
            "200:notification", "404 409 503"},
  operation{get, "/api/v1/ops/failpoints", "Drills: places where this node can be made to fail", "",
            "", "200:failpoint_list", "403"},
  operation{put, "/api/v1/ops/failpoints/{name}", "Drills: arm one", "", "failpoint_put?",
            "200:failpoint", "400 403 404 422"},
  operation{remove, "/api/v1/ops/failpoints/{name}", "Drills: disarm one", "", "", "200:failpoint",
            "403 404"},
  operation{post, "/api/v1/ops/tree/{path}/suspend",
            "Drills: a branch is unreachable, as if it were down; the path may contain slashes", "",
            "", "200:held", "403 404 409"},
  operation{post, "/api/v1/ops/tree/{path}/resume", "Drills: it is reachable again", "", "",
            "200:held", "403 404 409"},
  operation{get, "/livez", "Does the process answer?", "", "", "200:probe", ""},
  operation{get, "/readyz", "Can it take orders?", "", "", "200:probe", "503"},
  operation{get, "/actuator/health", "The brands' probe", "", "", "200:probe 503:probe", ""},
  operation{get, "/actuator/health/liveness", "The brands' probe", "", "", "200:probe", ""},
  operation{get, "/actuator/health/readiness", "The brands' probe", "", "", "200:probe 503:probe",
            ""},
  operation{get, "/metrics", "Metrics for Prometheus", "", "", "200:text/plain", ""},
  operation{get, "/openapi.json", "This document", "", "", "200:document", ""},
  operation{get, "/", "A page with links", "", "", "200:text/html", ""},
};

} // namespace

std::span<const operation> operations() {
  return table;
}

} // namespace baedal::http
