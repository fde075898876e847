--liquibase formatted sql

--changeset makegood:010-rollup
--comment: Funding, redeemed and expired accounts have no head, so no hot row: their balances are sums, rolled up in the background up to a mark in the journal's order.
create table account_rollup (
  kind     text not null,
  party    uuid not null,
  unit     text not null,
  received numeric(30) not null,
  given    numeric(30) not null,
  primary key (kind, party, unit)
);
create table account_rollup_mark (
  id      smallint primary key default 1 check (id = 1),
  epoch   integer not null,
  xid     xid8 not null,
  ordinal integer not null
);
insert into account_rollup_mark (epoch, xid, ordinal) values (0, '0', 0);
--rollback drop table account_rollup_mark; drop table account_rollup;
