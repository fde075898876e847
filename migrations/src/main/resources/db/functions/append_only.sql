--liquibase formatted sql

--changeset makegood:append_only runOnChange:true splitStatements:false
--comment: Refuses to change what is append-only, whoever asks; privileges refuse the application already.
create or replace function append_only() returns trigger
  language plpgsql as
$$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
--rollback drop function append_only();
