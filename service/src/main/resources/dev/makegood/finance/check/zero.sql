-- Invariant 1: in each unit the ledger's own accounts and what the customers' heads hold sum to zero, and transit is
-- empty.
with system as (
  select unit, kind, sum(amount) as amount
  from (
    select unit, to_kind as kind, amount from posting
    union all
    select unit, from_kind, -amount from posting
  ) moved
  where kind not in ('AVAILABLE', 'HELD')
  group by unit, kind
), held as (
  select unit, sum(available) + sum(held) as amount from customer_head group by unit
), total as (
  select unit, sum(amount) as amount
  from (select unit, amount from system union all select unit, amount from held) both_sides
  group by unit
)
select format('unit %s sums to %s instead of zero', unit, amount) from total where amount <> 0
union all
select format('transit in %s holds %s', unit, amount) from system where kind = 'TRANSIT' and amount <> 0
union all
select format('posting %s/%s is in unit %s, which is not known', entry, number, unit)
from posting where unit not in (select code from unit)
