#include "domain/iso_time.hpp"

namespace baedal {

namespace {

void put_digits(char* first, unsigned value, int count) {
  for (int place = count - 1; place >= 0; --place, value /= 10)
    first[place] = static_cast<char>('0' + value % 10);
}

} // namespace

std::string iso_8601(instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  std::string out = "0000-00-00T00:00:00.000Z";
  auto* text = out.data();
  put_digits(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  put_digits(text + 5, static_cast<unsigned>(date.month()), 2);
  put_digits(text + 8, static_cast<unsigned>(date.day()), 2);
  put_digits(text + 11, static_cast<unsigned>(time.hours().count()), 2);
  put_digits(text + 14, static_cast<unsigned>(time.minutes().count()), 2);
  put_digits(text + 17, static_cast<unsigned>(time.seconds().count()), 2);
  put_digits(text + 20, static_cast<unsigned>(time.subseconds().count()), 3);
  return out;
}

} // namespace baedal
