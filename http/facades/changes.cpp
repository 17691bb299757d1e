#include "http/facades/changes.hpp"

#include "http/facades/errands.hpp"
#include "http/facades/hal.hpp"
#include "http/facades/meanings.hpp"
#include "http/input.hpp"
#include "http/sending.hpp"
#include "http/text_check.hpp"

#include <algorithm>

namespace baedal::http::facades {

namespace {

using shower = std::function<response(const order_view&)>;

void send_command(const desk& at, const exchange_ptr& to, const order_id& id, order_command command,
                  const shower& show) {
  send<order>(at.parts, to, {id.value, std::move(command)},
              [show](const actors::answer<order_view>& told) { return show(told.view); });
}

/// Reads what is meant and does it. A rider who is named comes into being first.
void obey(const desk& at, const exchange_ptr& to, const found_row& row, const meaning& what,
          const json_reader& body, const shower& show) {
  if (!what) {
    to->complete(show(row.order)); // It is so already.
    return;
  }
  auto command = what(body, row.order);
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  const auto* pick = std::get_if<pick_order>(&command);
  if (pick == nullptr) {
    send_command(at, to, row.order.id, std::move(command), show);
    return;
  }
  const auto rider = *pick->who.rider;
  bring_rider(at, to, rider, row.order, [at, to, id = row.order.id, command, show] {
    send_command(at, to, id, command, show);
  });
}

shower showing(const desk& at, const exchange_ptr& to, const found_row& row,
               std::function<response(const request&, const resource&, const shown&)> answer) {
  return [at, to, place = row.at, number = row.number,
          answer = std::move(answer)](const order_view& order) {
    return answer(to->in(), *place.what, {order, number, at.parts.office->shelf()});
  };
}

response changed(const request& in, const resource& as, const shown& what) {
  return wants_body(in) ? row_answer(in, 200, as, what) : no_content();
}

/// Nothing is decided while the gateway is asked, or cannot be asked yet.
int status_with(const order_view& order) {
  const auto& payment = order.payment;
  const bool is_open = payment.status == payment_status::requested
                       || payment.status == payment_status::unknown || payment.deferred;
  return is_open ? 202 : 200;
}

response done(const request& in, const resource& as, const shown& what) {
  return row_answer(in, as.part == order_part::payment ? status_with(what.order) : 200, as, what);
}

response gone(const request&, const resource&, const shown&) {
  return no_content();
}

/// `said` is in lower case.
bool is_among(const names& words, const std::string& said) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return lower_case(word) == said; });
}

const status_word* find_word(const resource& in, const std::string& said) {
  const auto found = std::find_if(in.words.begin(), in.words.end(), [&](const status_word& each) {
    return is_among(each.said, said);
  });
  return found == in.words.end() ? nullptr : &*found;
}

refusal unreachable(const resource& as, const order_view& order) {
  refusal why{errc::state_conflict, "no row comes into that state by being told so"};
  why.state = as.status(order);
  return why;
}

void change(const desk& at, const exchange_ptr& to, const found_row& row) {
  const auto body = read_lenient_body(to->in());
  const auto& as = *row.at.what;
  const auto name = first_of(body, as.status_members);
  const auto said = lower_case(name.empty() ? "" : body.text(name, {.min = 0, .max = 100}));
  const auto show = showing(at, to, row, changed);
  if (body.fault())
    to->refuse(*body.fault());
  else if (name.empty() || said == lower_case(as.status(row.order)))
    to->complete(show(row.order)); // It is so already.
  else if (const auto* word = find_word(as, said))
    obey(at, to, row, word->means, body, show);
  else if (is_among(as.reached, said))
    to->refuse(unreachable(as, row.order));
  else
    to->refuse(
      input_fault{422, "value_invalid", "is no status that can be set", std::string{name}});
}

/// What this path cannot do for the brand whose order it is.
void refuse_verb(const exchange_ptr& to) {
  to->complete(problem(405, "method_not_allowed", "this brand's rows cannot do that"));
}

