-- A head lists its open credits, their balances are its own, and none of them falls due or ends before it says so.
with opened as (
  select h.owner, h.unit, h.next_due, h.moved_to, c.credit, c.available, c.held,
    case when c.state in ('ACTIVE', 'BLOCKED') and c.moved_to > c.expires_at then c.moved_to else c.expires_at end as expires_at,
    c.state
  from customer_head h cross join lateral credits_at(h.owner, h.unit, 'infinity') c
), summed as (
  select owner, unit, sum(available) as available, sum(held) as held, array_agg(credit) as open,
    bool_or(state not in ('EXPIRED', 'VOIDED', 'BLOCKED_EXPIRED') and expires_at < coalesce(next_due, 'infinity'))
      as due_before,
    bool_or(state in ('ACTIVE', 'BLOCKED') and expires_at < moved_to) as ends_before
  from opened group by owner, unit
)
select case
    when h.available <> coalesce(s.available, 0) or h.held <> coalesce(s.held, 0) then format(
      'customer %s in %s has %s available and %s held, its open credits %s and %s', h.owner, h.unit, h.available, h.held,
      coalesce(s.available, 0), coalesce(s.held, 0))
    when s.due_before then format('customer %s in %s has a credit due before %s', h.owner, h.unit, h.next_due)
    when s.ends_before then format('customer %s in %s has a live credit that ends before %s', h.owner, h.unit, h.moved_to)
    else format('customer %s in %s lists the wrong open credits', h.owner, h.unit)
  end
from customer_head h left join summed s on s.owner = h.owner and s.unit = h.unit
where h.available <> coalesce(s.available, 0)
  or h.held <> coalesce(s.held, 0)
  or s.due_before
  or s.ends_before
  or not (h.open @> coalesce(s.open, '{}') and h.open <@ coalesce(s.open, '{}'))
