-- No vault is lost to somebody who has nothing but a sign-in, however often he writes: what is replaced is kept first or the change is
-- refused, what is taken back stays kept, and the same bytes are kept once, from when they were last in use.
set local role sluss_owner;
grant update on vault.earlier to sluss_vault;

reset role;
grant create on schema vault to sluss_vault;
set local role sluss_vault;

drop function vault.save_vault(text, text, int, bytea, timestamptz);
drop function vault.delete_vault(text, text, timestamptz);
drop function vault.restore_vault(text, text, timestamptz, timestamptz);
drop function vault.keep_earlier(text, text, timestamptz);

-- Keeps the vault as it is now; false when it is not kept yet and `most` others of the last day are. Two changes of one moment are kept
-- under two.
create function vault.keep_earlier(the_agency text, the_person text, at timestamptz, most int) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  current vault.vault;
  moment timestamptz;
begin
  select * into current
    from vault.vault v
   where v.agency = the_agency and v.person = the_person
     for update;
  if not found then
    return true;
  end if;
  select greatest(at, max(e.kept_at) + interval '1 millisecond') into moment
    from vault.earlier e
   where e.agency = the_agency and e.person = the_person;
  update vault.earlier e
     set kept_at = moment, generation = current.generation
   where e.agency = the_agency and e.person = the_person and e.bytes = current.bytes;
  if found then
    return true;
  end if;
  if most <= (
    select count(*)
      from vault.earlier e
     where e.agency = the_agency and e.person = the_person and e.kept_at > at - interval '1 day'
  ) then
    return false;
  end if;
  insert into vault.earlier (agency, person, generation, kept_at, bytes)
  values (the_agency, the_person, current.generation, moment, current.bytes);
  return true;
end
$$;

-- Saves a vault for the `the_generation`th time: `saved`, also when these very bytes were saved before and only the answer was lost;
-- `changed`, another tab or device was first; `full`, too many of a day's vaults are kept already.
create function vault.save_vault(
  the_agency text, the_person text, the_generation int, the_bytes bytea, at timestamptz
) returns text
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
    if not vault.keep_earlier(the_agency, the_person, at, 10) then
      return 'full';
    end if;
    update vault.vault v
       set generation = the_generation, saved_at = at, bytes = the_bytes
     where v.agency = the_agency and v.person = the_person;
  end if;
  return case when exists (
    select from vault.vault v
     where v.agency = the_agency and v.person = the_person
       and v.generation = the_generation and v.bytes = the_bytes
  ) then 'saved' else 'changed' end;
end
$$;

-- Deletes a vault, but for what is kept, and what was asked for with its key: whoever has lost what opens it begins anew. `deleted`,
-- `none` or `full`.
create function vault.delete_vault(the_agency text, the_person text, at timestamptz) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not vault.keep_earlier(the_agency, the_person, at, 10) then
    return 'full';
  end if;
  delete from vault.enrolment e where e.agency = the_agency and e.person = the_person;
  delete from vault.vault v where v.agency = the_agency and v.person = the_person;
  return case when found then 'deleted' else 'none' end;
end
$$;

-- Takes an earlier vault back; it stays kept, and so does what was there in its place. `restored`, `none` or `full`: whoever takes back
-- comes after whoever wrote over, so there is room for more.
create function vault.restore_vault(the_agency text, the_person text, the_time timestamptz, at timestamptz)
returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  earlier vault.earlier;
begin
  select * into earlier
    from vault.earlier e
   where e.agency = the_agency and e.person = the_person and e.kept_at = the_time;
  if not found then
    return 'none';
  end if;
  if not vault.keep_earlier(the_agency, the_person, at, 40) then
    return 'full';
  end if;
  insert into vault.vault (agency, person, generation, saved_at, bytes)
  values (the_agency, the_person, earlier.generation, at, earlier.bytes)
  on conflict (agency, person) do update
    set generation = excluded.generation, saved_at = excluded.saved_at, bytes = excluded.bytes;
  return 'restored';
end
$$;

grant execute on function
  vault.save_vault(text, text, int, bytea, timestamptz),
  vault.delete_vault(text, text, timestamptz),
  vault.restore_vault(text, text, timestamptz, timestamptz)
  to sluss_app;

reset role;
revoke create on schema vault from sluss_vault;
