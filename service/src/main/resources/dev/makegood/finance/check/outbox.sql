-- What the outbox tells stands in the journal, at the same place in the order; and whatever was accepted since the last
-- event that was dropped is told.
select format('event %s of %s tells of no entry at its place in the journal', o.id, o.day)
from outbox o left join journal j on j.id = o.id and j.owner = o.owner
where (j.epoch, j.xid, j.ordinal) is distinct from (o.epoch, o.xid, o.ordinal)
union all
select format('entry %s was accepted and has no event', j.id)
from journal j
where j.outcome = 'accepted'
  and (j.epoch, j.xid, j.ordinal) > (select d.epoch, d.xid, d.ordinal from dropped_events d)
  and not exists (select from outbox o where o.id = j.id and o.owner = j.owner)
