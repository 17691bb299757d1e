#pragma once

#include "domain/entity.hpp"
#include "persistence/memory_notifications.hpp"
#include "persistence/read_rows.hpp"

#include <map>
#include <mutex>
#include <set>

namespace baedal::persistence {

/// The tables of memory read models.
struct memory_reads {
  using order_key = std::pair<std::int64_t, std::string>; ///< placed_at in ms, order id

  std::mutex mutex;
  int calls_left = -1; ///< until the connection breaks; -1: never
  int refused_connects = 0;
  std::map<std::string, order_record> orders;
  std::map<std::string, std::set<order_key>> by_customer;
  std::map<std::string, std::set<order_key>> by_store;
  std::set<order_key> open_jobs;
  std::map<std::string, std::map<std::uint64_t, std::string>> collections; ///< number -> order
  std::map<std::pair<std::string, std::uint64_t>, payment_record> payments;
  std::map<std::pair<std::string, std::string>, dish_count> dishes;
  std::map<std::string, std::map<std::uint64_t, topic_record>> topics;
  std::map<std::string, std::uint64_t> heads;
  std::map<std::pair<std::uint32_t, std::uint64_t>, std::uint64_t> places;
  memory_notifications notifications;
  std::map<std::string, catalogue_record> stores;
  std::map<std::string, catalogue_record> brands;
  std::map<std::pair<std::string, std::string>, std::uint64_t> consumers; ///< by consumer, topic
  std::vector<std::uint64_t> offsets = std::vector<std::uint64_t>(slice_count);
  instant as_of{};

  /// Writes changes that fit.
  void put(const read_changes& changes);
  [[nodiscard]] collection_piece piece_of(const collection_query& what) const;
  /// Keeps only places, numbers, what became of messages, and how far consumers are.
  void drop_all();
};

} // namespace baedal::persistence
