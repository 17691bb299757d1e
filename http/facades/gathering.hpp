#pragma once

#include "domain/order_view.hpp"
#include "http/api_parts.hpp"
#include "http/exchange.hpp"

#include <mutex>

namespace baedal::http::facades {

/// Asks several orders for what they look like now, a few at a time, and hands their views over
/// together, in the order of the ids. Orders that nobody knows are left out; any other refusal
/// answers the exchange.
class gathering : public std::enable_shared_from_this<gathering> {
public:
  using done = std::function<void(std::vector<order_view>)>;

  gathering(api_parts parts, exchange_ptr to, std::vector<order_id> ids, done then);

  void begin();

private:
  void ask_next();
  void on_answer(std::size_t place, result<order_view> seen);

  const api_parts parts_;
  const exchange_ptr to_;
  const std::vector<order_id> ids_;
  const done then_;
  std::mutex mutex_;
  std::vector<std::optional<order_view>> seen_;
  std::size_t next_ = 0;
  std::size_t answered_ = 0;
  std::optional<refusal> refused_;
};

} // namespace baedal::http::facades
