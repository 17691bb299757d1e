#include "http/idempotency_key.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace baedal;
using namespace baedal::http;

namespace {

request with_keys(std::vector<std::string> keys) {
  request out;
  for (auto& key : keys)
    out.headers.emplace_back("idempotency-key", std::move(key));
  return out;
}

bool is_order_id(const order_id& id) {
  return id.value.size() == 28 && id.value.starts_with("o_")
         && id.value.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", 2) == std::string::npos;
}

} // namespace

SCENARIO("an Idempotency-Key is visible ASCII, once [I10]") {
  CHECK(*read_idempotency_key(with_keys({"abc-1"})) == "abc-1");
  CHECK(*read_idempotency_key({}) == std::nullopt);
  CHECK(*read_idempotency_key(with_keys({std::string(255, 'x')})) == std::string(255, 'x'));
  for (const auto& bad : std::vector<std::vector<std::string>>{{""},
                                                               {std::string(256, 'x')},
                                                               {"a b"},
                                                               {"a\nb"},
                                                               {std::string{"a\0b", 3}},
                                                               {"키"},
                                                               {"a", "a"}})
    CHECK(read_idempotency_key(with_keys(bad)).fault().status == 400);
}

SCENARIO("a key and a body are kept as the head of their SHA-256") {
  CHECK(fingerprint_of("abc", "").key_hash == "ba7816bf8f01cfea414140de5dae2223");
  CHECK(fingerprint_of("abc", "").body_hash == "edeaaff3f1774ad2888673770c6d6409");
  CHECK(fingerprint_of("abd", "").body_hash != fingerprint_of("abc", "").body_hash);
}

SCENARIO("the order of a key is the same at every repeat [I10]") {
  const auto id = order_id_of({"pizza"}, {"c1"}, "key");
  CHECK(is_order_id(id));
  CHECK(id == order_id_of({"pizza"}, {"c1"}, "key"));
  const std::set<order_id> all{
    id, order_id_of({"pizz"}, {"ac1"}, "key"), order_id_of({"pizza"}, {"c1k"}, "ey"),
    order_id_of({"pizza"}, {""}, "c1key"), order_id_of({"pizza"}, {"c2"}, "key")};
  CHECK(all.size() == 5);
}

SCENARIO("the id of a key is pinned: clients repeat keys across versions of the program") {
  // Worked out by other means: the first 130 bits of SHA-256 of "5:pizza2:c13:key".
  CHECK(order_id_of({"pizza"}, {"c1"}, "key").value == "o_8xzqr0yq46tdbfvfjxrs2y8xjy");
}

SCENARIO("orders without a key get ids of the same form, never twice, and rising with the time") {
  // The example of the ULID's own description: 01ARYZ6S41TSV4RRFFQ69G5FAV.
  constexpr instant example{std::chrono::milliseconds{1'469'918'176'385}};
  std::set<order_id> all;
  for (int i = 0; i < 1000; ++i)
    all.insert(fresh_order_id(example));
  CHECK(all.size() == 1000);
  for (const auto& id : all) {
    CHECK(is_order_id(id));
    CHECK(id.value.starts_with("o_01aryz6s41"));
  }
  CHECK(*all.rbegin() < fresh_order_id(example + std::chrono::milliseconds{1}));
}
