-- Customers' grades are told, too: what an event is of, other than an order, is named by its entity.
alter table topic rename column store_id to owner;
update topic set owner = 'store/' || owner where owner <> '';
