--liquibase formatted sql

--changeset makegood:roll_outbox runOnChange:true splitStatements:false
--comment: Makes the outbox partitions of today and the days ahead and drops those older than the days kept, in one transaction with the place of the last event that goes with them. The application may call it but may not create or drop a table itself.
create or replace function roll_outbox(ahead integer, kept integer) returns void
  language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  due  date;
  name text;
begin
  if not pg_try_advisory_xact_lock(hashtext('makegood.roll_outbox')) then
    return;
  end if;
  for due in select current_date + i from generate_series(0, least(ahead, 60)) i loop
    name := 'outbox_' || to_char(due, 'YYYYMMDD');
    if to_regclass(name) is null
        and not exists (select from outbox_default where day = due) then
      execute format('create table %I partition of outbox for values from (%L) to (%L)'
        ' with (autovacuum_analyze_scale_factor = 0.5)', name, due, due + 1);
    end if;
  end loop;
  for name in
    select relid::regclass::text from pg_partition_tree('outbox') where isleaf
  loop
    if name ~ '^outbox_\d{8}$' and to_date(right(name, 8), 'YYYYMMDD') < current_date - greatest(kept, 1) then
      execute format('update dropped_events d set epoch = o.epoch, xid = o.xid, ordinal = o.ordinal
        from (select epoch, xid, ordinal from %I order by epoch desc, xid desc, ordinal desc limit 1) o
        where (o.epoch, o.xid, o.ordinal) > (d.epoch, d.xid, d.ordinal)', name);
      execute format('drop table %I', name);
    end if;
  end loop;
end
$$;
revoke all on function roll_outbox(integer, integer) from public;
--rollback drop function roll_outbox(integer, integer);
