--liquibase formatted sql

--changeset makegood:open_epoch runOnChange:true splitStatements:false
--comment: The epoch to write under. When the data stands in another cluster than before, transaction ids have started anew, and so does the epoch.
create or replace function open_epoch() returns integer
  language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  here    bigint := (select system_identifier from pg_control_system());
  current epoch;
begin
  lock table epoch in share row exclusive mode;
  select * into current from epoch order by number desc limit 1;
  if current.number is null or current.system_identifier <> here then
    insert into epoch (number, system_identifier) values (coalesce(current.number, 0) + 1, here)
    returning * into current;
  end if;
  return current.number;
end
$$;
revoke all on function open_epoch() from public;
--rollback drop function open_epoch();
