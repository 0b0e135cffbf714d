-- Vaults: members' private keys, sealed in the client under secrets that this service does not hold, and what people who are being
-- admitted and their agencies leave for one another. Rows change and go, so they lie in a schema of their own, which no record refers to.
--
--   sluss_vault   owns the functions that change them; may do nothing else. Nobody logs in as it.
do $$
begin
  create role sluss_vault nologin;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the cluster (0001)
end
$$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant sluss_vault to %I', current_user);
  end if;
end
$$;

create schema vault authorization sluss_owner;
grant usage on schema vault to sluss_vault, sluss_app;
alter default privileges for role sluss_vault revoke execute on functions from public;

set local role sluss_owner;

-- `person` is an HMAC of issuer and subject under the record key: whose it is, the member's client alone can tell from the content.
create table vault.vault (
  agency text not null,
  person text not null,
  -- Counts the times it was sealed, as its text does: of two tabs one is told.
  generation int not null check (generation > 0),
  saved_at timestamptz not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 131072),
  primary key (agency, person)
);
alter table vault.vault alter column bytes set storage external;

-- What somebody asks the custodians for; says who it is, so it is kept for a month.
create table vault.enrolment (
  agency text not null,
  person text not null,
  kid text not null,
  text text not null check (length(text) <= 8192),
  asked_at timestamptz not null,
  primary key (agency, person),
  unique (agency, kid)
);
create index on vault.enrolment (asked_at);

create table vault.introduction (
  agency text not null,
  kid text not null,
  text text not null check (length(text) <= 16384),
  primary key (agency, kid),
  foreign key (agency, kid) references vault.enrolment (agency, kid) on update cascade on delete cascade
);

-- A function's key, sealed to whoever asked.
create table vault.handover (
  agency text not null,
  kid text not null,
  function_kid text not null,
  text text not null check (length(text) <= 8192),
  primary key (agency, kid, function_kid),
  foreign key (agency, kid) references vault.enrolment (agency, kid) on delete cascade
);

grant select, insert, update, delete
  on vault.vault, vault.enrolment, vault.introduction, vault.handover to sluss_vault;

reset role;
grant create on schema vault to sluss_vault;
set local role sluss_vault;

create function vault.find_vault(the_agency text, the_person text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.bytes from vault.vault v where v.agency = the_agency and v.person = the_person
$$;

-- Saves a vault for the `the_generation`th time. Tells whether it is saved, also when these very bytes were saved before and only the
-- answer was lost; if not, another tab or device was first.
create function vault.save_vault(
  the_agency text, the_person text, the_generation int, the_bytes bytea, at timestamptz
) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if the_generation = 1 then
    insert into vault.vault (agency, person, generation, saved_at, bytes)
    values (the_agency, the_person, 1, at, the_bytes)
    on conflict do nothing;
  else
    update vault.vault v
       set generation = the_generation, saved_at = at, bytes = the_bytes
     where v.agency = the_agency and v.person = the_person and v.generation = the_generation - 1;
  end if;
  return found or exists (
    select from vault.vault v
     where v.agency = the_agency and v.person = the_person
       and v.generation = the_generation and v.bytes = the_bytes
  );
end
$$;

-- Deletes a vault and what was asked for with its key: whoever has lost what opens it begins anew.
create function vault.delete_vault(the_agency text, the_person text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from vault.enrolment e where e.agency = the_agency and e.person = the_person;
  delete from vault.vault v where v.agency = the_agency and v.person = the_person;
  return found;
end
$$;

-- Tells whether it was taken in; not if the key is another person's.
create function vault.ask(the_agency text, the_person text, the_kid text, the_text text, at timestamptz)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from vault.enrolment e
     where e.agency = the_agency and e.kid = the_kid and e.person <> the_person
  ) then
    return false;
  end if;
  -- What was left for an earlier key of the person's is of no use any more.
  delete from vault.enrolment e
   where e.agency = the_agency and e.person = the_person and e.kid <> the_kid;
  insert into vault.enrolment (agency, person, kid, text, asked_at)
  values (the_agency, the_person, the_kid, the_text, at)
  on conflict (agency, person) do update set text = excluded.text, asked_at = excluded.asked_at;
  return true;
end
$$;

create function vault.list_enrolments(the_agency text) returns table (kid text, text text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.kid, e.text from vault.enrolment e where e.agency = the_agency order by e.asked_at
$$;

-- Tells whether somebody has asked with this key.
create function vault.introduce(the_agency text, the_kid text, the_text text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from vault.enrolment e where e.agency = the_agency and e.kid = the_kid) then
    return false;
  end if;
  insert into vault.introduction (agency, kid, text) values (the_agency, the_kid, the_text)
  on conflict (agency, kid) do update set text = excluded.text;
  return true;
end
$$;

-- Tells whether somebody has asked with this key.
create function vault.hand_over(the_agency text, the_kid text, the_function_kid text, the_text text)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from vault.enrolment e where e.agency = the_agency and e.kid = the_kid) then
    return false;
  end if;
  insert into vault.handover (agency, kid, function_kid, text)
  values (the_agency, the_kid, the_function_kid, the_text)
  on conflict (agency, kid, function_kid) do update set text = excluded.text;
  return true;
end
$$;

-- What was left for a person: the introduction, and the keys handed over. No row before the person has asked.
create function vault.left_for(the_agency text, the_person text)
returns table (kid text, introduction text, handovers text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select e.kid,
         i.text,
         coalesce(
           (select array_agg(h.text order by h.function_kid)
              from vault.handover h
             where h.agency = e.agency and h.kid = e.kid),
           '{}'
         )
    from vault.enrolment e
    left join vault.introduction i on i.agency = e.agency and i.kid = e.kid
   where e.agency = the_agency and e.person = the_person
$$;

-- Forgets keys that were taken in.
create function vault.take_handovers(the_agency text, the_person text, the_kids text[]) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from vault.handover h
   using vault.enrolment e
   where e.agency = the_agency and e.person = the_person
     and h.agency = e.agency and h.kid = e.kid and h.function_kid = any (the_kids)
$$;

-- Forgets what was asked more than a month ago.
create function vault.forget_enrolments(at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from vault.enrolment e where e.asked_at < at - interval '30 days'
$$;

grant execute on function
  vault.find_vault(text, text),
  vault.save_vault(text, text, int, bytea, timestamptz),
  vault.delete_vault(text, text),
  vault.ask(text, text, text, text, timestamptz),
  vault.list_enrolments(text),
  vault.introduce(text, text, text),
  vault.hand_over(text, text, text, text),
  vault.left_for(text, text),
  vault.take_handovers(text, text, text[]),
  vault.forget_enrolments(timestamptz)
  to sluss_app;

reset role;
revoke create on schema vault from sluss_vault;
