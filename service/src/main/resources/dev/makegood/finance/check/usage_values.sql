-- What was used of a window is the customer value that the entry gave: of the incident, and of the charged agent's
-- local day and month; a void restores its part of the incident always, of day and month while they last.
with given as (
  select entry, incident, charged, charged_day, sum(customer_value) as value
  from credit where came_from is null group by entry, incident, charged, charged_day
), taken as (
  select p.entry, c.incident, c.charged, c.charged_day, div(c.customer_value::numeric * m.before, c.face)
    - div(c.customer_value::numeric * (m.before + p.amount), c.face) as value
  from posting p join credit c on c.id = p.credit and c.owner = p.owner
  cross join lateral (select coalesce(sum(amount), 0) as before from posting t
    where t.credit = p.credit and t.to_kind = 'TRANSIT' and t.head_version < p.head_version) m
  where p.from_kind = 'AVAILABLE' and p.to_kind in ('FUNDING', 'SETTLEMENT') and p.number = 0 and p.state = 'VOIDED'
), moved as (
  select * from given union all select * from taken
), expected as (
  select entry, 'INCIDENT' as kind, incident as subject, 'INCIDENT' as period, value, true as always from moved
  union all
  select entry, 'AGENT', charged, to_char(charged_day, 'YYYY-MM-DD'), value, value > 0 from moved
  union all
  select entry, 'AGENT', charged, to_char(charged_day, 'YYYY-MM'), value, value > 0 from moved
)
select case
    when u.entry is null then format('entry %s: nothing was counted in %s of %s %s', e.entry, e.period, lower(e.kind), e.subject)
    when e.entry is null then format('entry %s: it counts in %s of %s %s for no reason', u.entry, u.period,
      lower(u.subject_kind), u.subject)
    else format('entry %s: %s of %s %s counts %s instead of %s', u.entry, u.period, lower(u.subject_kind), u.subject,
      u.value, e.value)
  end
from (select * from expected where value <> 0) e
full join window_usage u on u.entry = e.entry and u.subject_kind = e.kind and u.subject = e.subject and u.period = e.period
where e.entry is null or u.entry is null and e.always or u.value <> e.value
