select j.id, j.epoch, cast(cast(j.xid as text) as bigint) as xid, j.ordinal,
  split_part(j.command, '/', 1) as command, j.outcome, j.actor, j.role, p.subject, c.number as customer,
  j.incident, j.cost_centre, j.limits, j.effective_at, j.recorded_at
from journal j
left join principal p on p.id = j.actor
left join customer c on c.key = j.owner
where j.id = :id
