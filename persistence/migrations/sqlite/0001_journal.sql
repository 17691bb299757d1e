-- The journal. Every unique key begins with the slice, so that slices can be spread over databases.
create table event (
  slice    integer not null,
  position bigint  not null,
  entity   text    not null,
  version  bigint  not null,
  event_id text    not null,
  type     text    not null,
  payload  text    not null,
  at_ms    bigint  not null,
  hash     text    not null,
  epoch    bigint  not null,
  primary key (slice, position),
  unique (slice, entity, version)
);
-- An entity's earliest due time.
create table wakeup (
  slice  integer not null,
  entity text    not null,
  due_ms bigint  not null,
  primary key (slice, entity)
) without rowid;
create index wakeup_by_due on wakeup (due_ms);
-- Erasable personal data, beside the events that hold only a salted hash of it.
create table personal (
  slice   integer not null,
  entity  text    not null,
  content text    not null,
  primary key (slice, entity)
) without rowid;
create table snapshot (
  slice        integer not null,
  entity       text    not null,
  version      bigint  not null,
  hash         text    not null,
  fold_version bigint  not null,
  state        text    not null,
  primary key (slice, entity)
) without rowid;
