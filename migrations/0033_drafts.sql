-- Drafts: what a member has begun to write, encrypted in the client under a key that only the member's vault opens. Working papers, no
-- facts: they change and go, so they lie in a schema of their own, which no record refers to.
--
--   sluss_desk   owns the functions that change drafts; may do nothing else. Nobody logs in as it.
do $$
begin
  create role sluss_desk nologin;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the cluster (0001)
end
$$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant sluss_desk to %I', current_user);
  end if;
end
$$;

create schema desk authorization sluss_owner;
grant usage on schema desk to sluss_desk, sluss_app;
alter default privileges for role sluss_desk revoke execute on functions from public;

set local role sluss_owner;

create table desk.draft (
  agency text not null,
  member uuid not null,
  id uuid not null,
  -- Counts the times it was saved: who saves says which time it is, so that of two tabs one is told.
  sequence int not null check (sequence > 0),
  saved_at timestamptz not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 262144),
  primary key (agency, member, id)
);
alter table desk.draft alter column bytes set storage external;
create index on desk.draft (saved_at);

alter table desk.draft enable row level security;
alter table desk.draft force row level security;
create policy own_rows on desk.draft for select using (agency = facts.reading_agency());
create policy keeps on desk.draft to sluss_desk using (true) with check (true);
grant select on desk.draft to sluss_app;
grant select, insert, update, delete on desk.draft to sluss_desk;

-- The drafts that a member has saved since; oldest first.
create function desk.list_drafts(the_agency text, the_member uuid, since timestamptz)
returns table (id uuid, sequence int, saved_at timestamptz, size int) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id, d.sequence, d.saved_at, octet_length(d.bytes)
      from desk.draft d
     where d.agency = the_agency
       and d.member = the_member
       and d.saved_at > since
     order by d.saved_at;
end
$$;

create function desk.find_draft(the_agency text, the_member uuid, the_id uuid, since timestamptz)
returns table (sequence int, bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.sequence, d.bytes
      from desk.draft d
     where d.agency = the_agency
       and d.member = the_member
       and d.id = the_id
       and d.saved_at > since;
end
$$;

grant execute on function
  desk.list_drafts(text, uuid, timestamptz),
  desk.find_draft(text, uuid, uuid, timestamptz)
  to sluss_app;

reset role;
grant create on schema desk to sluss_desk;
grant usage on schema log, sluss to sluss_desk;
grant execute on function log.latest_time() to sluss_desk;
grant select on sluss.simulated_time to sluss_desk;
set local role sluss_desk;

-- Saves a draft for the `the_sequence`th time. The first time makes it; any other follows on the one before. Returns null when it is
-- saved, also when these very bytes were saved before and only the answer was lost; else `changed`: another tab was first; `gone`: it
-- was discarded, or is too old; `full`: the member has `most` others.
create function desk.save_draft(
  the_agency text, the_member uuid, the_id uuid, the_sequence int, the_bytes bytea, at timestamptz, most int
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known int;
begin
  if the_sequence = 1 and (
    select count(*) from desk.draft d
     where d.agency = the_agency and d.member = the_member and d.id <> the_id
  ) >= most then
    return 'full';
  end if;
  if the_sequence = 1 then
    insert into desk.draft (agency, member, id, sequence, saved_at, bytes)
    values (the_agency, the_member, the_id, 1, at, the_bytes)
    on conflict do nothing;
  else
    update desk.draft d
       set sequence = the_sequence, saved_at = at, bytes = the_bytes
     where d.agency = the_agency and d.member = the_member and d.id = the_id
       and d.sequence = the_sequence - 1;
  end if;
  if found then
    return null;
  end if;
  select case when d.sequence = the_sequence and d.bytes = the_bytes then 0 else 1 end into known
    from desk.draft d
   where d.agency = the_agency and d.member = the_member and d.id = the_id;
  return case known when 0 then null when 1 then 'changed' else 'gone' end;
end
$$;

-- Tells whether there was one.
create function desk.delete_draft(the_agency text, the_member uuid, the_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from desk.draft d
   where d.agency = the_agency and d.member = the_member and d.id = the_id;
  return found;
end
$$;

-- Deletes what was not saved again for a week, by the database's clock, and tells how many.
create function desk.expire_drafts(at timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from desk.draft d
   where d.saved_at <= least(at, log.latest_time()) - interval '7 days';
  get diagnostics gone = row_count;
  return gone;
end
$$;

grant execute on function
  desk.save_draft(text, uuid, uuid, int, bytea, timestamptz, int),
  desk.delete_draft(text, uuid, uuid),
  desk.expire_drafts(timestamptz)
  to sluss_app;

reset role;
revoke create on schema desk from sluss_desk;
