#pragma once

#include "http/facades/finding.hpp"

namespace baedal::http::facades {

// What has to be there before a command can be given. Where it cannot be brought about, the
// exchange is answered.

/// A rider whom nobody knows comes into being, near the order and ready for jobs.
void bring_rider(const desk& at, const exchange_ptr& to, const rider_id& rider,
                 const order_view& order, std::function<void()> then);

/// A customer whom nobody knows comes into being. Nobody waits for that.
void bring_customer(const desk& at, const customer_id& customer);

/// A store of a seller whom nobody knows comes into being.
void bring_store(const desk& at, const exchange_ptr& to, const store_card& card,
                 std::function<void()> then);

/// The next number of a collection (requirements K12). The same Idempotency-Key of the same
/// customer gets the same number, whenever it comes: `owner` names who sent which key.
void take_number_for(const desk& at, const exchange_ptr& to, const std::string& collection,
                     const std::optional<std::string>& owner,
                     std::function<void(std::uint64_t)> then);

} // namespace baedal::http::facades
