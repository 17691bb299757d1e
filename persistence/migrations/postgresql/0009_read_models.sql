-- The silent_until_ms of the database that has the notifications instead of this one; null while they stand here.
alter table notification_start add column elsewhere_ms bigint;
