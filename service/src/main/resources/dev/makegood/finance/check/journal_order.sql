-- Each entry has its own place in the order, and no place is taken twice.
select format('order (%s, %s, %s) is taken by %s entries', epoch, xid, ordinal, count(*))
from journal
group by epoch, xid, ordinal
having count(*) > 1
union all
select format('entry %s was written under epoch %s, which is not known', id, epoch)
from journal
where epoch not in (select number from epoch)
