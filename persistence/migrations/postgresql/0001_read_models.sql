-- The tables behind the lists. All but topic_place and topic_head can be dropped and rebuilt from the journal.
-- queue: 0 the store does not see the order, 1 open, 2 closed. version counts every event of the order.
create table order_row (
  order_id    text collate "C" not null primary key,
  slice       integer  not null,
  brand       text collate "C" not null,
  store_id    text collate "C" not null,
  customer_id text collate "C" not null,
  area        text     not null,
  status      text     not null,
  placed_ms   bigint   not null,
  version     bigint   not null,
  hidden      smallint not null,
  queue       smallint not null,
  job         smallint not null,
  offers      integer  not null,
  lat         double precision,
  lon         double precision,
  body        text     not null
) with (fillfactor = 75);
create index order_row_by_customer on order_row (customer_id, placed_ms, order_id) where hidden = 0;
create index order_row_by_store on order_row (store_id, queue, placed_ms, order_id) where queue > 0;
create index order_row_jobs on order_row (placed_ms, order_id) where job = 1;
create table payment_row (
  order_id text collate "C" not null,
  version  bigint not null,
  what     text   not null,
  amount   bigint not null,
  method   text   not null,
  at_ms    bigint not null,
  primary key (order_id, version)
);
-- What is counted when cooking starts.
create table dish_count (
  store_id   text collate "C" not null,
  item_id    text collate "C" not null,
  name       text collate "C" not null,
  orders     bigint not null,
  quantity   bigint not null,
  counted_ms bigint not null,
  primary key (store_id, item_id)
) with (fillfactor = 40);
-- A brand's events at dense positions.
create table topic (
  brand          text collate "C" not null,
  position       bigint  not null,
  slice          integer not null,
  slice_position bigint  not null,
  order_id       text collate "C" not null,
  version        bigint  not null,
  type           text    not null,
  at_ms          bigint  not null,
  data           text    not null,
  primary key (brand, position)
);
-- The newest position given out in a brand; never goes back.
create table topic_head (
  brand    text collate "C" not null primary key,
  position bigint not null
) with (fillfactor = 40);
-- Where events stood before the read models were dropped: they get the same positions again.
create table topic_place (
  slice          integer not null,
  slice_position bigint  not null,
  brand          text collate "C" not null,
  position       bigint  not null,
  primary key (slice, slice_position)
);
create table catalogue_store (
  store_id text collate "C" not null primary key,
  version  bigint not null,
  body     text   not null
);
create table catalogue_brand (
  brand   text collate "C" not null primary key,
  version bigint not null,
  body    text   not null
);
-- The newest position applied, by slice, in the same transaction as the rows.
create table projection_offset (
  slice    integer not null primary key,
  position bigint  not null
) with (fillfactor = 40);
create table projection_time (
  id       integer not null primary key,
  as_of_ms bigint  not null
) with (fillfactor = 40);
insert into projection_time (id, as_of_ms) values (1, 0);
insert into projection_offset (slice, position)
  with recursive n(slice) as (select 0 union all select slice + 1 from n where slice < 1023)
  select slice, 0 from n;
