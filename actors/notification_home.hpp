#pragma once

#include "persistence/read_model.hpp"

namespace baedal::actors {

/// Settles in which database the notifications stand: the main one of the read models, or another.
/// To be called on connections that stand, before anything is projected or sent. What became of
/// messages is known only where they were sent, so whoever takes them over from another one, for
/// the first time or once more, sends none of events older than `resend_within`. The main database
/// remembers who has them, because it is there under every setting; where it begins anew, the other
/// one keeps them if its lists are no older than that.
result<unit> settle_notifications(persistence::read_model& main, persistence::read_model* elsewhere,
                                  instant now);

} // namespace baedal::actors
