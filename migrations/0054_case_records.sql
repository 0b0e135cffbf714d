-- Which records are of which case, entered beside the write path: it costs whoever records something nothing, and whoever asks for a case
-- only what has come since somebody asked last. Before, every record of the agency was read, and the whole log compared, for each question.
set local role sluss_owner;

create table content.case_record (
  index bigint primary key,
  agency text,
  -- As in the record's body. Null in the last row of what was read through, if that record is of no case.
  case_ref bytea,
  check ((agency is null) = (case_ref is null))
);
create index on content.case_record (case_ref, agency) where case_ref is not null;
call facts.seal('content.case_record');
alter table content.case_record enable row level security;
alter table content.case_record force row level security;
create policy own_rows on content.case_record for select using (agency = facts.reading_agency());
create policy writes on content.case_record to sluss_writer using (true) with check (true);
create policy retains on content.case_record to sluss_retention using (true);

-- There were two of the same.
drop index if exists facts.disclosure_case_ref_idx1;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- Reads on in the log, so many records at most, and enters those that are of a case. A body is JSON, and a case reference holds nothing
-- that is escaped in it. Two who do so at once enter the same. Returns whether there is more to read.
create function log.index_cases(most int) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  first bigint := coalesce((select max(c.index) + 1 from content.case_record c), 0);
  ends bigint := coalesce((select max(e.index) + 1 from log.entry e), 0);
  past bigint := least(ends, first + index_cases.most);
begin
  if past <= first then
    return false;
  end if;
  insert into content.case_record (index, agency, case_ref)
  select r.index, r.agency, substring(r.body from position('"case":"'::bytea in r.body) + 8 for 9)
    from content.record r
   where r.index >= first
     and r.index < past
     and r.agency is not null
     and position('"case":"'::bytea in r.body) > 0
      on conflict do nothing;
  insert into content.case_record (index) values (past - 1) on conflict do nothing;
  return past < ends;
end
$$;
grant execute on function log.index_cases(int) to sluss_app;

-- Records among those read through that are of a case and are entered as of none, or as of another: somebody else has written there.
create function log.list_misfiled_cases() returns setof bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select r.index
    from content.record r
    left join content.case_record k on k.index = r.index
   where r.agency is not null
     and position('"case":"'::bytea in r.body) > 0
     and r.index <= (select max(c.index) from content.case_record c)
     and (k.agency, k.case_ref) is distinct from
         (r.agency, substring(r.body from position('"case":"'::bytea in r.body) + 8 for 9))
   order by r.index
   limit 100;
end;
grant execute on function log.list_misfiled_cases() to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
set local role sluss_owner;

-- As before (0019), of what was entered.
create or replace function facts.list_case_records(the_agency text, the_case text)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, null::bytea
      from content.case_record k
      join content.record c on c.index = k.index
      join log.entry e on e.index = k.index
     where k.case_ref = convert_to(the_case, 'UTF8')
       and k.agency = the_agency
       and c.agency = the_agency
     order by e.index;
end
$$;

-- Where records of the agency's acts in a case must be: those that were entered, and those that facts speak of.
create function facts.list_case_positions(the_agency text, the_case text)
returns table (index bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select k.index from content.case_record k
     where k.case_ref = convert_to(the_case, 'UTF8') and k.agency = the_agency
    union
    select d.recorded from facts.disclosure d where d.case_ref = the_case and d.agency = the_agency
    union
    select s.recorded
      from facts.disclosure d
      join facts.statement s on s.disclosure = d.id
     where d.case_ref = the_case and s.agency = the_agency
    union
    select o.recorded
      from facts.disclosure d
      join facts.open o on o.disclosure = d.id
     where d.case_ref = the_case and o.agency = the_agency
    union
    select u.recorded
      from facts.disclosure d
      join facts.use u on u.disclosure = d.id
     where d.case_ref = the_case and u.agency = the_agency;
end
$$;
grant execute on function facts.list_case_positions(text, text) to sluss_app;

reset role;
