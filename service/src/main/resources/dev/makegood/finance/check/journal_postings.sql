-- An entry has the postings that it says it has, of its own customer and time; a refusal has none.
with counted as (
  select entry, owner, count(*) as rows, min(recorded_at) as first, max(recorded_at) as last
  from posting group by entry, owner
)
select case
    when j.id is null then format('posting of entry %s, customer %s: no such entry', c.entry, c.owner)
    when c.rows > 0 and j.outcome <> 'accepted' then format('entry %s was refused and has postings', j.id)
    when j.postings <> coalesce(c.rows, 0)
      then format('entry %s has %s postings instead of %s', j.id, coalesce(c.rows, 0), j.postings)
    else format('entry %s was recorded at another time than its postings', j.id)
  end
from journal j full join counted c on c.entry = j.id and c.owner = j.owner
where j.id is null
  or j.postings <> coalesce(c.rows, 0)
  or (c.rows > 0 and (j.outcome <> 'accepted' or c.first <> j.recorded_at or c.last <> j.recorded_at))
