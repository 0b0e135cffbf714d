-- Whoever is barred from a case by somebody of the agency gets nothing of it; of what was said of one member, the last counts.
set local role sluss_owner;

-- Members who had been barred by mistake.
alter table facts.relation add column readmitted uuid[] not null default '{}';
create index on facts.relation (agency) where barred <> '{}' or readmitted <> '{}';
grant update (readmitted) on facts.relation to sluss_retention;
create policy readmits_nobody on facts.relation as restrictive for update to sluss_retention
  using (true) with check (readmitted = '{}'::uuid[]);

-- The cases from which a member is barred.
create function facts.list_barred(the_agency text, the_member uuid)
returns table (case_ref text) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select last.case_ref
      from (
        select distinct on (r.case_ref) r.case_ref, the_member = any (r.barred) as is_barred
          from facts.relation r
         where r.agency = the_agency
           and (r.barred <> '{}' or r.readmitted <> '{}')
           and r.case_ref is not null
           and (the_member = any (r.barred) or the_member = any (r.readmitted))
         order by r.case_ref, r.recorded desc
      ) as last
     where last.is_barred;
end
$$;
grant execute on function facts.list_barred(text, uuid) to sluss_app;

-- As before (0087), with who is not barred any more.
create or replace function desk.list_tasks(the_agency text, the_function text, the_member uuid, most int)
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
       and n.case_ref not in (select b.case_ref from facts.list_barred(the_agency, the_member) b)
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

-- As before (0032), without what is of some cases.
drop function facts.list_waiting(text, text[]);
create function facts.list_waiting(the_agency text, functions text[], without text[])
returns table (function text, unowned bigint, acute bigint, to_decide bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.function, w.unowned, w.acute, (
        select count(*)
          from facts.disclosure d
         where coalesce(d.decision_function, d.function) = f.function
           and d.outcome = 'held'
           and facts.read_state(d.id) = 'held'
           and d.case_ref <> all (without)
      )
      from unnest(functions) as f (function)
      cross join lateral (
        select count(*) as unowned, count(*) filter (where d.urgency = 'acute') as acute
          from facts.read_received(f.function) r
          join facts.disclosure d on d.id = r.disclosure
         where r.owner is null
           and d.type <> 'synthetic'
           and d.case_ref <> all (without)
      ) as w;
end
$$;
grant execute on function facts.list_waiting(text, text[], text[]) to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create or replace function log.accept_relation(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.relation r where r.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.relation (digest, agency, function, member, case_ref, kid, tokens, barred, readmitted, recorded)
  values (item->>'digest', item->>'agency', item->>'function', (item->>'member')::uuid, item->>'case', item->>'kid',
    item->'tokens', array(select jsonb_array_elements_text(item->'barred')::uuid),
    array(select jsonb_array_elements_text(item->'readmitted')::uuid), index);
  insert into content.oversight (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- As before (0056), with who was let in again.
create or replace function content.erase_members(touched uuid[], first bigint, past bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update facts.disclosure f set member = facts.nobody()
   where f.id = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.countersignature f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.open f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.receipt f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past and f.member is not null;
  update facts.withdrawal f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.use f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.review f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.sample f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.inquiry f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.relation f set member = facts.nobody(), tokens = '[]', barred = '{}', readmitted = '{}'
   where f.digest in (select o.digest from content.list_over(past) o);
end
$$;

reset role;
revoke create on schema content from sluss_retention;
