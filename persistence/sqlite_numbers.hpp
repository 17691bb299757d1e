#pragma once

#include "persistence/kept_statements.hpp"
#include "persistence/read_rows.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace baedal::persistence {

/// Gives out the positions of events in their topics and the numbers of notifications in their
/// histories: what stood there before a rebuild gets its own again, all else the next of its brand.
/// Within transactions of one connection; throws what SOCI throws.
class sqlite_numbers : kept_statements {
public:
  /// Forgets where things stood before that stand there again.
  explicit sqlite_numbers(soci::session& of);

  /// In a new transaction.
  void begin();
  long long position_of(const topic_record& event);
  long long number_of(const notification_record& told);
  /// Before the commit: writes down how far they went.
  void save();

  /// Everything was dropped.
  void expect_all_again() { topics_again_ = told_again_ = true; }

private:
  /// The newest numbers by brand, of one table.
  struct heads {
    statement reading, writing;
    std::map<std::string, long long> newest; ///< of those that grew in this transaction
  };

  long long next(heads& of, const char* read, const std::string& brand);
  void save(heads& of, const char* write);
  std::optional<long long> first_of(soci::statement& run);

  std::string key_, audience_;
  long long number_ = 0, slice_ = 0;
  std::vector<long long> found_;
  heads topics_, histories_;
  statement place_, told_;
  bool topics_again_ = false; ///< events may have been applied before
  bool told_again_ = false;   ///< and so may notifications
};

} // namespace baedal::persistence
