--liquibase formatted sql

--changeset makegood:credit_latest runOnChange:true splitStatements:false
--comment: Every credit with the last row that touched it, open or not, and the date to which activity has moved the customer's live credits of its unit since; what time has done is for the reader to apply. Ask it by credit or by customer only.
create or replace view credit_latest as
select c.id, c.owner, c.entry, c.unit, c.kind, c.basis, c.face, c.currency, c.customer_value, c.fair_value, c.cost,
       c.incident, c.recorded_at as issued_at,
       last.head_version, last.available, last.held, last.state,
       last.expires_at, last.expires_on, last.zone,
       moved.expires_at as moved_to, moved.expires_on as moved_on, moved.zone as moved_zone,
       c.rate_version
from credit c
cross join lateral (
  (select p.head_version, p.available, p.held, p.state, p.expires_at, p.expires_on, p.zone
   from posting p where p.credit = c.id and p.head_version is not null
   order by p.recorded_at desc, p.head_version desc limit 1)
  union all
  (select h.head_version, h.available, h.held, h.state, h.expires_at, h.expires_on, h.zone
   from credit_change h where h.credit = c.id
   order by h.recorded_at desc, h.head_version desc limit 1)
  order by head_version desc limit 1
) last
left join lateral moved_at(c.owner, c.unit, last.head_version, 'infinity') moved on true;
grant select on credit_latest to makegood_app, makegood_reader;
--rollback drop view credit_latest;
