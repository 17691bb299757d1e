#include "persistence/sql_collections.hpp"

#include "persistence/kept_statements.hpp"
#include "persistence/sql_errors.hpp"

namespace baedal::persistence {

namespace {

using soci::into;
using soci::use;

constexpr std::size_t rows_at_once = 256;

constexpr auto chosen = "from order_row where collection = :key and hidden = 0 "
                        "and (parts & :part) = :same and :brands like '%|' || brand || '|%'";

std::string piece(const char* order) {
  return std::string{"select order_id "} + chosen + " and collection <> '' order by number " + order
         + " limit :l offset :o";
}

} // namespace

/// Bound variables and the statements over them; each is prepared at its first use.
struct sql_collections::kept : kept_statements {
  explicit kept(soci::session& s) : kept_statements(s, rows_at_once) {}

  std::string key, brands;
  long long part = 0, same = 0, limit = 0, offset = 0;
  std::vector<std::string> ids;
  std::vector<long long> totals;
  statement count, rising, falling;

  void choose(const collection_query& what) {
    key = what.collection;
    brands.assign(1, '|'); // As `brands = "|"`, of which GCC 12 wrongly warns (-Wrestrict).
    for (const auto& brand : what.brands)
      brands += brand + "|";
    part = same = static_cast<long long>(what.part);
    limit = static_cast<long long>(what.limit);
    offset = static_cast<long long>(what.offset);
  }

  std::uint64_t count_all() {
    auto& run = ready(count, std::string{"select count(*) "} + chosen + " and collection <> ''",
                      into(totals), use(key, "key"), use(part, "part"), use(same, "same"),
                      use(brands, "brands"));
    std::uint64_t total = 0;
    each_row(
      run, [&](std::size_t i) { total = static_cast<std::uint64_t>(totals[i]); }, totals);
    return total;
  }

  std::vector<std::string> read(bool is_rising) {
    auto& run = ready(is_rising ? rising : falling, piece(is_rising ? "asc" : "desc"), into(ids),
                      use(key, "key"), use(part, "part"), use(same, "same"), use(brands, "brands"),
                      use(limit, "l"), use(offset, "o"));
    std::vector<std::string> found;
    each_row(run, [&](std::size_t i) { found.push_back(std::move(ids[i])); }, ids);
    return found;
  }
};

sql_collections::sql_collections(soci::session& session) : kept_(std::make_unique<kept>(session)) {
  // nop
}

sql_collections::~sql_collections() = default;

result<collection_piece> sql_collections::piece_of(const collection_query& what) {
  try {
    kept_->choose(what);
    const auto total = kept_->count_all();
    return collection_piece{kept_->read(what.rising), total};
  } catch (const std::exception& thrown) {
    return refusal{errc::unavailable, failure_of(thrown).detail};
  }
}

} // namespace baedal::persistence
