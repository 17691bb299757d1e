#include "http/time_input.hpp"

namespace baedal::http {

namespace {

/// Reads a text of fixed shape piece by piece; what does not fit spoils the rest.
class scanner {
public:
  explicit scanner(std::string_view text) : rest_(text) {
    // nop
  }

  [[nodiscard]] bool done() const { return good_ && rest_.empty(); }
  [[nodiscard]] char next() const { return good_ && !rest_.empty() ? rest_.front() : '\0'; }

  void expect(char wanted) {
    good_ = good_ && next() == wanted;
    if (good_)
      rest_.remove_prefix(1);
  }

  int number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i)
      value = value * 10 + digit();
    good_ = good_ && value >= least && value <= most;
    return value;
  }

  /// Milliseconds out of any number of decimals.
  std::chrono::milliseconds fraction() {
    int value = 0;
    int weight = 100;
    do {
      value += digit() * weight;
      weight /= 10;
    } while (next() >= '0' && next() <= '9');
    return std::chrono::milliseconds{value};
  }

private:
  int digit() {
    good_ = good_ && next() >= '0' && next() <= '9';
    if (!good_)
      return 0;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool good_ = true;
};

std::optional<std::chrono::days> read_date(scanner& in) {
  const std::chrono::year year{in.number(4, 1970, 9999)};
  in.expect('-');
  const auto month = static_cast<unsigned>(in.number(2, 1, 12));
  in.expect('-');
  const auto day = static_cast<unsigned>(in.number(2, 1, 31));
  const std::chrono::year_month_day date{year, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok())
    return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch();
}

std::chrono::minutes read_offset(scanner& in) {
  if (in.next() != '+' && in.next() != '-') {
    in.expect('Z');
    return {};
  }
  const int sign = in.next() == '+' ? 1 : -1;
  in.expect(in.next());
  const std::chrono::hours hours{in.number(2, 0, 23)};
  in.expect(':');
  return sign * (hours + std::chrono::minutes{in.number(2, 0, 59)});
}

} // namespace

std::optional<std::chrono::days> parse_date(std::string_view text) {
  scanner in{text};
  const auto date = read_date(in);
  return in.done() ? date : std::nullopt;
}

std::optional<instant> parse_timestamp(std::string_view text) {
  scanner in{text};
  const auto date = read_date(in);
  in.expect('T');
  instant::duration time = std::chrono::hours{in.number(2, 0, 23)};
  in.expect(':');
  time += std::chrono::minutes{in.number(2, 0, 59)};
  in.expect(':');
  time += std::chrono::seconds{in.number(2, 0, 59)};
  if (in.next() == '.') {
    in.expect('.');
    time += in.fraction();
  }
  time -= read_offset(in);
  if (!date || !in.done())
    return std::nullopt;
  return instant{*date + time};
}

std::optional<instant> read_optional_time(const json_reader& in, std::string_view name) {
  const auto sent = in.optional_text(name, {.min = 0, .max = 64});
  if (!sent)
    return std::nullopt;
  const auto time = parse_timestamp(*sent);
  if (!time)
    in.reject(name, "must be a time like 2026-12-25T10:00:00Z");
  return time;
}

} // namespace baedal::http
