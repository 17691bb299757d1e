#include "node/tree_json.hpp"

#include "domain/iso_time.hpp"
#include "http/json_writer.hpp"

namespace baedal::node {

namespace {

/// The book leaves the root out of its names.
bool is_suspended(const supervisors::tree_node& node, const supervisors::address_book& book) {
  const auto slash = node.path.find('/');
  return slash != std::string::npos && book.suspended(node.path.substr(slash + 1));
}

void write(http::json_writer& out, const supervisors::tree_node& node,
           const supervisors::address_book& book) {
  out.begin_object();
  out.member("path", node.path);
  out.member("id", node.id);
  out.member("type", node.type == supervisors::child_type::worker ? "worker" : "supervisor");
  out.member("state", supervisors::to_string(node.state));
  out.member("since", iso_8601(node.since));
  out.member("restarts", node.restarts);
  if (is_suspended(node, book))
    out.member("suspended", true);
  if (!node.last_reason.empty())
    out.member("last_reason", node.last_reason);
  out.optional_member("allowance_left", node.allowance_left);
  out.optional_member("depth", node.depth);
  if (node.type == supervisors::child_type::supervisor) {
    out.key("children").begin_array();
    for (const auto& child : node.children)
      write(out, child, book);
    out.end_array();
  }
  out.end_object();
}

} // namespace

std::string tree_json(const std::optional<supervisors::tree_node>& tree,
                      const supervisors::address_book& book) {
  http::json_writer out;
  out.begin_object().key("tree");
  if (tree)
    write(out, *tree, book);
  else
    out.null();
  out.end_object();
  return out.take();
}

} // namespace baedal::node
