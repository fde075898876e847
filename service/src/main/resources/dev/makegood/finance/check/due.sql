-- What fell due was posted once, by an entry of its own, at the version at which the credit stood.
select format('credit %s fell due at version %s in %s entries', due, due_version, count(*))
from journal where due is not null
group by due, due_version having count(*) > 1
union all
select format('entry %s: credit %s did not expire by it', j.id, j.due)
from journal j left join posting p on p.entry = j.id and p.owner = j.owner
where j.due is not null
  and (p.credit, p.from_kind, p.to_kind) is distinct from (j.due, 'AVAILABLE', 'EXPIRED')
union all
select format('entry %s: credit %s never stood at version %s', j.id, j.due, j.due_version)
from journal j
where j.due is not null
  and not exists (select from posting p where p.credit = j.due and p.owner = j.owner and p.head_version = j.due_version)
  and not exists (select from credit_change c where c.credit = j.due and c.owner = j.owner and c.head_version = j.due_version)
