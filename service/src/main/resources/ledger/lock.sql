-- Everything that a batch locks, in the one order that every batch keeps: the settings, keys,
-- references, agents, incidents, customers whose zone may be set, customers' units; each sorted by id,
-- missing rows first. The statements travel together, and each sees what was committed before it ran.
select case when ? then pg_advisory_xact_lock(7310) else pg_advisory_xact_lock_shared(7310) end;

-- Rows are found by their keys only: a plan that scans a table because it was small when it was last
-- analysed would cost every batch more the longer it is kept. A key that another instance holds is
-- not worth the lane's time: that command waits outside.
select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('lock_timeout', '50ms', true);

insert into idempotency_key (id, fingerprint, entry)
select id, fingerprint, entry
from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as k (id, fingerprint, entry)
order by id
on conflict do nothing
returning id;

set local lock_timeout to default;

insert into incident_reference (owner, reason, reference, incident)
select owner, reason, reference, incident
from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[]) as r (owner, reason, reference, incident)
order by owner, reason, reference
on conflict do nothing
returning owner, reason, reference;

select agent, version, day, day_used, month_used, recorded_at
from agent_head where agent = any (?::uuid[]) order by agent for update;

select incident, owner, version, used, recorded_at
from incident_head where incident = any (?::uuid[]) order by incident for update;

select key from customer where key = any (?::uuid[]) and (zone is null or ?) order by key for update;

insert into customer_head (owner, unit)
select owner, unit from unnest(?::uuid[], ?::text[]) as h (owner, unit)
order by owner, unit
on conflict do nothing;

select h.owner, h.unit, h.version, h.available, h.held, h.open, h.next_due, h.moved_to, h.recorded_at
from unnest(?::uuid[], ?::text[]) as k (owner, unit)
join customer_head h on h.owner = k.owner and h.unit = k.unit
order by h.owner, h.unit for update of h;

select version from settings where id = 1;

select key, zone from customer where key = any (?::uuid[]) and zone is not null;
