-- Who is told of what. It follows from the journal; numbers are dense per brand, and null where nobody outside reads the row.
create table notification (
  order_id text collate "C" not null,
  version  bigint not null,
  audience text   not null,
  brand    text collate "C" not null,
  number   bigint,
  body     text   not null,
  primary key (order_id, version, audience)
);
create unique index notification_by_number on notification (number, brand) where number is not null;
-- The newest number given out in a brand; never goes back.
create table notification_head (
  brand  text collate "C" not null primary key,
  number bigint not null
) with (fillfactor = 40);
-- The numbers of what was dropped: a rebuild gives them again.
create table notification_place (
  order_id text collate "C" not null,
  version  bigint not null,
  audience text   not null,
  number   bigint not null,
  primary key (order_id, version, audience)
);
-- What became of each message. Not in the journal, so never dropped. due_ms is null once nothing is to be tried.
create table notification_message (
  order_id text collate "C" not null,
  version  bigint  not null,
  audience text    not null,
  channel  text    not null,
  carrier  text    not null,
  status   text    not null,
  attempts integer not null,
  due_ms   bigint,
  sent_ms  bigint,
  error    text    not null,
  receipt  text    not null,
  primary key (order_id, version, audience, channel)
) with (fillfactor = 80);
create index notification_message_due on notification_message (carrier, due_ms) where due_ms is not null;
create index notification_message_unsent on notification_message (status, order_id, version, audience, channel)
  where status in ('dead', 'suppressed');
-- Events up to this time came before the node sent notifications into this database; null until the first projector decides.
create table notification_start (
  id              integer not null primary key,
  silent_until_ms bigint
);
insert into notification_start (id, silent_until_ms)
  select 1, case when as_of_ms > 0 then as_of_ms end from projection_time where id = 1;
