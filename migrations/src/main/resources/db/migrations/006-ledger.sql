--liquibase formatted sql

--changeset makegood:006-ledger
--comment: Double entry: an amount moves from one account to another of the same unit. The tables are append-only, so their shape is final. No foreign key to the unit: its check would share-lock one row from every command.
create table credit (
  id             uuid not null,
  owner          uuid not null,
  entry          uuid not null,
  unit           text not null,
  kind           text not null,
  basis          text not null check (basis in ('GOODWILL', 'IN_LIEU', 'STATUTORY', 'PURCHASED')),
  face           bigint not null check (face between 1 and 9007199254740991),
  terms          text,
  currency       text not null,
  customer_value bigint not null check (customer_value >= 0),
  fair_value     bigint not null check (fair_value >= 0),
  cost           bigint not null check (cost >= 0),
  rate_version   bigint not null,
  policy_version text,
  giver          uuid not null,
  charged        uuid not null,
  charged_day    date not null,
  cost_centre    uuid not null,
  incident       uuid not null,
  expires_at     timestamptz,
  expires_on     date,
  zone           text not null,
  came_from      uuid,
  recorded_at    timestamptz not null,
  primary key (id, owner),
  check ((expires_at is null) = (expires_on is null))
);

-- The balances after it stand in each posting; "open" lists the customer's credits of this unit that still hold value, so that a balance as of any instant costs what was open then.
-- "holds" lists the holds that still set aside something of the unit, and is null, which takes no room, when there are none. A posting that captures or releases reverses the one that set aside.
-- A posting that goes with a credit but leaves its balances alone (the discount of a percentage) carries none of them.
create table posting (
  entry        uuid not null,
  number       smallint not null,
  owner        uuid not null,
  unit         text not null,
  amount       bigint not null check (amount between 1 and 9007199254740991),
  from_kind    text not null,
  from_party   uuid not null,
  to_kind      text not null,
  to_party     uuid not null,
  credit       uuid not null,
  reverses     uuid,
  reverses_number smallint,
  head_version bigint check (head_version > 0),
  available    bigint check (available >= 0),
  held         bigint check (held >= 0),
  state        text,
  expires_at   timestamptz,
  expires_on   date,
  zone         text,
  open         uuid[],
  holds        uuid[],
  line         smallint check (line >= 0),
  recorded_at  timestamptz not null,
  primary key (entry, number, owner),
  check (from_kind <> to_kind or from_party <> to_party),
  check ((reverses is null) = (reverses_number is null)),
  check (holds is null or cardinality(holds) > 0 and head_version is not null),
  check (num_nulls(head_version, available, held, state, zone, open) in (0, 6))
);
create unique index posting_head on posting (owner, unit, recorded_at, head_version);
create index posting_credit on posting (credit, recorded_at, head_version);
create index posting_reverses on posting (reverses, reverses_number) where reverses is not null;

-- A change without value. Without a credit it is for all of the customer's live credits of the unit (miles that live on).
create table credit_change (
  entry        uuid not null,
  number       smallint not null,
  owner        uuid not null,
  unit         text not null,
  credit       uuid,
  what         text not null,
  head_version bigint not null check (head_version > 0),
  available    bigint check (available >= 0),
  held         bigint check (held >= 0),
  state        text,
  expires_at   timestamptz,
  expires_on   date,
  zone         text not null,
  open         uuid[] not null,
  holds        uuid[] check (cardinality(holds) > 0),
  recorded_at  timestamptz not null,
  primary key (entry, number, owner),
  check ((credit is null) = (state is null)),
  check ((credit is null) = (available is null)),
  check ((credit is null) = (held is null))
);
create unique index credit_change_head on credit_change (owner, unit, recorded_at, head_version);
create index credit_change_credit on credit_change (credit, recorded_at, head_version) where credit is not null;

-- What a hold set aside stands in its postings, and its end here: who placed it, to whose account it is redeemed, and in "discounts" what its percentages came to when they were decided ('0:1=500': in posting 0, 500 off line 1). By a bearer's code alone whose credits they are is not told to who placed it.
create table hold (
  id          uuid not null,
  owner       uuid not null,
  placed_by   uuid not null,
  redeemer    uuid not null,
  ends_at     timestamptz not null,
  discounts   text,
  by_bearer   boolean not null,
  recorded_at timestamptz not null,
  primary key (id, owner),
  check (ends_at > recorded_at)
);

-- What a giver or an incident used of its windows: a month ('2026-11') or the whole ('INCIDENT'). A giver's day stands beside its month, in the same row, with a total of its own: one row a grant less, of the dearest kind.
create table usage (
  entry         uuid not null,
  subject_kind  text not null check (subject_kind in ('AGENT', 'INCIDENT')),
  subject       uuid not null,
  period        text not null,
  scope         text not null default '',
  mode          text not null check (mode in ('USED', 'RESERVED')),
  value         bigint not null check (value <> 0),
  total         bigint not null check (total >= 0),
  day           date,
  day_total     bigint check (day_total >= 0),
  version       bigint not null check (version > 0),
  limit_version bigint,
  recorded_at   timestamptz not null,
  primary key (subject, period, scope, version),
  check ((day is null) = (day_total is null))
);

-- Each window by itself: a row for the month, and one for the day that it names.
create view window_usage with (security_invoker = true) as
select entry, subject_kind, subject, period, scope, mode, value, total, version, limit_version, recorded_at
from usage
union all
select entry, subject_kind, subject, to_char(day, 'YYYY-MM-DD'), scope, mode, value, day_total, version,
  limit_version, recorded_at
from usage where day is not null;

-- That a customer was to be told of what will expire: a reminder is its journal entry, and there is one for each date and mark.
create table reminder (
  id          uuid not null,
  owner       uuid not null,
  unit        text not null,
  days        smallint not null check (days in (90, 30, 7, 1)),
  expires_on  date not null,
  credits     uuid[] not null check (cardinality(credits) > 0),
  recorded_at timestamptz not null,
  primary key (id, owner),
  unique (owner, unit, expires_on, days)
);

-- Whether it reached the customer, reported once.
create table reminder_report (
  reminder    uuid not null,
  owner       uuid not null,
  outcome     text not null check (outcome in ('delivered', 'undelivered')),
  entry       uuid not null,
  recorded_at timestamptz not null,
  primary key (reminder, owner)
);
create index reminder_report_entry on reminder_report (entry);
--rollback drop table reminder_report; drop table reminder; drop view window_usage; drop table usage; drop table hold; drop table credit_change; drop table posting; drop table credit;
