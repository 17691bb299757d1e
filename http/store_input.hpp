#pragma once

#include "domain/store.hpp"
#include "http/problem.hpp"

namespace baedal::http {

/// PUT of a store; whether its brand exists is the handler's question.
checked<define_store> read_store(const request& in, store_id id);

/// PUT of a menu item.
checked<define_item> read_item(const request& in, item_id id);

/// Bodies of /open and /close; a pause may say when it ends.
checked<open_store> read_opening(const request& in);
checked<close_store> read_closing(const request& in);

} // namespace baedal::http
