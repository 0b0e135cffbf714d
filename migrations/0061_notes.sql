-- Notes of a function about a case: whom it tried to reach and what came of it, and where it is registered. Sealed in the client under a
-- key that the members of the function alone hold. Working papers, no facts: what must last stands in the agency's own case file.
set local role sluss_owner;

create table desk.note (
  agency text not null,
  function text not null,
  case_ref text not null,
  id uuid not null,
  -- Whoever sent it; the note itself says so too, under the seal.
  member uuid not null,
  saved_at timestamptz not null,
  bytes bytea not null check (octet_length(bytes) between 1 and 8192),
  primary key (agency, function, case_ref, id)
);
alter table desk.note alter column bytes set storage external;

alter table desk.note enable row level security;
alter table desk.note force row level security;
create policy own_rows on desk.note for select using (agency = facts.reading_agency());
create policy keeps on desk.note to sluss_desk using (true) with check (true);
grant select on desk.note to sluss_app;
grant select, insert, delete on desk.note to sluss_desk;

-- A function's notes about a case; oldest first.
create function desk.list_notes(the_agency text, the_function text, the_case text)
returns table (id uuid, member uuid, saved_at timestamptz, bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select n.id, n.member, n.saved_at, n.bytes
      from desk.note n
     where n.agency = the_agency
       and n.function = the_function
       and n.case_ref = the_case
     order by n.saved_at, n.id;
end
$$;

grant execute on function desk.list_notes(text, text, text) to sluss_app;

reset role;
grant create on schema desk to sluss_desk;
set local role sluss_desk;

-- Keeps a note, which nobody changes afterwards. Returns null when it is kept, also when the same was kept before and only the answer was
-- lost; else `taken`: another has this id; `full`: the function has `most` about the case.
create function desk.keep_note(
  the_agency text, the_function text, the_case text, the_id uuid, the_member uuid, the_bytes bytea, at timestamptz, most int
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (
    select count(*) from desk.note n
     where n.agency = the_agency and n.function = the_function and n.case_ref = the_case and n.id <> the_id
  ) >= most then
    return 'full';
  end if;
  insert into desk.note (agency, function, case_ref, id, member, saved_at, bytes)
  values (the_agency, the_function, the_case, the_id, the_member, at, the_bytes)
  on conflict do nothing;
  if found or exists (
    select from desk.note n
     where n.agency = the_agency and n.function = the_function and n.case_ref = the_case and n.id = the_id
       and n.member = the_member and n.bytes = the_bytes
  ) then
    return null;
  end if;
  return 'taken';
end
$$;

-- Deletes all notes of a function about a case to which it has added none for 90 days, by the database's clock, and tells how many.
create function desk.expire_notes(at timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  gone int;
begin
  delete from desk.note n
   where not exists (
     select from desk.note later
      where later.agency = n.agency and later.function = n.function and later.case_ref = n.case_ref
        and later.saved_at > least(at, log.latest_time()) - interval '90 days'
   );
  get diagnostics gone = row_count;
  return gone;
end
$$;

grant execute on function
  desk.keep_note(text, text, text, uuid, uuid, bytea, timestamptz, int),
  desk.expire_notes(timestamptz)
  to sluss_app;

reset role;
revoke create on schema desk from sluss_desk;
