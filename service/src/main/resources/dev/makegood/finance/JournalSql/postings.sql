select entry, unit, amount, from_kind, from_party, to_kind, to_party, head_version,
  (select subject from principal where id = from_party) as from_partner,
  (select subject from principal where id = to_party) as to_partner
from posting
where entry = any (:entries)
order by entry, number
