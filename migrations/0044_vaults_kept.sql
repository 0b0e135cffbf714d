-- A vault that was replaced or deleted is kept for a month: whoever had nothing but somebody's sign-in destroys nothing. And of a
-- function's key each colleague's hand-over is kept by itself, so that nobody spoils another's.
set local role sluss_owner;

create table vault.earlier (
  agency text not null,
  person text not null,
  generation int not null,
  kept_at timestamptz not null,
  bytes bytea not null,
  primary key (agency, person, kept_at)
);
alter table vault.earlier alter column bytes set storage external;
create index on vault.earlier (kept_at);
grant select, insert, delete on vault.earlier to sluss_vault;

-- The member who handed over; empty for the custodians.
alter table vault.handover add column left_by text not null default '';
alter table vault.handover drop constraint handover_pkey;
alter table vault.handover add primary key (agency, kid, function_kid, left_by);

reset role;
grant create on schema vault to sluss_vault;
set local role sluss_vault;

-- Keeps the vault as it is now. Of a day's changes the first ones: what somebody writes over and over pushes nothing out.
create function vault.keep_earlier(the_agency text, the_person text, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into vault.earlier (agency, person, generation, kept_at, bytes)
  select v.agency, v.person, v.generation, at, v.bytes
    from vault.vault v
   where v.agency = the_agency and v.person = the_person
     and (select count(*) from vault.earlier e
           where e.agency = the_agency and e.person = the_person
             and e.kept_at > at - interval '1 day') < 10
  on conflict do nothing
$$;

create or replace function vault.save_vault(
  the_agency text, the_person text, the_generation int, the_bytes bytea, at timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before int;
begin
  select v.generation into before
    from vault.vault v
   where v.agency = the_agency and v.person = the_person
     for update;
  if before is null and the_generation = 1 then
    insert into vault.vault (agency, person, generation, saved_at, bytes)
    values (the_agency, the_person, 1, at, the_bytes)
    on conflict do nothing;
  elsif before = the_generation - 1 then
    perform vault.keep_earlier(the_agency, the_person, at);
    update vault.vault v
       set generation = the_generation, saved_at = at, bytes = the_bytes
     where v.agency = the_agency and v.person = the_person;
  end if;
  return exists (
    select from vault.vault v
     where v.agency = the_agency and v.person = the_person
       and v.generation = the_generation and v.bytes = the_bytes
  );
end
$$;

drop function vault.delete_vault(text, text);

-- Deletes a vault, but for what is kept, and what was asked for with its key: whoever has lost what opens it begins anew.
create function vault.delete_vault(the_agency text, the_person text, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform vault.keep_earlier(the_agency, the_person, at);
  delete from vault.enrolment e where e.agency = the_agency and e.person = the_person;
  delete from vault.vault v where v.agency = the_agency and v.person = the_person;
  return found;
end
$$;

-- Since when each earlier vault is none any more, newest first.
create function vault.list_earlier(the_agency text, the_person text) returns setof timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.kept_at
    from vault.earlier e
   where e.agency = the_agency and e.person = the_person
   order by e.kept_at desc
$$;

-- Takes an earlier vault back; what was there in its place is kept. Tells whether there is such a one.
create function vault.restore_vault(the_agency text, the_person text, the_time timestamptz, at timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  earlier vault.earlier;
begin
  select * into earlier
    from vault.earlier e
   where e.agency = the_agency and e.person = the_person and e.kept_at = the_time;
  if not found then
    return false;
  end if;
  perform vault.keep_earlier(the_agency, the_person, at);
  delete from vault.earlier e
   where e.agency = the_agency and e.person = the_person and e.kept_at = the_time;
  insert into vault.vault (agency, person, generation, saved_at, bytes)
  values (the_agency, the_person, earlier.generation, at, earlier.bytes)
  on conflict (agency, person) do update
    set generation = excluded.generation, saved_at = excluded.saved_at, bytes = excluded.bytes;
  return true;
end
$$;

drop function vault.hand_over(text, text, text, text);

-- Tells whether somebody has asked with this key. `the_member`: who hands over; empty for the custodians.
create function vault.hand_over(
  the_agency text, the_kid text, the_function_kid text, the_member text, the_text text
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from vault.enrolment e where e.agency = the_agency and e.kid = the_kid) then
    return false;
  end if;
  insert into vault.handover (agency, kid, function_kid, left_by, text)
  values (the_agency, the_kid, the_function_kid, the_member, the_text)
  on conflict (agency, kid, function_kid, left_by) do update set text = excluded.text;
  return true;
end
$$;

-- Forgets what was asked, and vaults that were replaced or deleted, more than a month ago.
create or replace function vault.forget_enrolments(at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from vault.enrolment e where e.asked_at < at - interval '30 days';
  delete from vault.earlier e where e.kept_at < at - interval '30 days'
$$;

grant execute on function
  vault.delete_vault(text, text, timestamptz),
  vault.list_earlier(text, text),
  vault.restore_vault(text, text, timestamptz, timestamptz),
  vault.hand_over(text, text, text, text, text)
  to sluss_app;

reset role;
revoke create on schema vault from sluss_vault;
