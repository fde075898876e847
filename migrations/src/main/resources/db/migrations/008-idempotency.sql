--liquibase formatted sql

--changeset makegood:008-idempotency
--comment: One key, one outcome, for ever. The id is a keyed hash of principal and key, so the row stays narrow and tells nothing; its index is the one random index that every command pays for.
create table idempotency_key (
  id          uuid primary key,
  fingerprint uuid not null,
  entry       uuid not null
);

-- The till's own reference of a purchase is the caller's text: it may be erased.
create table purchase (
  redemption uuid not null,
  owner      uuid not null,
  reference  text not null,
  total      bigint not null check (total >= 0),
  unit       text not null,
  primary key (redemption, owner)
);
--rollback drop table purchase; drop table idempotency_key;
