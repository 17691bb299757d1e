-- Orders that have a number in a collection. Rows from before have none, and 0 is what a rebuild gives them, too.
-- parts: 1 the payment is there, 2 the store sees the order, 4 the delivery is there; added up.
alter table order_row add column collection text collate "C" not null default '';
alter table order_row add column number bigint not null default 0;
alter table order_row add column parts integer not null default 0;
create index order_row_by_number on order_row (collection, number, brand, parts)
  where hidden = 0 and collection <> '';
