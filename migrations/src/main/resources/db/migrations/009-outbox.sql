--liquibase formatted sql

--changeset makegood:009-outbox
--comment: Events written with the entry that they tell of, in a partition for each of the database's own days, so that old ones are dropped and never deleted row by row.
create table outbox (
  day     date not null default current_date,
  id      uuid not null,
  owner   uuid not null,
  epoch   integer not null,
  xid     xid8 not null default pg_current_xact_id(),
  ordinal integer not null,
  type    text not null,
  primary key (epoch, xid, ordinal, day, owner)
) partition by range (day);
-- Catches a day whose partition is missing, so that no command fails for it.
create table outbox_default partition of outbox default;

-- The last place among the events that have been dropped: who asks for what came after an earlier one has missed some.
create table dropped_events (
  id      smallint primary key default 1 check (id = 1),
  epoch   integer not null,
  xid     xid8 not null,
  ordinal integer not null
);
insert into dropped_events (epoch, xid, ordinal) values (0, '0', 0);
--rollback drop table dropped_events; drop table outbox;
