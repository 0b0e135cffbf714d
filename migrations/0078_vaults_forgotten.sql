-- Once other secrets open a vault, its earlier texts, which the earlier secrets open, are forgotten before their month is over: on a
-- request that the member's own key has signed, for the very text that is there now.
grant create on schema vault to sluss_vault;
set local role sluss_vault;

-- Holds other changes of what is kept for a person back until this one is through: what is being taken back must not outlive it.
create function vault.hold_earlier(the_agency text, the_person text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended(the_agency || ' ' || the_person, 78))
$$;

-- Forgets every earlier vault of a person's, if the one that is there has this SHA-256: `forgotten`, else `changed`.
create function vault.forget_earlier(the_agency text, the_person text, the_digest bytea) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform vault.hold_earlier(the_agency, the_person);
  perform from vault.vault v
    where v.agency = the_agency and v.person = the_person and sha256(v.bytes) = the_digest
      for update;
  if not found then
    return 'changed';
  end if;
  delete from vault.earlier e where e.agency = the_agency and e.person = the_person;
  return 'forgotten';
end
$$;

-- As 0059, but looks for what is taken back only once nobody else is forgetting it.
create or replace function vault.restore_vault(
  the_agency text, the_person text, the_time timestamptz, at timestamptz
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  earlier vault.earlier;
begin
  perform vault.hold_earlier(the_agency, the_person);
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

grant execute on function vault.forget_earlier(text, text, bytea) to sluss_app;

reset role;
revoke create on schema vault from sluss_vault;
