--liquibase formatted sql

--changeset makegood:003-customer
--comment: The only place where the company's customer number stands. Erasure empties it; the ledger keeps the random key.
create table customer (
  number       text primary key,
  key          uuid not null,
  zone         text,
  jurisdiction text
);
create index customer_key on customer (key);

-- Notes, summaries and gift messages: apart from the ledger, so that they can be erased.
create table text (
  id    uuid not null,
  owner uuid not null,
  salt  bytea not null,
  body  text not null,
  primary key (id, owner)
);
--rollback drop table text; drop table customer;
