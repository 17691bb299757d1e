-- Dead letters are looked for among many messages that are none. What load suppressed is many itself, and needs no index.
drop index notification_message_unsent;
create index notification_message_dead on notification_message (order_id, version, audience, channel)
  where status = 'dead';
