-- What not every batch has: opened incidents and their references, texts, purchases, codes, zones.

-- :incidents
insert into incident (id, owner, claim_number, reason, severity, channel, discovered_by, occurred_at,
  resolve_by, opened_by, cost_centre, summary, entry, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::smallint[], ?::text[], ?::text[],
  ?::timestamptz[], ?::timestamptz[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])

-- :claims
insert into claim_number (number, incident, owner)
select * from unnest(?::text[], ?::uuid[], ?::uuid[])

-- :incident_heads
insert into incident_head (incident, owner, version, used, due, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])

-- :resolutions
insert into resolution (incident, owner, outcome, resolved_by, note, entry, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])

-- :moved_references
update incident_reference r set incident = n.incident
from unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[]) as n (owner, reason, reference, incident)
where r.owner = n.owner and r.reason = n.reason and r.reference = n.reference

-- :dropped_references
delete from incident_reference r
using unnest(?::uuid[], ?::text[], ?::text[]) as n (owner, reason, reference)
where r.owner = n.owner and r.reason = n.reason and r.reference = n.reference

-- :texts
insert into text (id, owner, salt, body)
select id, owner, decode(salt, 'hex'), body
from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[]) as t (id, owner, salt, body)

-- :purchases
insert into purchase (redemption, owner, reference, total, unit)
select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::bigint[], ?::text[])

-- :revoked_codes
delete from code c using unnest(?::uuid[]) as k (credit) where c.credit = k.credit

-- :codes
insert into code (hash, keys, credit, owner, entry, last_four)
select decode(hash, 'hex'), keys, credit, owner, entry, last_four
from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[])
  as c (hash, keys, credit, owner, entry, last_four)

-- :holds
insert into hold (id, owner, placed_by, redeemer, ends_at, discounts, by_bearer, recorded_at)
select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::boolean[],
  ?::timestamptz[])

-- :zones
update customer c set zone = n.zone, jurisdiction = n.jurisdiction
from unnest(?::uuid[], ?::text[], ?::text[]) as n (key, zone, jurisdiction) where c.key = n.key
