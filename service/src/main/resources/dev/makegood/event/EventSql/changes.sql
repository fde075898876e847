select h.entry, h.credit, h.what, h.expires_at, h.expires_on, h.zone, i.claim_number as claim
from credit_change h
join credit c on c.id = h.credit and c.owner = h.owner
left join incident i on i.id = c.incident
where h.entry = any (:entries) and h.credit is not null
order by h.entry, h.number
