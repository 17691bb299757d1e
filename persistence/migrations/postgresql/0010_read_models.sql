-- Dead letters are looked for among many messages that are none. Under load each SMS is suppressed, and would pay for a
-- place in an index; those are listed seldom, and then by looking at all.
drop index notification_message_unsent;
create index notification_message_dead on notification_message (order_id, version, audience, channel)
  where status = 'dead';
