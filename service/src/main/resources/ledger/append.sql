-- What every batch appends and moves, each table in one statement from arrays.

-- :journal
insert into journal (id, owner, epoch, ordinal, command_id, command, outcome, facts, actor, role,
  reason, incident, cost_centre, limits, heads, postings, due, due_version, effective_at, recorded_at)
select id, owner, epoch, ordinal, command_id, command, outcome, facts, actor, role,
  reason, incident, cost_centre, limits, heads, postings, due, due_version, recorded_at, recorded_at
from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], ?::uuid[], ?::text[], ?::text[], ?::text[],
  ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::uuid[],
  ?::bigint[], ?::timestamptz[]) as j (id, owner, epoch, ordinal, command_id, command, outcome, facts,
  actor, role, reason, incident, cost_centre, limits, heads, postings, due, due_version, recorded_at)

-- :postings
insert into posting (entry, number, owner, unit, amount, from_kind, from_party, to_kind, to_party, credit,
  reverses, reverses_number, head_version, available, held, state, expires_at, expires_on, zone, open,
  holds, line, recorded_at)
select entry, number, owner, unit, amount, from_kind, from_party, to_kind, to_party, credit,
  reverses, reverses_number, head_version, available, held, state, expires_at, expires_on, zone,
  open::uuid[], holds::uuid[], line, recorded_at
from unnest(?::uuid[], ?::smallint[], ?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::uuid[], ?::text[],
  ?::uuid[], ?::uuid[], ?::uuid[], ?::smallint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
  ?::timestamptz[], ?::date[], ?::text[], ?::text[], ?::text[], ?::smallint[], ?::timestamptz[]) as p (entry, number, owner, unit,
  amount, from_kind, from_party, to_kind, to_party, credit, reverses, reverses_number, head_version,
  available, held, state, expires_at, expires_on, zone, open, holds, line, recorded_at)

-- :credits
insert into credit (id, owner, entry, unit, kind, basis, face, terms, currency, customer_value, fair_value, cost,
  rate_version, giver, charged, charged_day, cost_centre, incident, expires_at, expires_on, zone,
  came_from, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[],
  ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::uuid[], ?::uuid[], ?::date[], ?::uuid[], ?::uuid[],
  ?::timestamptz[], ?::date[], ?::text[], ?::uuid[], ?::timestamptz[])

-- :usage
insert into usage (entry, subject_kind, subject, period, mode, value, total, day, day_total, version,
  limit_version, recorded_at)
select entry, subject_kind, subject, period, 'USED', value, total, day, day_total, version,
  nullif(limit_version, 0), recorded_at
from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::date[], ?::bigint[],
  ?::bigint[], ?::bigint[], ?::timestamptz[]) as u (entry, subject_kind, subject, period, value, total, day,
  day_total, version, limit_version, recorded_at)

-- :outbox
insert into outbox (id, owner, epoch, ordinal, type)
select * from unnest(?::uuid[], ?::uuid[], ?::int[], ?::int[], ?::text[])

-- :agents
update agent_head h
set version = n.version, day = n.day, day_used = n.day_used, month_used = n.month_used,
  recorded_at = n.recorded_at
from unnest(?::uuid[], ?::bigint[], ?::date[], ?::bigint[], ?::bigint[], ?::timestamptz[])
  as n (agent, version, day, day_used, month_used, recorded_at)
where h.agent = n.agent

-- :incidents
update incident_head h set version = n.version, used = n.used, due = n.due, recorded_at = n.recorded_at
from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
  as n (incident, version, used, due, recorded_at)
where h.incident = n.incident

-- :heads
update customer_head h
set version = n.version, available = n.available, held = n.held, open = n.open::uuid[],
  holds = n.holds::uuid[], next_due = n.next_due, moved_to = n.moved_to, recorded_at = n.recorded_at
from unnest(?::uuid[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
  ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
  as n (owner, unit, version, available, held, open, holds, next_due, moved_to, recorded_at)
where h.owner = n.owner and h.unit = n.unit

-- :changes
insert into credit_change (entry, number, owner, unit, credit, what, head_version, available, held,
  state, expires_at, expires_on, zone, open, holds, recorded_at)
select entry, number, owner, unit, credit, what, head_version, available, held, state, expires_at,
  expires_on, zone, open::uuid[], holds::uuid[], recorded_at
from unnest(?::uuid[], ?::smallint[], ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::bigint[],
  ?::bigint[], ?::bigint[], ?::text[], ?::timestamptz[], ?::date[], ?::text[], ?::text[], ?::text[],
  ?::timestamptz[]) as c (entry, number, owner, unit, credit, what, head_version, available, held,
  state, expires_at, expires_on, zone, open, holds, recorded_at)
