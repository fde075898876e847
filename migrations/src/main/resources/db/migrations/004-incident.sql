--liquibase formatted sql

--changeset makegood:004-incident
--comment: What went wrong. The row never changes; what is added later (contacts, resolution) has tables of its own.
create table incident (
  id            uuid not null,
  owner         uuid not null,
  claim_number  text not null,
  reason        text not null,
  severity      smallint not null check (severity between 1 and 4),
  channel       text not null,
  discovered_by text not null,
  occurred_at   timestamptz not null,
  resolve_by    timestamptz not null,
  opened_by     uuid not null,
  cost_centre   uuid not null,
  summary       uuid,
  entry         uuid not null,
  recorded_at   timestamptz not null,
  primary key (id, owner)
);
create index incident_owner on incident (owner, id);

-- How it ended: whether something was given for it by then, and who said so; said once. A remedy may say it along.
create table resolution (
  incident    uuid not null,
  owner       uuid not null,
  outcome     text not null check (outcome in ('made_good', 'without_compensation')),
  resolved_by uuid not null,
  note        uuid,
  entry       uuid not null,
  recorded_at timestamptz not null,
  primary key (incident, owner)
);

-- A reference (a booking, a bag tag) is the caller's text and may be erased; while it stands, one customer, reason and reference is one incident.
create table incident_reference (
  owner     uuid not null,
  reason    text not null,
  reference text not null,
  incident  uuid not null,
  primary key (owner, reason, reference)
);
create index incident_reference_text on incident_reference (reference);

-- Claim numbers resolve through a directory of their own, which can be spread by the number.
create table claim_number (
  number   text primary key,
  incident uuid not null,
  owner    uuid not null
);

-- Instances lease blocks of claim numbers, so no sequence is shared on the write path; what an instance leaves unused is a gap.
create table claim_number_block (
  year smallint primary key,
  next bigint not null check (next > 0)
);
--rollback drop table claim_number_block; drop table claim_number; drop table incident_reference; drop table resolution; drop table incident;
