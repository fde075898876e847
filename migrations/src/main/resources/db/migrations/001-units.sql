--liquibase formatted sql

--changeset makegood:001-units
--comment: What an amount counts, and how many decimals people see; amounts themselves are always integers in minor units. The rows come from units.csv, which the service reads too.
create table unit (
  code  text primary key check (code ~ '^[A-Z]{3,8}$'),
  scale smallint not null check (scale between 0 and 4),
  form  text not null check (form in ('POINTS', 'CURRENCY', 'USE', 'ITEM'))
);
--rollback drop table unit;
