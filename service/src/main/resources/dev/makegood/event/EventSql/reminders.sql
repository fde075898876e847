-- A reminder is its own entry; a report of its delivery is another.
with told as (
  select id as entry, id as reminder, cast(null as text) as outcome from unnest(cast(:entries as uuid[])) as id
  union all
  select d.entry, d.reminder, d.outcome from reminder_report d
  where d.entry = any (:entries)
)
select t.entry, r.id, r.days, r.expires_on, r.unit, k.credit, last.available, i.claim_number as claim, t.outcome
from told t
join reminder r on r.id = t.reminder
cross join unnest(r.credits) with ordinality as k (credit, place)
cross join credit_at(k.credit, r.recorded_at) last
join credit c on c.id = k.credit and c.owner = r.owner
left join incident i on i.id = c.incident
order by t.entry, k.place
