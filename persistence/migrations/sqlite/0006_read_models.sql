-- How far those are who carry topics elsewhere. No part of the read model: a rebuild keeps it.
create table consumer_position (
  consumer text not null,
  topic    text not null,
  position bigint not null,
  primary key (consumer, topic)
) without rowid;
