-- A reminder is an entry of the ledger's own, made between its mark and the date of the credits that it lists, which are
-- live; its delivery is reported once, and what was not delivered extends those by 60 days, twice at most.
with read as (
  select r.*, cast((regexp_match(j.heads, r.unit || '=(\d+)'))[1] as bigint) as version
  from reminder r left join journal j on j.id = r.id and j.owner = r.owner
), listed as (
  select r.*, k.credit, c.head_version, c.available, c.state,
    case when m.expires_at > c.expires_at and c.state = 'ACTIVE' then m.expires_at else c.expires_at end as ends_at,
    case when m.expires_at > c.expires_at and c.state = 'ACTIVE' then m.expires_on else c.expires_on end as ends_on,
    case when m.expires_at > c.expires_at and c.state = 'ACTIVE' then m.zone else c.zone end as zone
  from read r
  cross join unnest(r.credits) as k (credit)
  left join lateral (
    select head_version, available, state, expires_at, expires_on, zone from posting
    where credit = k.credit and owner = r.owner and unit = r.unit and head_version <= r.version
    union all
    select head_version, available, state, expires_at, expires_on, zone from credit_change
    where credit = k.credit and owner = r.owner and unit = r.unit and head_version <= r.version
    order by head_version desc limit 1
  ) c on true
  left join lateral (
    select expires_at, expires_on, zone from credit_change
    where owner = r.owner and unit = r.unit and credit is null and head_version > c.head_version
      and head_version <= r.version
    order by expires_at desc, head_version limit 1
  ) m on true
), extended as (
  select x.entry, x.credit, x.owner, x.number, d.reminder, d.outcome, x.expires_on,
    row_number() over (partition by x.credit order by x.head_version) as times
  from credit_change x left join reminder_report d on d.entry = x.entry and d.owner = x.owner
  where x.what = 'undelivered'
)
select format('reminder %s has no entry of its own', r.id)
from reminder r left join journal j on j.id = r.id and j.owner = r.owner
where j.command is null or j.command not like 'remind/%' or j.outcome <> 'accepted' or j.recorded_at <> r.recorded_at
union all
select format('entry %s reminds of nothing', j.id)
from journal j left join reminder r on r.id = j.id and r.owner = j.owner
where j.command like 'remind/%' and r.id is null
union all
select format('reminder %s lists credit %s, which %s', id, credit, case
    when head_version is null then 'its customer does not have'
    when ends_on is distinct from expires_on then 'ends on another day'
    else 'is not live' end)
from listed
where head_version is null or ends_on is distinct from expires_on
  or available = 0 or state not in ('ACTIVE', 'GRACE') or ends_at <= recorded_at
union all
select format('reminder %s comes before its mark', id)
from listed
group by id, owner
having bool_and(recorded_at < (cast(expires_on - days as timestamp) at time zone zone))
union all
select format('report of reminder %s: %s', d.reminder, case
    when r.id is null then 'there is no such reminder' else 'its entry is none of a report' end)
from reminder_report d
left join reminder r on r.id = d.reminder and r.owner = d.owner
left join journal j on j.id = d.entry and j.owner = d.owner
where r.id is null or j.command is null or j.command not like 'report_delivery/%' or j.outcome <> 'accepted'
  or j.recorded_at <> d.recorded_at
union all
select format('entry %s reports of nothing', j.id)
from journal j left join reminder_report d on d.entry = j.id and d.owner = j.owner
where j.command like 'report_delivery/%' and j.outcome = 'accepted' and d.reminder is null
union all
select format('entry %s extends credit %s %s', x.entry, x.credit, case
    when x.times > 2 then 'once more than twice'
    when x.outcome is distinct from 'undelivered' then 'without a reminder that did not arrive'
    else 'which that reminder does not list' end)
from extended x
where x.times > 2 or x.outcome is distinct from 'undelivered'
  or not exists (select from reminder r where r.id = x.reminder and x.credit = any (r.credits))
