select p.entry, p.credit, i.claim_number as claim, p.from_kind, p.to_kind, p.unit, p.amount,
  p.available, p.expires_at, p.expires_on, p.zone
from posting p
join credit c on c.id = p.credit and c.owner = p.owner
left join incident i on i.id = c.incident
where p.entry = any (:entries)
order by p.entry, p.number
