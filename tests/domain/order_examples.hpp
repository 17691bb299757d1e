#pragma once

#include "domain/order.hpp"

namespace baedal::test {

// One customer, one store, three riders and a chicken, for every test about orders.

inline constexpr instant noon{std::chrono::hours{24 * 20'000 + 3}};
inline const order_id the_order{"o1"};
inline const customer_id the_customer{"c1"};
inline const rider_id kim{"kim"};
inline const rider_id lee{"lee"};
inline const item_id chicken{"chicken"};
inline const item_id meal_kit{"kit"};
inline constexpr money chicken_price{18'000};
inline constexpr money fee{3'000};
inline constexpr money chicken_total{21'000};

/// The policy of a shipped brand.
brand_policy policy_of(std::string_view brand);
store_id store_of(std::string_view brand);

/// An open store with chicken (unlimited), ten meal kits (limited) and sold-out duck.
store_card card_of(std::string_view brand);

/// One chicken, keyed, paid with a good token.
place_order chicken_from(std::string_view brand);
/// The same without a token.
place_order unpaid_chicken_from(std::string_view brand);
/// Two meal kits, whose stock is limited.
place_order kits_from(std::string_view brand);
place_order with_policy(place_order asked, const brand_policy& policy);
place_order with_card(place_order asked, const store_card& card);

placement placement_of(const place_order& asked);

// -- histories: the order has come so far ---------------------------------------------------------

using history = std::vector<order_event>;

history in_checkout(const place_order& asked);
history placed(const place_order& asked);
history paid(const place_order& asked);
history accepted(const place_order& asked);
history cooking(const place_order& asked);
history awaiting_rider(const place_order& asked);
history picked(const place_order& asked, const rider_id& rider = kim);
history in_transit(const place_order& asked);
history delivered(const place_order& asked);
history completed(const place_order& asked);

// -- answers --------------------------------------------------------------------------------------

gateway_answer approved(money amount = chicken_total);
gateway_answer declined();
gateway_answer refunded(money amount = chicken_total);
gateway_answer gateway_says(gateway_answer::verdict said);
entity_answer answer(errc code = errc::none);

asked_by rider_asks(const rider_id& rider);
cancel_order cancelled_by(cancel_party party, std::string reason = {});

} // namespace baedal::test
