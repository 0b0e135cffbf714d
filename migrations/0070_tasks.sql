-- A note may be about one of the function's own messages: then it is a task, such as a day by which an assessment must be made anew. What is
-- to be done, and by when, stands under the seal.
set local role sluss_owner;

alter table desk.note add column about uuid;
create index note_about on desk.note (agency, function) where about is not null;

-- A function's notes about its own messages that still stand, newest first: sent, not deleted, not taken back, and nothing sent in their place.
create function desk.list_tasks(the_agency text, the_function text, most int)
returns table (case_ref text, about uuid, id uuid, member uuid, saved_at timestamptz, bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select n.case_ref, n.about, n.id, n.member, n.saved_at, n.bytes
      from desk.note n
      join facts.disclosure d on d.id = n.about and d.function = n.function and d.case_ref = n.case_ref
      join facts.release r on r.disclosure = d.id
     where n.agency = the_agency
       and n.function = the_function
       and n.about is not null
       and not exists (select from facts.withdrawal w where w.disclosure = d.id)
       and not exists (select from facts.expiry e where e.disclosure = d.id)
       and not exists (
         select from facts.disclosure o
          where o.case_ref = d.case_ref
            and d.id in (o.corrects, o.supersedes)
            and exists (select from facts.release s where s.disclosure = o.id)
       )
     order by n.saved_at desc, n.id desc
     limit most;
end
$$;

grant execute on function desk.list_tasks(text, text, int) to sluss_app;

reset role;
grant create on schema desk to sluss_desk;
set local role sluss_desk;

-- As before (0061), with what the note is about; null: the case.
drop function desk.keep_note(text, text, text, uuid, uuid, bytea, timestamptz, int);
create function desk.keep_note(
  the_agency text, the_function text, the_case text, the_id uuid, the_member uuid, the_bytes bytea, at timestamptz, most int, the_about uuid
) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (
    select count(*) from desk.note n
     where n.agency = the_agency and n.function = the_function and n.case_ref = the_case and n.id <> the_id
  ) >= most then
    return 'full';
  end if;
  insert into desk.note (agency, function, case_ref, id, member, saved_at, bytes, about)
  values (the_agency, the_function, the_case, the_id, the_member, at, the_bytes, the_about)
  on conflict do nothing;
  if found or exists (
    select from desk.note n
     where n.agency = the_agency and n.function = the_function and n.case_ref = the_case and n.id = the_id
       and n.member = the_member and n.bytes = the_bytes and n.about is not distinct from the_about
  ) then
    return null;
  end if;
  return 'taken';
end
$$;

grant execute on function
  desk.keep_note(text, text, text, uuid, uuid, bytea, timestamptz, int, uuid)
  to sluss_app;

reset role;
revoke create on schema desk from sluss_desk;
