--liquibase formatted sql

--changeset makegood:credits_at runOnChange:true splitStatements:false
--comment: A credit's last row before an instant; and the credits of a customer and unit that were open then, each with that row, at a cost that grows with what was open and not with history. The decision and every read, now and as of, use these; what time has done since is for them to apply.
create or replace function credit_at(id uuid, at timestamptz)
  returns table (
    owner uuid, unit text, head_version bigint, available bigint, held bigint, state text,
    expires_at timestamptz, expires_on date, zone text)
  language sql stable as
$$
  (select p.owner, p.unit, p.head_version, p.available, p.held, p.state, p.expires_at, p.expires_on, p.zone
   from posting p where p.credit = id and p.recorded_at <= at and p.head_version is not null
   order by p.recorded_at desc, p.head_version desc limit 1)
  union all
  (select c.owner, c.unit, c.head_version, c.available, c.held, c.state, c.expires_at, c.expires_on, c.zone
   from credit_change c where c.credit = id and c.recorded_at <= at
   order by c.recorded_at desc, c.head_version desc limit 1)
  order by head_version desc limit 1
$$;

-- The latest date to which activity has moved the customer's live credits since a version. The last move need not be
-- the latest one: the same local day ends earlier in a zone further east.
create or replace function moved_at(customer uuid, in_unit text, since bigint, at timestamptz)
  returns table (head_version bigint, expires_at timestamptz, expires_on date, zone text)
  language sql stable as
$$
  select c.head_version, c.expires_at, c.expires_on, c.zone from credit_change c
  where c.owner = customer and c.unit = in_unit and c.recorded_at <= at and c.head_version > since
    and c.credit is null
  order by c.expires_at desc, c.head_version limit 1
$$;

create or replace function head_at(customer uuid, in_unit text, at timestamptz)
  returns table (head_version bigint, open uuid[], holds uuid[], recorded_at timestamptz)
  language sql stable as
$$
  (select p.head_version, p.open, p.holds, p.recorded_at from posting p
   where p.owner = customer and p.unit = in_unit and p.recorded_at <= at and p.head_version is not null
   order by p.recorded_at desc, p.head_version desc limit 1)
  union all
  (select c.head_version, c.open, c.holds, c.recorded_at from credit_change c
   where c.owner = customer and c.unit = in_unit and c.recorded_at <= at
   order by c.recorded_at desc, c.head_version desc limit 1)
  order by head_version desc limit 1
$$;

-- What the holds that were open at an instant still set aside of a credit, and until when: '2026-11-22T08:00:00.000000Z=500;...'.
create or replace function held_at(customer uuid, in_unit text, of_credit uuid, at timestamptz) returns text
  language sql stable as
$$
  select string_agg(
    to_char(h.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '=' || rest.remains, ';' order by h.ends_at)
  from head_at(customer, in_unit, at) head
  cross join unnest(head.holds) as listed
  join hold h on h.id = listed and h.owner = customer
  join posting p on p.entry = h.id and p.owner = h.owner and p.credit = of_credit and p.to_kind = 'HELD'
  cross join lateral (
    select p.amount - coalesce(sum(r.amount), 0) as remains from posting r
    where r.reverses = p.entry and r.reverses_number = p.number and r.recorded_at <= at
  ) rest
  where rest.remains > 0
$$;

create or replace function credits_at(customer uuid, in_unit text, at timestamptz)
  returns table (
    credit uuid, head_version bigint, available bigint, held bigint, state text,
    expires_at timestamptz, expires_on date, zone text,
    moved_to timestamptz, moved_on date, moved_zone text, holds text)
  language sql stable as
$$
  select id, last.head_version, last.available, last.held, last.state,
         last.expires_at, last.expires_on, last.zone,
         moved.expires_at, moved.expires_on, moved.zone,
         case when last.held > 0 then held_at(customer, in_unit, id, at) end
  from head_at(customer, in_unit, at) head
  cross join unnest(head.open) as id
  cross join credit_at(id, at) last
  left join lateral moved_at(customer, in_unit, last.head_version, at) moved on true
$$;
--rollback drop function credits_at(uuid, text, timestamptz); drop function held_at(uuid, text, uuid, timestamptz); drop function head_at(uuid, text, timestamptz); drop function moved_at(uuid, text, bigint, timestamptz); drop function credit_at(uuid, timestamptz);
