#pragma once

#include "persistence/read_list.hpp"

#include <map>
#include <string>

namespace baedal::node {

/// The URLs of the lists that stand in databases of their own.
using read_model_places = std::map<persistence::read_list, std::string>;

/// The lists that are placed.
std::vector<persistence::read_list> lists_in(const read_model_places& places);

/// Adds "delivery=sqlite:///srv/delivery.db". Refuses, with a sentence, a list that cannot be moved
/// or is moved twice, and a URL that names no database.
result<unit> add_place(read_model_places& to, const std::string& text);

/// Connects every placed list once, creates what is missing, and settles beside the `main` read
/// model, which is connected, where notifications stand from now on. Refuses with the list's name.
result<unit> connect_lists(const read_model_places& places, persistence::read_model& main);

/// Refuses a place that is the journal's database or that of another list: two read models of one
/// schema would overwrite each other.
result<unit> check_places(const read_model_places& places, const std::string& database);

} // namespace baedal::node
