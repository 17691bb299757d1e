-- The version of the order's event that led to this one; 0: none did, or it was written before this column was.
alter table topic add column follows bigint not null default 0;
