#pragma once

#include "domain/store.hpp"
#include "http/problem.hpp"

namespace baedal::http {

/// PUT of a store; whether its brand exists is the handler's question.
checked<define_store> read_store(const request& in, store_id id);

/// PUT of a menu item.
checked<define_item> read_item(const request& in, item_id id);

} // namespace baedal::http
