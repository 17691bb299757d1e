-- How far those are who carry topics elsewhere. No part of the read model: a rebuild keeps it.
create table consumer_position (
  consumer text collate "C" not null,
  topic    text collate "C" not null,
  position bigint not null,
  primary key (consumer, topic)
);
