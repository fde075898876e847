-- Each credit was issued once, for its face, by its entry, out of its cost centre's funding, for an incident of
-- its own customer; or it came through transit.
with issued as (
  select credit, count(*) as times, min(amount) as amount, min(entry::text)::uuid as entry,
    min(owner::text)::uuid as owner, min(unit) as unit, min(from_party::text)::uuid as funded,
    min(from_kind) as source
  from posting where from_kind in ('FUNDING', 'TRANSIT') and to_kind = 'AVAILABLE'
  group by credit
)
select case
    when c.id is null then format('credit %s was issued and does not exist', i.credit)
    when i.credit is null then format('credit %s was never issued', c.id)
    when i.times <> 1 then format('credit %s was issued %s times', c.id, i.times)
    when i.amount <> c.face then format('credit %s was issued with %s instead of its face %s', c.id, i.amount, c.face)
    when i.source = 'FUNDING' and i.funded <> c.cost_centre then format('credit %s was funded by %s instead of %s', c.id, i.funded, c.cost_centre)
    else format('credit %s was issued by entry %s to %s in %s instead of as it says', c.id, i.entry, i.owner, i.unit)
  end
from credit c full join issued i on i.credit = c.id
where c.id is null or i.credit is null or i.times <> 1 or i.amount <> c.face
  or i.source = 'FUNDING' and i.funded <> c.cost_centre or (i.source = 'TRANSIT') <> (c.came_from is not null)
  or (i.entry, i.owner, i.unit) <> (c.entry, c.owner, c.unit)
union all
select format('credit %s is for incident %s, which is not its customer''s', c.id, c.incident)
from credit c left join incident i on i.id = c.incident and i.owner = c.owner
where i.id is null and c.came_from is null
