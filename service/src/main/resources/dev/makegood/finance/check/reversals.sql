-- Invariant 7: what was given back of a redemption is never more than it took, and went to the same credit; what was
-- captured and released of a hold is never more than it set aside.
with given_back as (
  select reverses, reverses_number, credit, owner, to_party, from_kind, to_kind, unit, from_party,
    sum(amount) as amount
  from posting where reverses is not null
  group by reverses, reverses_number, credit, owner, to_party, from_kind, to_kind, unit, from_party
), total as (
  select reverses, reverses_number, sum(amount) as amount from given_back group by reverses, reverses_number
)
select format('posting %s/%s took %s, and %s was given back', t.reverses, t.reverses_number, p.amount, t.amount)
from total t join posting p on p.entry = t.reverses and p.number = t.reverses_number
where t.amount > p.amount
union all
select format('posting %s/%s was given back to credit %s, from where it did not come', g.reverses, g.reverses_number, g.credit)
from given_back g left join posting p on p.entry = g.reverses and p.number = g.reverses_number and p.owner = g.owner
where p.entry is null
  or (g.credit, g.unit, g.from_party) <> (p.credit, p.unit, p.to_party)
  or not coalesce(case p.to_kind
    when 'REDEEMED' then g.from_kind = 'REDEEMED' and g.to_party = p.from_party
      and g.to_kind = case p.from_kind when 'HELD' then 'AVAILABLE' else p.from_kind end
    when 'HELD' then g.from_kind = 'HELD' and (g.to_kind = 'REDEEMED' or g.to_kind = 'AVAILABLE' and g.to_party = p.from_party)
  end, false)
union all
select format('posting %s/%s comes back from a redemption that it does not name', entry, number)
from posting where from_kind in ('REDEEMED', 'HELD') and reverses is null
