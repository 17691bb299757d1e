#pragma once

#include "domain/brand.hpp"
#include "domain/customer.hpp"
#include "domain/order_view.hpp"
#include "domain/rider.hpp"
#include "domain/store_card.hpp"

#include <string>

namespace baedal::http {

class json_writer;

/// As `iso_8601`, in the time of Seoul, which the brands' people read (requirements K19); the
/// offset, +09:00 all the year, tells programs.
std::string seoul_timestamp(instant at);

// The public views as JSON (design section 9): enum values are words, money is whole won, what is
// absent is left out.
void write(json_writer& out, const order_view& order);
void write(json_writer& out, const store_card& store);
void write(json_writer& out, const menu_item& item);
void write(json_writer& out, const rider_view& rider);
void write(json_writer& out, const customer_view& customer);
void write(json_writer& out, const brand_view& brand);

std::string order_json(const order_view& order);
std::string store_json(const store_card& store);
std::string menu_json(const store_card& store);
std::string item_json(const menu_item& item);
std::string rider_json(const rider_view& rider);
std::string customer_json(const customer_view& customer);
std::string brand_json(const brand_view& brand);

} // namespace baedal::http
