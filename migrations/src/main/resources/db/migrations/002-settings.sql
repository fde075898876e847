--liquibase formatted sql

--changeset makegood:002-settings
--comment: Limits, levels, agents, cost centres and rates are set by commands; each change takes the next version of this one row, so an entry that names the version names everything that was in force.
create table settings (
  id          smallint primary key default 1 check (id = 1),
  version     bigint not null,
  recorded_at timestamptz not null
);
insert into settings (version, recorded_at) values (0, '-infinity');

create table cost_centre (
  id      uuid primary key,
  code    text not null unique,
  zone    text not null,
  version bigint not null
);

-- A rank: who may approve what is over its limit, and how fast they answer. What was said of it last counts.
create table level_version (
  version       bigint primary key,
  level         text not null,
  over_limit_to text[] not null,
  reply_minutes integer check (reply_minutes > 0),
  set_by        uuid not null,
  recorded_at   timestamptz not null
);
create index level_version_level on level_version (level, version);

create view level with (security_invoker = true) as
select distinct on (level) level as code, over_limit_to, reply_minutes, version, set_by, recorded_at
from level_version order by level, version desc;

-- Who acts. The subject is the name that the identity provider gives and may be erased; the ledger knows the id only.
create table principal (
  id      uuid primary key,
  role    text not null,
  subject text not null,
  unique (role, subject)
);

-- The registry. A subject may stand in it twice, as a person and as a rule: who acts is the principal of role and subject. To the customers named here, its own and its household's, an agent gives nothing; they are keys of the ledger, no numbers.
create table agent_version (
  version       bigint primary key,
  agent         uuid not null,
  level         text not null,
  cost_centre   uuid not null references cost_centre,
  manager       uuid,
  own_customers uuid[] not null,
  household     uuid[] not null,
  active_from   timestamptz not null,
  active_to     timestamptz,
  set_by        uuid not null,
  recorded_at   timestamptz not null
);
create index agent_version_agent on agent_version (agent, version);

create view agent with (security_invoker = true) as
select v.*, p.role, p.subject from (
  select distinct on (agent) agent as id, level, cost_centre, manager, own_customers, household,
    active_from, active_to, version, set_by, recorded_at
  from agent_version order by agent, version desc
) v join principal p on p.id = v.id;

-- A limit is for a level, or for one agent until a date; null means that the window is not limited, zero that nothing may be given.
create table limit_version (
  version     bigint primary key,
  level       text,
  agent       uuid,
  kind        text,
  unit        text references unit,
  currency    text not null references unit,
  incident    bigint check (incident >= 0),
  day         bigint check (day >= 0),
  month       bigint check (month >= 0),
  valid_from  timestamptz not null,
  valid_to    timestamptz,
  set_by      uuid not null,
  recorded_at timestamptz not null,
  check ((level is null) <> (agent is null))
);

-- What one minor unit, given as a kind of credit, is worth in minor units of the company's currency: to the customer, as a liability, and as expected cost.
create table rate (
  version     bigint primary key,
  name        text not null,
  kind        text not null,
  unit        text not null references unit,
  currency    text not null references unit,
  customer    numeric(20, 10) not null check (customer >= 0),
  fair        numeric(20, 10) not null check (fair >= 0),
  cost        numeric(20, 10) not null check (cost >= 0),
  valid_from  timestamptz not null,
  recorded_at timestamptz not null
);

-- What customers of a cost centre spend on average: what a percentage of it is expected to save them.
create table average_spend (
  version     bigint primary key,
  cost_centre uuid not null references cost_centre,
  currency    text not null references unit,
  amount      bigint not null check (amount > 0),
  valid_from  timestamptz not null,
  recorded_at timestamptz not null
);

-- How long a credit lasts when nobody says otherwise (without months for ever), and how long at least when somebody does: what the customer gave up money for keeps five years (12 CFR 1005.20). A miles term runs from the customer's last activity.
create table expiry_term (
  kind         text not null,
  basis        text not null,
  months       integer check (months > 0),
  least_months integer check (least_months > 0),
  activity     boolean not null,
  valid_from   timestamptz not null,
  primary key (kind, basis, valid_from)
);
insert into expiry_term (kind, basis, months, least_months, activity, valid_from) values
  ('MILES', 'GOODWILL', 24, null, true, '-infinity'),
  ('VOUCHER', 'GOODWILL', 12, null, false, '-infinity'),
  ('GIFT_CERTIFICATE', 'GOODWILL', 60, null, false, '-infinity'),
  ('REIMBURSEMENT', 'GOODWILL', 12, null, false, '-infinity'),
  ('GIFT', 'GOODWILL', 12, null, false, '-infinity');
insert into expiry_term (kind, basis, months, least_months, activity, valid_from)
select kind, basis, months, 60, false, '-infinity'
from unnest(array['MILES', 'VOUCHER', 'GIFT_CERTIFICATE', 'REIMBURSEMENT', 'GIFT']) as kind
cross join (values ('IN_LIEU', 60), ('STATUTORY', 60), ('PURCHASED', null)) as of (basis, months);
--rollback drop table expiry_term; drop table average_spend; drop table rate; drop table limit_version; drop view agent; drop table agent_version; drop table principal; drop view level; drop table level_version; drop table cost_centre; drop table settings;
