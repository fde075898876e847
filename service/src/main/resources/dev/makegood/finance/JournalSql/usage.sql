-- No index leads from an entry to the windows that it used; the versions of the heads that it read do: its rows are
-- those of the next version of its incident and of the agent whom it charged.
with moved as (
  select distinct j.id, c.incident, c.charged, c.charged_day, c.currency,
    coalesce(cast(substring(j.heads from ' incident=(\d+)') as bigint), 0) + 1 as incident_version,
    coalesce(cast(substring(j.heads from ' agent=(\d+)') as bigint), 0) + 1 as agent_version
  from journal j
  join posting p on p.entry = j.id and p.owner = j.owner and 'FUNDING' in (p.from_kind, p.to_kind)
  join credit c on c.id = p.credit and c.owner = p.owner
  where j.id = any (:entries)
)
select u.entry, m.currency, u.period, u.value, u.total
from moved m cross join lateral (
  select entry, period, value, total from usage
  where subject = m.incident and period = 'INCIDENT' and scope = '' and version = m.incident_version
  union all
  select u.entry, w.period, u.value, w.total
  from usage u cross join lateral (values
    (to_char(u.day, 'YYYY-MM-DD'), u.day_total), (u.period, u.total)) as w (period, total)
  where u.subject = m.charged and u.scope = '' and u.version = m.agent_version
    and u.period = to_char(m.charged_day, 'YYYY-MM') and w.period is not null
) u
where u.entry = m.id
order by u.entry, u.period = 'INCIDENT' desc, length(u.period) desc
