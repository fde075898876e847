--liquibase formatted sql

--changeset makegood:005-journal
--comment: The record of every command and its outcome, refusals included. The order is (epoch, xid, ordinal): the epoch grows when the data is loaded into another cluster, where transaction ids start anew.
create table epoch (
  number            integer primary key,
  system_identifier bigint not null,
  opened_at         timestamptz not null default now()
);

create table journal (
  id             uuid not null,
  owner          uuid not null,
  epoch          integer not null,
  xid            xid8 not null default pg_current_xact_id(),
  ordinal        integer not null,
  command_id     uuid not null,
  command        text not null,
  outcome        text not null,
  facts          text,
  actor          uuid not null,
  role           text not null,
  on_behalf_of   uuid,
  reason         text,
  incident       uuid,
  cost_centre    uuid,
  limits         text,
  policy_version text,
  heads          text not null,
  postings       smallint not null,
  due            uuid,
  due_version    bigint,
  effective_at   timestamptz not null,
  recorded_at    timestamptz not null,
  primary key (id, owner),
  check ((due is null) = (due_version is null))
);
create index journal_order on journal (epoch, xid, ordinal);
create index journal_actor on journal (actor, epoch, xid, ordinal);
-- Entries with postings are found by customer through the postings, those about an incident by its customer: each random index would cost every grant.
create index journal_owner_unposted on journal (owner, id) where postings = 0;
create index journal_refused on journal (outcome, epoch, xid, ordinal) where outcome <> 'accepted';
create index journal_recorded on journal using brin (recorded_at);
-- What fell due is posted once, whoever gets there first.
create unique index journal_due on journal (due, due_version, owner) where due is not null;
--rollback drop table journal; drop table epoch;
