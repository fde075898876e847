--liquibase formatted sql

--changeset makegood:credits_at runOnChange:true splitStatements:false
--comment: The credits of a customer and unit that were open at an instant, each with the last row that touched it and the date to which activity has moved it since; its cost grows with what was open then, not with history. The decision and every read, now and as of, use this one function; what time has done since is for them to apply.
create or replace function credits_at(customer uuid, in_unit text, at timestamptz)
  returns table (
    credit uuid, head_version bigint, available bigint, held bigint, state text,
    expires_at timestamptz, expires_on date, zone text,
    moved_to timestamptz, moved_on date, moved_zone text)
  language sql stable as
$$
  with head as (
    (select open, head_version, recorded_at from posting
     where owner = customer and unit = in_unit and recorded_at <= at
     order by recorded_at desc, head_version desc limit 1)
    union all
    (select open, head_version, recorded_at from credit_change
     where owner = customer and unit = in_unit and recorded_at <= at
     order by recorded_at desc, head_version desc limit 1)
    order by head_version desc limit 1
  )
  select id, last.head_version, last.available, last.held, last.state,
         last.expires_at, last.expires_on, last.zone,
         moved.expires_at, moved.expires_on, moved.zone
  from head cross join unnest(head.open) as id
  cross join lateral (
    (select p.head_version, p.available, p.held, p.state, p.expires_at, p.expires_on, p.zone
     from posting p where p.credit = id and p.recorded_at <= at
     order by p.recorded_at desc, p.head_version desc limit 1)
    union all
    (select c.head_version, c.available, c.held, c.state, c.expires_at, c.expires_on, c.zone
     from credit_change c where c.credit = id and c.recorded_at <= at
     order by c.recorded_at desc, c.head_version desc limit 1)
    order by head_version desc limit 1
  ) last
  left join lateral (
    select c.head_version, c.expires_at, c.expires_on, c.zone from credit_change c
    where c.owner = customer and c.unit = in_unit and c.recorded_at <= at and c.credit is null
    order by c.recorded_at desc, c.head_version desc limit 1
  ) moved on moved.head_version > last.head_version
$$;
--rollback drop function credits_at(uuid, text, timestamptz);
