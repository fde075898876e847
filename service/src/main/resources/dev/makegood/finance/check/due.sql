-- What fell due was posted once, by an entry of its own: a credit at the version at which it stood, a hold unit by unit.
with line as (
  select entry, owner, credit, from_kind || ' ' || to_kind as what from posting
  union all
  select entry, owner, credit, what from credit_change
)
select format('credit %s fell due at version %s in %s entries', due, due_version, count(*))
from journal where due is not null
group by due, due_version having count(*) > 1
union all
select format('entry %s: credit %s did not expire by it', j.id, j.due)
from journal j left join line l on l.entry = j.id and l.owner = j.owner
where j.command like 'expire/%'
  and (l.credit is distinct from j.due or l.what not in ('AVAILABLE EXPIRED', 'expiry'))
union all
select format('entry %s: credit %s never stood at version %s', j.id, j.due, j.due_version)
from journal j
where j.command like 'expire/%'
  and not exists (select from posting p where p.credit = j.due and p.owner = j.owner and p.head_version = j.due_version)
  and not exists (select from credit_change c where c.credit = j.due and c.owner = j.owner and c.head_version = j.due_version)
union all
select format('entry %s: hold %s was not over, or did not end by it', j.id, j.due)
from journal j left join hold h on h.id = j.due and h.owner = j.owner
where j.command like 'end_hold/%'
  and (h.id is null or j.recorded_at < h.ends_at
    or not exists (select from posting p where p.entry = j.id and p.owner = j.owner and p.from_kind = 'HELD'
      and p.to_kind = 'AVAILABLE' and p.reverses = j.due and p.reverses_number = j.due_version)
    or exists (select from posting p where p.entry = j.id and p.owner = j.owner and p.reverses <> j.due))
union all
select format('entry %s: something fell due, and it is no entry of time', id)
from journal where (due is null) = (command like 'expire/%' or command like 'end_hold/%')
