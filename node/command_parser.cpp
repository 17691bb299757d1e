#include "node/command_parser.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <ostream>

namespace baedal::node {

namespace {

constexpr auto config_variable = "BAEDAL_CONFIG";

std::string environment_name(const std::string& prefix, const std::string& option) {
  auto name = prefix;
  for (const char c : option)
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

std::string from_environment(const std::string& name) {
  const auto value = name.empty() ? nullptr : std::getenv(name.c_str());
  return value == nullptr ? std::string{} : std::string{value};
}

[[noreturn]] void reject_file(const std::string& why) {
  throw CLI::ConfigError("configuration file: " + why, CLI::ExitCodes::ConfigError);
}

/// The file as CLI11 reads it, in our order of precedence: CLI11 asks the environment only where
/// the file says nothing, so what the environment says is left out of the file.
class layered_file final : public CLI::ConfigTOML {
public:
  explicit layered_file(const CLI::App& root) : root_(root) {
    // nop
  }

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::vector<CLI::ConfigItem> tables;
    std::vector<CLI::ConfigItem> shared;
    for (auto& item : CLI::ConfigTOML::from_config(input)) {
      if (item.name == "++" || item.name == "--")
        continue; // Where tables begin and end.
      check_quotes(item);
      if (item.parents.empty())
        spread(item, shared);
      else
        keep(item, tables);
    }
    std::move(shared.begin(), shared.end(), std::back_inserter(tables)); // The first one counts.
    return tables;
  }

private:
  /// CLI11 ends a value at a # even inside quotes, which would cut a secret silently.
  static void check_quotes(const CLI::ConfigItem& item) {
    for (const auto& text : item.inputs)
      if (text.starts_with('"') || text.starts_with('\''))
        reject_file(item.fullname() + ": quotes do not match, or a # stands between them");
  }

  static const CLI::Option* find(const CLI::App& app, const std::string& name) {
    if (const auto found = app.get_option_no_throw("--" + name))
      return found;
    for (const auto group : app.get_subcommands([](const CLI::App*) { return true; }))
      if (group->get_name().empty())
        if (const auto found = find(*group, name))
          return found;
    return nullptr;
  }

  const CLI::App* app_of(const std::vector<std::string>& path) const {
    const CLI::App* app = &root_;
    for (const auto& name : path) {
      const auto found =
        app->get_subcommands([&](const CLI::App* sub) { return sub->get_name() == name; });
      if (found.empty())
        return nullptr;
      app = found.front();
    }
    return app;
  }

  void keep(const CLI::ConfigItem& item, std::vector<CLI::ConfigItem>& out) const {
    const auto app = app_of(item.parents);
    const auto option = app == nullptr ? nullptr : find(*app, item.name);
    if (option == nullptr || !option->get_configurable())
      reject_file("there is no setting " + item.fullname());
    if (from_environment(option->get_envname()).empty())
      out.push_back(item);
  }

  /// A key above all tables counts for every subcommand that has such an option.
  void spread(const CLI::ConfigItem& item, std::vector<CLI::ConfigItem>& out) const {
    auto known = false;
    for (const auto app : root_.get_subcommands([](const CLI::App*) { return true; })) {
      if (find(*app, item.name) == nullptr)
        continue;
      known = true;
      auto own = item;
      own.parents = {app->get_name()};
      keep(own, out);
    }
    if (!known)
      reject_file("there is no setting " + item.name);
  }

  const CLI::App& root_;
};

/// The environment is the same for all subcommands: what it says wrongly to another one does not
/// matter to the one that was chosen.
bool was_chosen(const CLI::App& app) {
  return app.parsed() || (app.get_name().empty() && app.get_parent()->parsed());
}

CLI::callback_t taking(const CLI::App& app, const option_spec& spec, option_reader read) {
  return [&app, name = spec.name, read = std::move(read)](const CLI::results_t& given) {
    if (!was_chosen(app))
      return true;
    for (const auto& text : given)
      if (const auto taken = read(text); !taken)
        throw CLI::ValidationError("--" + name, taken.error().detail + ", not \"" + text + '"');
    return true;
  };
}

CLI::Option* add(CLI::App& app, const std::string& prefix, const option_spec& spec,
                 option_reader read) {
  auto option = app.add_option("--" + spec.name, taking(app, spec, std::move(read)), spec.help);
  return option->envname(environment_name(prefix, spec.name))
    ->type_name(spec.type)
    ->default_str(spec.fallback)
    ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

option_reader keeping(std::string& target) {
  return [&target](const std::string& text) -> result<unit> {
    target = text;
    return unit{};
  };
}

/// The deepest subcommand that was chosen: whose help explains a mistake.
const CLI::App& chosen(const CLI::App& app) {
  const auto subcommands = app.get_subcommands();
  return subcommands.empty() ? app : chosen(*subcommands.front());
}

std::string path_of(const CLI::App& app) {
  const auto parent = app.get_parent();
  return parent == nullptr ? app.get_name() : path_of(*parent) + ' ' + app.get_name();
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// "--slice, --topic" from CLI11's "Exactly 1 option from [--slice,--topic] is required".
std::string listed_in(const std::string& text) {
  const auto from = text.find('[') + 1;
  std::string names;
  for (const char c : text.substr(from, text.find(']') - from))
    names += c == ',' ? std::string{", "} : std::string{c};
  return names;
}

/// What CLI11 says in its own words where they are clear, else in ours.
std::string explained(const CLI::ParseError& mistake, const CLI::App& app) {
  const std::string text = mistake.what();
  const auto kind = mistake.get_name();
  const auto unknown = app.remaining(true);
  if (kind == "RequiredError" && !unknown.empty()) // The likely cause.
    return "unknown argument " + unknown.front();
  if (text.find(" not expected: ") != std::string::npos)
    return "unknown argument " + text.substr(text.find(": ") + 2);
  if (text == "A subcommand is required")
    return "a subcommand is missing";
  if (text.starts_with("Exactly 1 option from ["))
    return "give exactly one of " + listed_in(text);
  if (kind == "ArgumentMismatch" && text.ends_with(" missing"))
    return text.substr(0, text.find(':')) + ": its value is missing";
  if (kind == "FileError")
    return "--config: there is no file " + text.substr(0, text.find(" was not"));
  if (kind == "ConversionError" && text.starts_with("Could not convert: "))
    return text.substr(19) + " is neither true nor false";
  return one_line(text);
}

} // namespace

option_set option_set::subcommand(const std::string& name, const std::string& help,
                                  std::string prefix) const {
  auto& app = *app_->add_subcommand(name, help);
  app.fallthrough(); // --config and --version may stand behind the subcommand.
  app.footer("Also everywhere: --config FILE, --version.");
  return {app, std::move(prefix)};
}

void option_set::need_subcommand() const {
  app_->require_subcommand(1);
}

std::string option_set::chosen() const {
  const auto subcommands = app_->get_subcommands();
  return subcommands.empty() ? std::string{} : subcommands.front()->get_name();
}

option_set option_set::one_of(const std::string& title) const {
  auto& group = *app_->add_option_group(title);
  group.require_option(1);
  return {group, prefix_};
}

void option_set::text(const option_spec& spec, std::string& target) const {
  add(*app_, prefix_, spec, keeping(target));
}

void option_set::several(const option_spec& spec, option_reader read) const {
  add(*app_, prefix_, spec, std::move(read))
    ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
    ->allow_extra_args(false)
    ->expected(1, 1000);
}

void option_set::parsed(const option_spec& spec, option_reader read) const {
  add(*app_, prefix_, spec, std::move(read));
}

void option_set::optional_value(const option_spec& spec, option_reader read) const {
  add(*app_, prefix_, spec, std::move(read))->expected(0, 1);
}

void option_set::needed(const option_spec& spec, option_reader read) const {
  add(*app_, prefix_, spec, std::move(read))->required();
}

void option_set::positional(const option_spec& spec, std::string& target) const {
  app_->add_option(spec.name, target, spec.help)->required()->type_name(spec.type);
}

void option_set::flag(const std::string& name, const std::string& help, bool& target) const {
  app_->add_flag("--" + name, target, help)
    ->envname(environment_name(prefix_, name))
    ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

command_parser::command_parser(const std::string& name, const std::string& about,
                               const std::string& version)
  : app_(std::make_unique<CLI::App>(about, name)) {
  app_->set_help_flag("-h,--help", "Print this help and exit");
  app_->set_version_flag("--version", name + ' ' + version, "Print the version and exit");
  app_->config_formatter(std::make_shared<layered_file>(*app_));
  app_
    ->set_config("--config", from_environment(config_variable),
                 "TOML file with a table per subcommand (also BAEDAL_CONFIG)")
    ->type_name("FILE");
  app_->footer("Every option also comes from the environment, by the name that its help shows, and "
               "from the file of --config.\nThe command line counts before the environment, the "
               "environment before the file.");
  app_->require_subcommand(1);
}

command_parser::~command_parser() = default;

option_set command_parser::root() const {
  return {*app_, "BAEDAL_"};
}

result<bool> command_parser::parse(int argc, const char* const* argv, std::ostream& out) const {
  const auto config =
    from_environment(config_variable); // CLI11 forgives a default that is missing.
  if (!config.empty() && !std::filesystem::is_regular_file(config))
    return refusal{errc::value_invalid, "BAEDAL_CONFIG: there is no file " + config};
  try {
    app_->parse(argc, argv);
    return true;
  } catch (const CLI::Success& asked) {
    app_->exit(asked, out, out);
    return false;
  } catch (const CLI::ParseError& mistake) {
    return refusal{errc::value_invalid,
                   explained(mistake, *app_) + " (see " + path_of(chosen(*app_)) + " --help)"};
  }
}

} // namespace baedal::node
