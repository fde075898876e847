-- Every credit that is spent by a code has one and no more, from the entry that gave it its last one; what was handed
-- on has none before its holder asks for it.
select format('credit %s has %s codes', c.id, count(k.credit))
from credit c left join code k on k.credit = c.id and k.owner = c.owner
where c.kind in ('VOUCHER', 'GIFT_CERTIFICATE')
group by c.id, c.came_from having count(k.credit) > 1 or count(k.credit) = 0 and c.came_from is null
union all
select format('a code stands for credit %s, which is spent without', k.credit)
from code k left join credit c on c.id = k.credit and c.owner = k.owner
where coalesce(c.kind, '') not in ('VOUCHER', 'GIFT_CERTIFICATE')
union all
select format('the code of credit %s is not the last one that it was given, by entry %s', k.credit, given.entry)
from code k
join credit c on c.id = k.credit and c.owner = k.owner
left join lateral (
  select entry from credit_change h where h.credit = c.id and h.owner = c.owner and h.what = 'code'
  order by head_version desc limit 1
) again on true
cross join lateral (select coalesce(again.entry, c.entry) as entry) given
left join journal j on j.id = given.entry and j.owner = c.owner
where k.entry <> given.entry or strpos(j.command, format('"lastFour":"%s"', k.last_four)) = 0