template <class Then>
handler with_row(const desk& at, std::string segment, Then then) {
  return [at, segment = std::move(segment), then](const exchange_ptr& to) {
    find_row(at, to, segment, [at, to, then](const found_row& row) { then(at, to, row); });
  };
}

const action* find_action(const resource& in, std::string_view name) {
  const auto found = std::find_if(in.actions.begin(), in.actions.end(),
                                  [&](const action& each) { return each.name == name; });
  return found == in.actions.end() ? nullptr : &*found;
}

const posting* find_posting(const brand_facade& in, std::string_view path) {
  const auto found = std::find_if(in.postings.begin(), in.postings.end(),
                                  [&](const posting& each) { return each.path == path; });
  return found == in.postings.end() ? nullptr : &*found;
}

/// The brands that take this posting, each with the collection whose rows answer it.
std::vector<book::place> takers_of(const desk& at, std::string_view path) {
  std::vector<book::place> out;
  for (const auto& brand : at.brands->brands())
    if (const auto* found = find_posting(brand, path))
      out.push_back({&brand, find_resource(brand, found->shows)});
  return out;
}

response posted(const request& in, const resource& as, const shown& what, bool makes_row) {
  const auto status = status_with(what.order);
  return makes_row && status == 200 ? created_row(in, as, what)
                                    : row_answer(in, status, as, what);
}

void post(const desk& at, const exchange_ptr& to, const std::string& path) {
  const auto named = named_brand(at, to);
  if (!named)
    return;
  const auto body = read_lenient_body(to->in());
  const auto number = body.integer("orderId", 1, std::numeric_limits<std::int64_t>::max());
  if (body.fault()) {
    to->refuse(*body.fault());
    return;
  }
  // Any order of these brands: its row may only come into being with this very command.
  auto takers = of_brand(takers_of(at, path), *named);
  find_order(
    at, to, std::move(takers), static_cast<std::uint64_t>(number),
    [at, to, path, body](const found_row& row) {
      const auto* what = find_posting(*row.at.owner, path);
      const bool makes_row = what->path == what->shows;
      obey(at, to, row, what->means, body,
           showing(at, to, row, [makes_row](const auto& in, const auto& as, const auto& seen) {
             return posted(in, as, seen, makes_row);
           }));
    });
}

} // namespace

handler change_handler(const desk& at, std::string segment) {
  return with_row(at, std::move(segment),
                  [](const desk& desk, const exchange_ptr& to, const found_row& row) {
                    if (row.at.what->status_members.empty())
                      refuse_verb(to);
                    else
                      change(desk, to, row);
                  });
}

handler delete_handler(const desk& at, std::string segment) {
  return with_row(at, std::move(segment),
                  [](const desk& desk, const exchange_ptr& to, const found_row& row) {
                    if (row.at.what->on_delete)
                      obey(desk, to, row, row.at.what->on_delete, read_lenient_body(to->in()),
                           showing(desk, to, row, gone));
                    else
                      refuse_verb(to);
                  });
}

handler action_handler(const desk& at, std::string segment, std::string name) {
  return [at, segment = std::move(segment), name = std::move(name)](const exchange_ptr& to) {
    const auto named = named_brand(at, to);
    if (!named)
      return;
    auto able = of_brand(at.brands->at(segment), *named);
    std::erase_if(able, [&](const book::place& each) { return !find_action(*each.what, name); });
    const auto number = read_number(to->in().parameter("id"));
    if (!number)
      to->complete(nothing_here());
    else
      find_order(at, to, std::move(able), *number, [at, to, name](const found_row& row) {
        obey(at, to, row, find_action(*row.at.what, name)->means, read_lenient_body(to->in()),
             showing(at, to, row, done));
      });
  };
}

handler posting_handler(const desk& at, std::string path) {
  return [at, path = std::move(path)](const exchange_ptr& to) { post(at, to, path); };
}

} // namespace baedal::http::facades
