-- Each customer's head is what its rows make of it.
with line as (
  select owner, unit, head_version, recorded_at, amount * (
      case when to_kind = 'AVAILABLE' then 1 else 0 end - case when from_kind = 'AVAILABLE' then 1 else 0 end) as available,
    amount * (case when to_kind = 'HELD' then 1 else 0 end - case when from_kind = 'HELD' then 1 else 0 end) as held
  from posting where head_version is not null
  union all
  select owner, unit, head_version, recorded_at, 0, 0 from credit_change
), summed as (
  select owner, unit, max(head_version) as version, sum(available) as available, sum(held) as held,
    max(recorded_at) as recorded_at
  from line group by owner, unit
)
select case
    when h.owner is null then format('customer %s in %s has no head', s.owner, s.unit)
    when h.version <> coalesce(s.version, 0)
      then format('customer %s in %s stands at version %s instead of %s', h.owner, h.unit, h.version, coalesce(s.version, 0))
    when h.available <> coalesce(s.available, 0)
      then format('customer %s in %s has %s available instead of %s', h.owner, h.unit, h.available, coalesce(s.available, 0))
    when h.held <> coalesce(s.held, 0)
      then format('customer %s in %s has %s held instead of %s', h.owner, h.unit, h.held, coalesce(s.held, 0))
    else format('customer %s in %s was recorded at %s instead of %s', h.owner, h.unit, h.recorded_at, s.recorded_at)
  end
from customer_head h full join summed s on s.owner = h.owner and s.unit = h.unit
where h.owner is null
  or h.version <> coalesce(s.version, 0)
  or h.available <> coalesce(s.available, 0)
  or h.held <> coalesce(s.held, 0)
  or h.recorded_at < s.recorded_at
