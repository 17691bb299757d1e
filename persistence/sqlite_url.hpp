#pragma once

#include "domain/result.hpp"

#include <string>

namespace baedal::persistence {

/// The file that `sqlite:///abs/path` (absolute) or `sqlite:dir/rel.db` (relative) names;
/// "//host/…" means nothing for a file and is refused with `value_invalid`.
result<std::string> read_sqlite_url(const std::string& url);

/// The file of the read model beside a journal: "x.reads.db" beside "x.db".
std::string reads_beside(const std::string& journal_path);

} // namespace baedal::persistence
