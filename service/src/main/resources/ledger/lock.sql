-- What a batch locks, in the one order that every batch keeps: the settings, keys, references, agents,
-- incidents, customers whose zone may be set, customers' units; each sorted by id, missing rows first.

-- :shared
select pg_advisory_xact_lock_shared(7310)

-- :exclusive
select pg_advisory_xact_lock(7310)

-- :planner
-- Rows are found by their keys only: a plan that scans a table because it was small when it was last
-- analysed would cost every batch more the longer it is kept. A key that another instance holds is
-- not worth the lane's time: that command waits outside.
select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
  set_config('enable_bitmapscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true),
  set_config('lock_timeout', '50ms', true)

-- :keys
insert into idempotency_key (id, fingerprint, entry)
select id, fingerprint, entry
from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as k (id, fingerprint, entry)
order by id
on conflict do nothing
returning id

-- :patience
set local lock_timeout to default

-- :references
insert into incident_reference (owner, reason, reference, incident)
select owner, reason, reference, incident
from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[]) as r (owner, reason, reference, incident)
order by owner, reason, reference
on conflict do nothing
returning owner, reason, reference

-- :agents
select agent, version, day, day_used, month_used, recorded_at
from agent_head where agent = any (?::uuid[]) order by agent for update

-- :incidents
select incident, owner, version, used, due, recorded_at
from incident_head where incident = any (?::uuid[]) order by incident for update

-- :unzoned
select key from customer where key = any (?::uuid[]) and zone is null order by key for update

-- :zoned
select key from customer where key = any (?::uuid[]) order by key for update

-- :missing_heads
insert into customer_head (owner, unit)
select owner, unit from unnest(?::uuid[], ?::text[]) as k (owner, unit)
where not exists (select from customer_head h where h.owner = k.owner and h.unit = k.unit)
order by owner, unit
on conflict do nothing

-- :heads
select h.owner, h.unit, h.version, h.available, h.held, h.open, h.holds, h.next_due, h.moved_to, h.recorded_at
from unnest(?::uuid[], ?::text[]) as k (owner, unit)
join customer_head h on h.owner = k.owner and h.unit = k.unit
order by h.owner, h.unit for update of h

-- :settings
select version from settings where id = 1

-- :latest_use
-- A change of the settings is recorded after everything that was decided under the old ones, whatever
-- another instance's clock says.
select max(recorded_at) as recorded_at from agent_head

-- :zones
select key, zone from customer where key = any (?::uuid[]) and zone is not null
