--liquibase formatted sql

--changeset makegood:014-code
--comment: A directory from what a holder shows to the credit that it stands for, spread by its own value: no code in plain, but a hash under keys outside of the database, the chain of those keys, and the last four symbols. A new code takes the row of the old one away; the journal tells when.
create table code (
  hash      bytea primary key check (octet_length(hash) = 32),
  keys      text not null,
  credit    uuid not null,
  owner     uuid not null,
  entry     uuid not null,
  last_four text not null check (length(last_four) = 4)
) with (autovacuum_analyze_scale_factor = 0.5);
create index code_credit on code (credit);
grant select, insert, update, delete on code to makegood_app;
-- Who verifies compares the directory with the credits, and needs no hash for it.
grant select (keys, credit, owner, entry, last_four) on code to makegood_reader;
--rollback drop table code;

--changeset makegood:014-failed-code
--comment: The latest failed tries of codes, by a keyed hash of the client or of its address: what all instances count together. A row is dropped a day after its last try.
create table failed_code (
  subject uuid primary key,
  tries   timestamptz[] not null,
  latest  timestamptz not null
) with (autovacuum_analyze_scale_factor = 0.5);
create index failed_code_latest on failed_code (latest);
grant select, insert, update, delete on failed_code to makegood_app;
--rollback drop table failed_code;
