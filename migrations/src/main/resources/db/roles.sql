-- The three database roles, made before the first migration by somebody who may create roles.
-- They are the login roles themselves: PostgreSQL applies role settings (the timeouts below) to the
-- role that logs in only. Passwords are set by the operator, never here. Running it again is harmless.
do $$
begin
  if not exists (select from pg_roles where rolname = 'makegood_owner') then
    create role makegood_owner login;
  end if;
  if not exists (select from pg_roles where rolname = 'makegood_app') then
    create role makegood_app login;
  end if;
  if not exists (select from pg_roles where rolname = 'makegood_reader') then
    create role makegood_reader login;
  end if;
exception
  -- Two databases of one cluster may be prepared at the same moment.
  when duplicate_object or unique_violation then null;
end
$$;

-- Nothing of the write path may wait for long: a stuck writer would hold up its whole lane.
alter role makegood_app set lock_timeout = '4s';
alter role makegood_app set statement_timeout = '8s';
alter role makegood_app set idle_in_transaction_session_timeout = '8s';
-- The application finds rows by their keys. A plan that scans a table because it was small when it was
-- last analysed would cost more with every day, and compiling a plan costs more than running it.
alter role makegood_app set enable_seqscan = off;
alter role makegood_app set jit = off;
alter role makegood_reader set default_transaction_read_only = on;
alter role makegood_reader set statement_timeout = '60s';

grant usage, create on schema public to makegood_owner;
grant usage on schema public to makegood_app, makegood_reader;
