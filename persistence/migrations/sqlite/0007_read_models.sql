-- The store whose event it is; empty: the order's own, as all were before this column was.
alter table topic add column store_id text not null default '';
