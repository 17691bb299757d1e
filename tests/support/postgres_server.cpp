#include "tests/support/postgres_server.hpp"

#include <libpq-fe.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace baedal::support {

namespace {

/// The folder of initdb and postgres, which Debian keeps out of PATH.
std::string program_folder() {
  std::string folder;
  if (auto* pipe = ::popen("pg_config --bindir 2>/dev/null", "r")) {
    std::array<char, 256> line{};
    if (std::fgets(line.data(), line.size(), pipe))
      folder = line.data();
    ::pclose(pipe);
  }
  while (!folder.empty() && folder.back() == '\n')
    folder.pop_back();
  if (::access((folder + "/postgres").c_str(), X_OK) != 0
      || ::access((folder + "/initdb").c_str(), X_OK) != 0)
    throw std::runtime_error{"these tests need the PostgreSQL server programs: install the package "
                             "postgresql (./test does), or set TEST_PG_DSN"};
  return folder;
}

/// Who runs the server: PostgreSQL refuses root.
const passwd* server_user() {
  if (::geteuid() != 0)
    return nullptr;
  const auto* user = ::getpwnam("postgres");
  if (!user)
    throw std::runtime_error{"as root these tests need the user postgres"};
  return user;
}

[[noreturn]] void become_program(const std::vector<std::string>& arguments, const passwd* user,
                                 const std::string& log, pid_t runner) {
  std::vector<char*> raw;
  for (const auto& each : arguments)
    raw.push_back(const_cast<char*>(each.c_str()));
  raw.push_back(nullptr);
  const auto out = ::open(log.c_str(), O_WRONLY | O_APPEND | O_CREAT, 0666);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(out, STDERR_FILENO);
  ::close(::open("/dev/null", O_RDONLY));
  if (user
      && (::initgroups(user->pw_name, user->pw_gid) != 0 || ::setgid(user->pw_gid) != 0
          || ::setuid(user->pw_uid) != 0))
    ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // After setuid, which would clear it.
  if (::getppid() != runner || ::chdir("/") != 0)
    ::_exit(126);
  ::execv(raw.front(), raw.data());
  ::_exit(127);
}

using connection = std::unique_ptr<PGconn, void (*)(PGconn*)>;

} // namespace

postgres_server::postgres_server(disk_sync sync) : sync_(sync) {
  if (const auto* given = std::getenv("TEST_PG_DSN")) {
    given_url_ = given;
    return;
  }
  programs_ = program_folder();
  folder_ = std::make_unique<temp_folder>();
  if (const auto* user = server_user())
    if (::chown(folder_->path().c_str(), user->pw_uid, user->pw_gid) != 0)
      throw std::runtime_error{"the temporary folder cannot be given to the user postgres"};
  const auto init =
    spawn({programs_ + "/initdb", "-D", folder_->path() / "data", "--no-sync", "--no-instructions",
           "-A", "trust", "-U", "baedal", "--locale=C", "-E", "UTF8"});
  int status = 0;
  if (::waitpid(init, &status, 0) != init || status != 0)
    throw std::runtime_error{"initdb failed in " + folder_->path().string()};
  start();
}

postgres_server::~postgres_server() {
  if (child_ != 0)
    end_with(SIGQUIT);
}

std::string postgres_server::url() const {
  return folder_ ? "postgresql:///postgres?host=" + folder_->path().string() + "&user=baedal"
                 : given_url_;
}

std::string postgres_server::url_of_new_schema() {
  const auto name = "case_" + std::to_string(::getpid()) + "_" + std::to_string(++schemas_);
  query("set client_min_messages = warning; drop schema if exists " + name
        + " cascade; create schema " + name);
  const auto base = url();
  return base + (base.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D"
         + name;
}

std::string postgres_server::query(const std::string& sql) const {
  const connection made{PQconnectdb(url().c_str()), PQfinish};
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{PQexec(made.get(), sql.c_str()),
                                                              PQclear};
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
    throw std::runtime_error{PQerrorMessage(made.get())};
  return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

void postgres_server::start() {
  if (!folder_ || child_ != 0)
    return;
  const std::string sync = sync_ == disk_sync::on ? "on" : "off";
  child_ =
    spawn({programs_ + "/postgres", "-D", folder_->path() / "data", "-k", folder_->path(), "-c",
           "listen_addresses=", "-c", "fsync=" + sync, "-c", "full_page_writes=" + sync, "-c",
           "synchronous_commit=on", "-c", "max_connections=50"});
  wait_until_ready();
}

void postgres_server::stop() {
  end_with(SIGINT);
}

void postgres_server::crash() {
  end_with(SIGQUIT);
}

void postgres_server::freeze() const {
  signal_all(SIGSTOP);
}

void postgres_server::thaw() const {
  signal_all(SIGCONT);
}

/// The parent first: stopped, it makes no more children.
void postgres_server::signal_all(int signal) const {
  if (child_ == 0)
    return;
  ::kill(child_, signal);
  const auto parent = std::to_string(child_);
  std::ifstream children{"/proc/" + parent + "/task/" + parent + "/children"};
  for (pid_t each = 0; children >> each;)
    ::kill(each, signal);
}

pid_t postgres_server::spawn(const std::vector<std::string>& arguments) const {
  const auto* user = server_user();
  const auto log = (folder_->path() / "log").string();
  const auto runner = ::getpid();
  const auto child = ::fork();
  if (child == 0)
    become_program(arguments, user, log, runner);
  if (child < 0)
    throw std::runtime_error{"the PostgreSQL server cannot be started"};
  return child;
}

void postgres_server::end_with(int signal) {
  if (child_ == 0)
    return;
  thaw();
  ::kill(child_, signal);
  ::waitpid(child_, nullptr, 0);
  child_ = 0;
}

/// Asks until the server answers; there is nothing else to wait for. Half a minute is for loaded
/// machines.
void postgres_server::wait_until_ready() const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{30};
  while (PQping(url().c_str()) != PQPING_OK) {
    if (std::chrono::steady_clock::now() > until || ::waitpid(child_, nullptr, WNOHANG) == child_)
      throw std::runtime_error{"the PostgreSQL server did not start in "
                               + folder_->path().string()};
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

postgres_lock::postgres_lock(const postgres_server& server, const std::string& table)
  : server_(server), holder_(PQconnectdb(server.url().c_str())) {
  const auto sql = "begin; lock table " + table + " in exclusive mode";
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{
    PQexec(static_cast<PGconn*>(holder_.get()), sql.c_str()), PQclear};
  if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error{"the table cannot be locked"};
}

void postgres_lock::wait_for_waiter() const {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
  while (server_.query("select count(*) from pg_locks where not granted") == "0"
         && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
}

void postgres_lock::closing::operator()(void* connection) const {
  PQfinish(static_cast<PGconn*>(connection));
}

} // namespace baedal::support
