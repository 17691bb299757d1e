#pragma once

#include "tests/drills/placing_burst.hpp"
#include "tests/drills/shop.hpp"

#include <nlohmann/json_fwd.hpp>
#include <set>

namespace baedal::drills {

/// Options of `serve`: a breaker that judges soon and tries soon.
extern const std::vector<std::string> quick_breaker;

/// What became of a payment is asked for soon, in the stores that these drills order from.
void be_impatient(const shop& of);

/// The payment gateway's breaker, as the operator sees it.
nlohmann::json breaker_of(const shop& of);
bool is_in(const shop& of, const std::string& state);

/// Lets enough payments fail for it to open.
void open_breaker(shop& of);
/// What topic `ops` tells so far, in the canonical form.
std::vector<nlohmann::json> ops_events(const shop& of);

/// How many answers are of a kind, "503 breaker_open".
int count_of(const placing_burst::records& all, const std::string& kind);

/// All payments in the sandbox's books.
nlohmann::json payments_of(const shop& of);
/// The orders that clients were told of: our own ids, or those behind the numbers that the brands'
/// APIs tell in the rows' links.
std::set<std::string> ids_told(const placing_burst::records& all);
/// I1 and I2 from outside: each order that was told is captured once, and whatever else was
/// captured is given back whole.
bool books_agree(const shop& of, const std::set<std::string>& told);

} // namespace baedal::drills
