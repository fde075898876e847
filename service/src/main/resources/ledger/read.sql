-- What a batch reads below its locks, each only where a command or time needs it.

-- :holders
select r.owner, r.reason, r.reference, i.id, i.claim_number
from unnest(?::uuid[], ?::text[], ?::text[]) as k (owner, reason, reference)
join incident_reference r using (owner, reason, reference)
join incident i on i.id = r.incident

-- :open_credits
select k.owner, k.unit, c.*, g.terms, g.basis, g.cost_centre from unnest(?::uuid[], ?::text[]) as k (owner, unit)
cross join lateral credits_at(k.owner, k.unit, 'infinity') c
join credit g on g.id = c.credit and g.owner = k.owner

-- :open_holds
-- What is left of each posting of the holds that the head lists.
select k.owner, k.unit, h.id, h.ends_at, p.number, p.credit, p.amount - coalesce(ended.amount, 0) as remains
from unnest(?::uuid[], ?::text[], ?::text[]) as k (owner, unit, holds)
cross join unnest(k.holds::uuid[]) as of
join hold h on h.id = of and h.owner = k.owner
join posting p on p.entry = h.id and p.owner = h.owner and p.unit = k.unit and p.to_kind = 'HELD'
left join lateral (
  select sum(r.amount)::bigint as amount from posting r where r.reverses = p.entry and r.reverses_number = p.number
) ended on true
where p.amount > coalesce(ended.amount, 0)
order by p.entry, p.number

-- :named_credits
select k.id as credit, c.*, m.expires_at as moved_to, m.expires_on as moved_on, m.zone as moved_zone, g.terms
from unnest(?::uuid[]) as k (id) cross join lateral credit_at(k.id, 'infinity') c
join credit g on g.id = k.id and g.owner = c.owner
left join lateral moved_at(c.owner, c.unit, c.head_version, 'infinity') m on true

-- :codes
select c.credit, c.entry from unnest(?::uuid[]) as k (credit) join code c on c.credit = k.credit

-- :reversed
select reverses, reverses_number, sum(amount) as sum from posting
where reverses = any (?::uuid[]) group by reverses, reverses_number

-- :changed
-- What was handed on keeps the extensions that it had had by then: a right is used once, whoever holds the credit.
with recursive line (credit, earlier, until) as (
  select k, k, 'infinity'::timestamptz from unnest(?::uuid[]) as k
  union all
  select l.credit, c.came_from, least(l.until, c.recorded_at)
  from line l join credit c on c.id = l.earlier where c.came_from is not null
)
select l.credit, g.what, count(*) as times
from line l join credit_change g on g.credit = l.earlier and g.recorded_at <= l.until
where g.what like 'extended%' or g.what = 'undelivered' group by l.credit, g.what

-- :transferred
select credit, sum(amount) as sum from posting
where credit = any (?::uuid[]) and to_kind = 'TRANSIT' group by credit
