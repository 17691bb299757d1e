#include "persistence/postgres_url.hpp"

#include <libpq-fe.h>

#include <map>
#include <memory>

namespace baedal::persistence {

namespace {

/// A lost server must be noticed within seconds; a statement of the journal never takes long.
constexpr auto statement_options = "-c statement_timeout=20000 -c lock_timeout=15000 "
                                   "-c idle_in_transaction_session_timeout=30000 "
                                   "-c client_min_messages=warning "
                                   // Everything is read by key. Plans made while the tables were
                                   // empty would go on scanning them whole.
                                   "-c enable_seqscan=off -c enable_hashjoin=off "
                                   "-c enable_mergejoin=off";

std::string quoted(const std::string& value) {
  std::string text = "'";
  for (const auto c : value) {
    if (c == '\'' || c == '\\')
      text.push_back('\\');
    text.push_back(c);
  }
  return text + "'";
}

std::string value_or(const std::map<std::string, std::string>& from, const std::string& key,
                     const char* otherwise) {
  const auto found = from.find(key);
  return found == from.end() ? otherwise : found->second;
}

} // namespace

result<postgres_url> read_postgres_url(const std::string& url) {
  char* error = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options{
    PQconninfoParse(url.c_str(), &error), PQconninfoFree};
  const std::unique_ptr<char, void (*)(void*)> message{error, PQfreemem};
  if (!options)
    return refusal{errc::value_invalid, "the PostgreSQL URL cannot be read"};
  std::map<std::string, std::string> given;
  for (const auto* option = options.get(); option->keyword; ++option)
    if (option->val)
      given[option->keyword] = option->val;

  postgres_url taken;
  taken.password = value_or(given, "password", "");
  taken.display = value_or(given, "dbname", value_or(given, "user", "postgres").c_str()) + "@"
                  + value_or(given, "host", value_or(given, "hostaddr", "localhost").c_str());
  if (given.contains("port"))
    taken.display += ":" + given["port"];

  given.try_emplace("connect_timeout", "3");
  given.try_emplace("tcp_user_timeout", "5000");
  given.try_emplace("keepalives_idle", "5");
  given.try_emplace("application_name", "baedal");
  given["client_encoding"] = "UTF8";
  // What the user gives comes last and wins.
  given["options"] = std::string{statement_options} + " " + value_or(given, "options", "");
  for (const auto& [key, value] : given)
    taken.conninfo += key + "=" + quoted(value) + " ";
  return taken;
}

std::string clean_message(const std::string& message, const postgres_url& url) {
  std::string line;
  for (const auto c : message)
    line.push_back(c == '\n' || c == '\t' ? ' ' : c);
  while (!line.empty() && line.back() == ' ')
    line.pop_back();
  if (!url.password.empty())
    for (auto at = line.find(url.password); at != std::string::npos;
         at = line.find(url.password, at + 3))
      line.replace(at, url.password.size(), "***");
  return line;
}

} // namespace baedal::persistence
