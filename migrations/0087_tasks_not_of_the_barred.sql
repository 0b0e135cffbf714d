-- A task of a case is not listed for whoever is barred from that case by somebody of the agency.
set local role sluss_owner;

-- As before (0070), for one member.
drop function desk.list_tasks(text, text, int);
create function desk.list_tasks(the_agency text, the_function text, the_member uuid, most int)
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
       and not exists (
         select from facts.relation b
          where b.agency = the_agency and b.case_ref = n.case_ref and the_member = any (b.barred)
       )
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

grant execute on function desk.list_tasks(text, text, uuid, int) to sluss_app;
