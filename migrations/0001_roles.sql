-- Who may do what. None of these roles can log in, except sluss_app once the operator gives it a password
-- (`alter role sluss_app login password …`).
--
--   sluss_owner      owns schemas and tables. Row-level security is forced on it too.
--   sluss_writer     owns the write function: may insert and select, never update, delete or truncate.
--   sluss_retention  owns the retention functions: may delete content, never facts and never the log.
--   sluss_app        the gateway: may select, and execute what is granted to it.
do $$
declare
  name text;
begin
  foreach name in array array['sluss_owner', 'sluss_writer', 'sluss_retention', 'sluss_app'] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then
      null; -- roles belong to the cluster: another database, or the installation, has made it
    end;
  end loop;
end
$$;

do $$
begin
  -- The role that migrates acts as these to give away what it makes; a superuser may anyway.
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant sluss_owner, sluss_writer, sluss_retention to %I', current_user);
  end if;
end
$$;

create schema log authorization sluss_owner;
create schema facts authorization sluss_owner;
create schema content authorization sluss_owner;

grant usage on schema log, facts, content to sluss_writer, sluss_retention, sluss_app;

-- Nobody runs a function that was not granted to him.
alter default privileges for role sluss_owner revoke execute on functions from public;
alter default privileges for role sluss_writer revoke execute on functions from public;
alter default privileges for role sluss_retention revoke execute on functions from public;

-- Refuses what would change history. Statement triggers fire even when no row matches; ENABLE ALWAYS makes them fire
-- under session_replication_role = replica too. Who owns the table can still drop them: that is what witnesses are for.
create function facts.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'DELETE' and tg_table_schema = 'content' and current_user = 'sluss_retention' then
    return null;
  end if;
  raise exception '% is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
alter function facts.refuse_change() owner to sluss_owner;

-- Makes a table insert-only and readable by the application.
create procedure facts.seal(target regclass)
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('create trigger insert_only before update or delete or truncate on %s '
    'for each statement execute function facts.refuse_change()', target);
  execute format('alter table %s enable always trigger insert_only', target);
  execute format('grant insert, select on %s to sluss_writer', target);
  execute format('grant select on %s to sluss_app, sluss_retention', target);
end
$$;
alter procedure facts.seal(regclass) owner to sluss_owner;

revoke execute on function facts.refuse_change() from public;
revoke execute on procedure facts.seal(regclass) from public;
