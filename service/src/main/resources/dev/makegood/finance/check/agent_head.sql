-- Each agent's head is what the usage of its current day and month, and the entries that charged it, make of it.
with charged as (
  select charged as agent, entry, recorded_at from credit where came_from is null
  union
  select c.charged, p.entry, p.recorded_at
  from posting p join credit c on c.id = p.credit and c.owner = p.owner
  where p.from_kind = 'AVAILABLE' and p.to_kind in ('FUNDING', 'SETTLEMENT') and p.number = 0 and p.state = 'VOIDED'
), counted as (
  select agent, count(*) as version, max(recorded_at) as recorded_at from charged group by agent
), used as (
  select subject, max(version) as version, max(day) as day
  from usage where subject_kind = 'AGENT' group by subject
), derived as (
  select coalesce(h.agent, c.agent) as agent, h.version, h.day, h.day_used, h.month_used, h.recorded_at,
    coalesce(c.version, 0) as versions, c.recorded_at as last_at, u.version as used_version, u.day as used_day,
    coalesce(d.total, 0) as day_total, coalesce(m.total, 0) as month_total
  from agent_head h full join counted c on c.agent = h.agent
  left join used u on u.subject = coalesce(h.agent, c.agent)
  left join lateral (select day_total as total from usage
    where subject = h.agent and scope = '' and period = to_char(h.day, 'YYYY-MM') and day = h.day
    order by version desc limit 1) d on true
  left join lateral (select total from usage
    where subject = h.agent and scope = '' and period = to_char(h.day, 'YYYY-MM')
    order by version desc limit 1) m on true
)
select case
    when version is null then format('agent %s has no head', agent)
    when version <> versions then format('agent %s stands at version %s instead of %s', agent, version, versions)
    when used_version > version then format('agent %s stands at version %s, its usage at %s', agent, version, used_version)
    when day < used_day then format('agent %s stands on day %s, its usage on %s', agent, day, used_day)
    when day_used <> day_total then format('agent %s has used %s on %s instead of %s', agent, day_used, day, day_total)
    when month_used <> month_total
      then format('agent %s has used %s in the month of %s instead of %s', agent, month_used, day, month_total)
    else format('agent %s was recorded at %s, before %s', agent, recorded_at, last_at)
  end
from derived
where version is null or version <> versions or used_version > version or day < used_day
  or day_used <> day_total or month_used <> month_total or recorded_at < last_at
