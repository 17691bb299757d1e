#pragma once

#include "tests/drills/order_load.hpp"
#include "tests/drills/shop.hpp"

namespace baedal::drills {

/// Checks with Catch, through HTTP alone, everything that must hold once faults stopped and every
/// client has its final answer: each state that was told stands in its order unchanged (I6), each
/// history is dense (I7), no order is stuck (I11), keys give the same answer again (I10), the
/// sandbox's books agree with the orders (I1, I2), riders and stock are in order (I4, I5).
void audit_orders(shop& of, const std::vector<order_record>& records);

} // namespace baedal::drills
