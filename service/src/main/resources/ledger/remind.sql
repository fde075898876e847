-- Reminders and their reports: what a batch reads of them below its locks, and what it appends.

-- :reminded
select r.owner, r.unit, r.expires_on, r.days
from unnest(?::uuid[], ?::text[], ?::date[]) as k (owner, unit, first)
join reminder r on r.owner = k.owner and r.unit = k.unit and r.expires_on >= k.first

-- :dated
-- Dates only move on, so a credit has had its date since the first row that names it.
select k.credit, k.expires_at, least(
  (select min(p.recorded_at) from posting p where p.credit = k.credit and p.expires_at = k.expires_at),
  (select min(c.recorded_at) from credit_change c where c.credit = k.credit and c.expires_at = k.expires_at),
  (select min(c.recorded_at) from credit_change c
   where c.owner = k.owner and c.unit = k.unit and c.credit is null and c.expires_at = k.expires_at)) as since
from unnest(?::uuid[], ?::timestamptz[], ?::uuid[], ?::text[]) as k (credit, expires_at, owner, unit)

-- :reported
select reminder from reminder_report where reminder = any (?::uuid[])

-- :reminders
insert into reminder (id, owner, unit, days, expires_on, credits, recorded_at)
select id, owner, unit, days, expires_on, credits::uuid[], recorded_at
from unnest(?::uuid[], ?::uuid[], ?::text[], ?::smallint[], ?::date[], ?::text[], ?::timestamptz[])
  as r (id, owner, unit, days, expires_on, credits, recorded_at)

-- :reports
insert into reminder_report (reminder, owner, outcome, entry, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[])
