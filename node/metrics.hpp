#pragma once

#include "node/node_parts.hpp"
#include "node/present_door.hpp"

#include "http/dispatcher.hpp"

namespace baedal::node {

/// The Prometheus page of a node: counters of the actors, the journal, the projection and the HTTP
/// edge. Thread-safe.
class metrics_page {
public:
  metrics_page(std::shared_ptr<const node_parts> parts, std::shared_ptr<const present_door> door);
  ~metrics_page();
  metrics_page(const metrics_page&) = delete;
  metrics_page& operator=(const metrics_page&) = delete;

  /// Notes one answered request.
  void count(const http::served_request& served);

  /// The text exposition format, version 0.0.4.
  std::string text() const;

private:
  struct books;
  std::unique_ptr<books> books_;
};

} // namespace baedal::node
