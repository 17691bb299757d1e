#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <cctype>

namespace baedal::tidy {

namespace {

/// Walks over a text and copies it with everything blanked that is no code.
class blanker {
public:
  explicit blanker(std::string_view text) : text_(text), out_(text) {
    // nop
  }

  std::string run() {
    while (at_ < text_.size())
      step();
    return std::move(out_);
  }

private:
  void step() {
    const auto rest = text_.substr(at_);
    if (rest.starts_with("//"))
      blank_to(end_of_line(at_));
    else if (rest.starts_with("/*"))
      blank_to(behind("*/", at_ + 2));
    else if (rest.starts_with("R\"") && !follows_word())
      blank_to(end_of_raw());
    else if (rest.front() == '"')
      blank_to(end_of_quoted('"'));
    else if (rest.front() == '\'' && !follows_word())
      blank_to(end_of_quoted('\''));
    else if (rest.front() == '#' && begins_line())
      blank_to(end_of_directive());
    else
      ++at_;
  }

  void blank_to(std::size_t end) {
    for (; at_ < std::min(end, text_.size()); ++at_)
      if (out_[at_] != '\n')
        out_[at_] = ' ';
  }

  /// Tells the quote of a character from the one within 1'000'000.
  bool follows_word() const {
    const auto before = at_ > 0 ? static_cast<unsigned char>(text_[at_ - 1]) : ' ';
    return std::isalnum(before) != 0 || before == '_';
  }

  bool begins_line() const {
    const auto start = text_.rfind('\n', at_);
    const auto before = text_.substr(start == std::string_view::npos ? 0 : start + 1);
    return before.find_first_not_of(" \t") == before.find('#');
  }

  std::size_t end_of_line(std::size_t from) const {
    return std::min(text_.find('\n', from), text_.size());
  }

  std::size_t behind(std::string_view mark, std::size_t from) const {
    const auto found = text_.find(mark, from);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  std::size_t end_of_raw() const {
    const auto open = text_.find('(', at_);
    if (open == std::string_view::npos)
      return text_.size();
    const auto delimiter = text_.substr(at_ + 2, open - at_ - 2);
    return behind(')' + std::string{delimiter} + '"', open);
  }

  std::size_t end_of_quoted(char quote) const {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n')
      end += text_[end] == '\\' ? 2 : 1;
    return end + 1;
  }

  std::size_t end_of_directive() const {
    auto end = end_of_line(at_);
    while (end > 0 && end < text_.size() && text_[end - 1] == '\\')
      end = end_of_line(end + 1);
    return end;
  }

  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

/// Follows the braces. At namespace and class scope it collects the words before a brace, its head:
/// a head with a closed parenthesis belongs to a function.
class function_finder {
public:
  explicit function_finder(std::string_view code) : code_(code) {
    // nop
  }

  std::vector<function_extent> run() {
    for (; at_ < code_.size(); ++at_)
      see(code_[at_]);
    return std::move(found_);
  }

private:
  void see(char c) {
    line_ += c == '\n' ? 1 : 0;
    if (depth_ > 0)
      see_inside(c);
    else if (c == '{')
      open();
    else if (c == '}' || ends_statement(c) || ends_access(c) || ends_macro(c))
      forget_head();
    else
      collect(c);
  }

  void see_inside(char c) {
    if (c == '{')
      ++depth_;
    if (c != '}' || --depth_ > 0)
      return;
    const auto next = code_.find_first_not_of(" \n\t", at_ + 1);
    if (next != std::string_view::npos && (code_[next] == ',' || code_[next] == '{'))
      return collect(' '); // The brace of a member's initializer: the body is still to come.
    if (head_.find(')') != std::string::npos)
      found_.push_back({head_line_, line_ - head_line_ + 1});
    forget_head();
  }

  bool is_balanced() const {
    return std::count(head_.begin(), head_.end(), '(')
           == std::count(head_.begin(), head_.end(), ')');
  }

  bool ends_statement(char c) const { return c == ';' && is_balanced(); }

  /// A line that is nothing but MACRO(…): the next line begins anew.
  bool ends_macro(char c) const {
    const auto name_end = head_.find('(');
    return c == '\n' && name_end != std::string::npos && head_.ends_with(')') && is_balanced()
           && std::none_of(
             head_.begin(), head_.begin() + static_cast<std::ptrdiff_t>(name_end),
             [](unsigned char letter) { return std::islower(letter) || letter == ' '; });
  }

  bool ends_access(char c) const {
    return c == ':' && (head_ == "public" || head_ == "protected" || head_ == "private");
  }

  void open() {
    const auto is_assigned = head_.find_last_not_of(" \n\t") != std::string::npos
                             && head_[head_.find_last_not_of(" \n\t")] == '=';
    if (head_.find('(') != std::string::npos || is_assigned)
      depth_ = 1;
    else
      forget_head(); // A namespace or a class: what is inside is looked at.
  }

  void collect(char c) {
    if (head_.empty() && std::isspace(static_cast<unsigned char>(c)))
      return;
    if (head_.empty())
      head_line_ = line_;
    head_ += c;
  }

  void forget_head() { head_.clear(); }

  std::string_view code_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t depth_ = 0;
  std::string head_;
  std::size_t head_line_ = 1;
  std::vector<function_extent> found_;
};

} // namespace

std::string code_of(std::string_view text) {
  return blanker{text}.run();
}

std::vector<function_extent> functions_of(std::string_view text) {
  const auto code = code_of(text);
  return function_finder{code}.run();
}

} // namespace baedal::tidy
