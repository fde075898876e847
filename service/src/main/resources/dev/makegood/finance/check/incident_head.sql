-- Each incident's head is the customer value that anybody gave for it, less what voids restored, and its date until it is
-- resolved.
with moved as (
  select incident, entry, customer_value::numeric as value, recorded_at from credit
  where came_from is null
  union all
  select c.incident, p.entry, div(c.customer_value::numeric * m.before, c.face)
    - div(c.customer_value::numeric * (m.before + p.amount), c.face), p.recorded_at
  from posting p join credit c on c.id = p.credit and c.owner = p.owner
  cross join lateral (select coalesce(sum(amount), 0) as before from posting t
    where t.credit = p.credit and t.to_kind = 'TRANSIT' and t.head_version < p.head_version) m
  where p.from_kind = 'AVAILABLE' and p.to_kind in ('FUNDING', 'SETTLEMENT') and p.number = 0 and p.state = 'VOIDED'
  union all
  select incident, entry, 0, recorded_at from resolution
), summed as (
  select incident, count(distinct entry) as version, sum(value) as used, max(recorded_at) as recorded_at
  from moved group by incident
), used as (
  select subject, sum(value) as used from usage where subject_kind = 'INCIDENT' group by subject
)
select case
    when h.incident is null then format('incident %s has no head', s.incident)
    when h.version <> coalesce(s.version, 0)
      then format('incident %s stands at version %s instead of %s', h.incident, h.version, coalesce(s.version, 0))
    when h.used <> coalesce(s.used, 0)
      then format('incident %s has used %s instead of %s', h.incident, h.used, coalesce(s.used, 0))
    when h.used <> coalesce(u.used, 0)
      then format('incident %s has used %s, its usage says %s', h.incident, h.used, coalesce(u.used, 0))
    else format('incident %s was recorded before its last entry', h.incident)
  end
from incident_head h
full join summed s on s.incident = h.incident
left join used u on u.subject = h.incident
where h.incident is null or h.version <> coalesce(s.version, 0) or h.used <> coalesce(s.used, 0)
  or h.used <> coalesce(u.used, 0) or h.recorded_at < s.recorded_at
union all
select format('incident %s has no head', i.id)
from incident i left join incident_head h on h.incident = i.id and h.owner = i.owner
where h.incident is null
union all
select format('incident %s is to be resolved by %s instead of %s', i.id, coalesce(h.due::text, 'nobody'),
  case when r.incident is null then i.resolve_by::text else 'nobody' end)
from incident i
join incident_head h on h.incident = i.id and h.owner = i.owner
left join resolution r on r.incident = i.id and r.owner = i.owner
where h.due is distinct from case when r.incident is null then i.resolve_by end
union all
select format('claim number %s does not lead to incident %s', coalesce(i.claim_number, n.number), coalesce(i.id, n.incident))
from incident i full join claim_number n on n.number = i.claim_number
where (i.id, i.owner) is distinct from (n.incident, n.owner)
