--liquibase formatted sql

--changeset makegood:007-heads
--comment: The small mutable rows that a command locks. All of it can be derived again from the append-only tables; the check does.
create table agent_head (
  agent       uuid primary key,
  version     bigint not null default 0,
  day         date not null default '-infinity',
  day_used    bigint not null default 0 check (day_used >= 0),
  month_used  bigint not null default 0 check (month_used >= 0),
  recorded_at timestamptz not null default '-infinity'
) with (fillfactor = 70);

create table incident_head (
  incident    uuid not null,
  owner       uuid not null,
  version     bigint not null default 0,
  used        bigint not null default 0 check (used >= 0),
  due         timestamptz,
  recorded_at timestamptz not null default '-infinity',
  primary key (incident, owner)
) with (fillfactor = 80);
-- What is to be resolved by when, and nothing of what has been; a grant leaves the date alone, and with it the index.
create index incident_head_due on incident_head (due, incident) where due is not null;

-- Nothing is to be done about an open credit before next_due, no reminder either, and no hold ends before it; every live credit of a unit with activity lasts at least to moved_to.
create table customer_head (
  owner       uuid not null,
  unit        text not null,
  version     bigint not null default 0,
  available   bigint not null default 0 check (available >= 0),
  held        bigint not null default 0 check (held >= 0),
  open        uuid[] not null default '{}',
  holds       uuid[],
  next_due    timestamptz,
  moved_to    timestamptz,
  recorded_at timestamptz not null default '-infinity',
  primary key (owner, unit)
) with (fillfactor = 80);
-- What the expiry clock looks for, in the order in which it goes on. Setting a head's first date writes it anew; measured in
-- turns on one database, that is 15 % more log for a customer's first credit of a unit and nothing for the next. With the
-- customer in it no page sorts a night anew, at no more cost. Ranges of blocks (brin) would never forget a date that is done.
create index customer_head_due on customer_head (next_due, owner) where next_due is not null;

-- Who of several instances does what only one needs to do, until when by the database's own clock. A row and no session's
-- lock, so that it works through a pool that hands out connections by the transaction.
create table clock_lease (
  name   text primary key,
  holder uuid not null,
  until  timestamptz not null
);
--rollback drop table clock_lease; drop table customer_head; drop table incident_head; drop table agent_head;
