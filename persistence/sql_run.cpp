#include "persistence/sql_run.hpp"

#include <soci/soci.h>

namespace baedal::persistence {

bool run_kept(soci::statement& kept) {
  try {
    return kept.execute(true);
  } catch (...) {
    kept.undefine_and_bind(); // Frees the copies; the bindings stay.
    throw;
  }
}

} // namespace baedal::persistence
