-- Who acted lies in the row of its record: one row and one index entry less for each record, a quarter of what the database had to do
-- for it. What it says is for the record's own agency as before: the column is not the application's to read, only through functions
-- that ask for whom they read.
set local role sluss_owner;

alter table content.record add column detail bytea;
alter table content.record alter column detail set storage external;

-- What is there already moves. Row-level security counts for the owner, too.
alter table content.record no force row level security;
alter table content.detail no force row level security;
alter table content.record disable trigger insert_only;
update content.record r
   set detail = d.bytes
  from content.detail d
 where d.index = r.index
   and d.agency = r.agency;
alter table content.record enable always trigger insert_only;
alter table content.record force row level security;

-- Records are read in order, or by disclosure; agencies are few.
drop index content.record_agency_index_idx;

revoke select on content.record from sluss_app;
grant select (index, agency, disclosure, body, nonce) on content.record to sluss_app;
grant update (detail) on content.record to sluss_retention;
create policy only_to_nothing on content.record as restrictive for update to sluss_retention
  using (true) with check (detail is null);

create or replace function facts.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- What it may change at all is granted: content to delete, spent sign-ins, who acted in records and in facts.
  if current_user = 'sluss_retention' and (
    tg_table_schema = 'content' and tg_op = 'DELETE'
    or tg_table_schema = 'content' and tg_table_name = 'record' and tg_op = 'UPDATE'
    or tg_table_schema = 'facts' and tg_table_name = 'session' and tg_op = 'DELETE'
    or tg_table_schema = 'facts' and tg_op = 'UPDATE'
  ) then
    return null;
  end if;
  raise exception '% is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- Who acted in a record, for the agency that is read as; null for every other, and once it is erased.
create function content.read_detail(the_index bigint) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select r.detail
    from content.record r
   where r.index = read_detail.the_index
     and r.agency = facts.reading_agency();
end;
grant execute on function content.read_detail(bigint) to sluss_app;

-- Where the records begin whose details are still there; null if there are none. What was erased is a beginning of the log.
create or replace function content.first_detail() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select min(r.index)
    from content.record r
   where r.detail is not null
     and r.index >= coalesce((select max(e.past) from facts.erasure e), 0);
end;

-- Lets these records say no more who acted.
create function content.erase_details(first bigint, past bigint) returns void
language sql set search_path = pg_catalog, pg_temp
begin atomic
  update content.record r set detail = null
   where r.index >= erase_details.first
     and r.index < erase_details.past
     and r.detail is not null;
end;

-- As before (0029), for details where they are now.
create or replace function content.erase(what text, first bigint, past bigint, at timestamptz, kept_days int)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  touched uuid[];
begin
  if past > content.erasable_until(at, kept_days) then
    return false;
  end if;
  touched := array(select t.disclosure from content.list_touched(first, past) t);
  perform content.erase_texts(touched, first, past);
  perform content.erase_members(touched, first, past);
  delete from facts.session s where s.recorded >= first and s.recorded < past;
  perform content.erase_details(first, past);
  if what = 'body' then
    delete from content.record r where r.index >= first and r.index < past;
  end if;
  return true;
end
$$;

reset role;
revoke create on schema content from sluss_retention;
set local role sluss_owner;

create or replace function facts.find_detail(the_agency text, the_index bigint)
returns table (id uuid, bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.id, d.bytes
      from log.entry e, lateral content.read_detail(e.index) as d (bytes)
     where e.index = the_index
       and d.bytes is not null;
end
$$;

create or replace function facts.list_agency_records(the_agency text, after bigint, most int)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, content.read_detail(c.index)
      from content.record c
      join log.entry e on e.index = c.index
     where c.agency = the_agency
       and c.index > after
     order by c.index
     limit most;
end
$$;

create or replace function facts.find_agency_record(the_agency text, the_id uuid)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, content.read_detail(c.index)
      from log.entry e
      join content.record c on c.index = e.index
     where e.id = the_id
       and c.agency = the_agency;
end
$$;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create or replace function log.list_missing(from_position bigint, to_position bigint)
returns table (index bigint, what text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select f.index, f.what
    from (
      select e.index,
             case
               when sha256('\x00'::bytea || e.body) <> e.hash then 'body'
               when r.index is null then
                 case when position('"c":'::bytea in e.body) > 0 then 'body' end
               when position(convert_to('"c":"' || log.commitment(r.nonce, r.body) || '"', 'UTF8') in e.body) = 0
                 then 'body'
               when r.agency is distinct from convert_from(r.body, 'UTF8')::json->>'agency' then 'body'
               when position('"det":'::bytea in r.body) > 0 and r.detail is null then 'detail'
             end as what,
             r.index is null and sha256('\x00'::bytea || e.body) = e.hash as is_gone
        from log.entry e
        left join content.record r on r.index = e.index
       where e.index >= list_missing.from_position
         and e.index < list_missing.to_position
    ) f
   where f.what is not null
     and not case f.what
           when 'detail' then log.is_erased(f.index, array['detail', 'body'])
           else f.is_gone and log.is_erased(f.index, array['body'])
         end
   order by f.index
   limit 100;
end;

-- As before (0034), with what is kept of a record in one row.
create or replace function log.insert_records(records log.records, bytes bytea, hashes bytea, first bigint) returns void
language plpgsql as $$
begin
  if octet_length(hashes) <> cardinality(records.ids) * 32 or exists (
    select from unnest(records.starts, records.leaf_sizes) with ordinality as r (start, leaf, nr)
     where sha256('\x00'::bytea || substr(bytes, r.start, r.leaf))
        is distinct from substr(hashes, (r.nr::int - 1) * 32 + 1, 32)
  ) then
    raise exception 'a leaf hash does not match its body' using errcode = 'data_exception';
  end if;
  insert into log.entry (index, id, hash, body)
  select first + r.nr - 1, r.id, substr(hashes, (r.nr::int - 1) * 32 + 1, 32), substr(bytes, r.start, r.leaf)
    from unnest(records.ids, records.starts, records.leaf_sizes) with ordinality as r (id, start, leaf, nr);
  insert into content.record (index, agency, disclosure, body, nonce, detail)
  select first + r.nr - 1, r.agency, r.disclosure, substr(bytes, r.start + r.leaf, r.body),
         substr(bytes, r.start + r.leaf + r.body, 32), substr(bytes, r.start + r.leaf + r.body + 32, r.detail)
    from unnest(records.agencies, records.disclosures, records.starts, records.leaf_sizes, records.body_sizes, records.detail_sizes)
         with ordinality as r (agency, disclosure, start, leaf, body, detail, nr)
   where r.body is not null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;

set local role sluss_owner;
drop table content.detail;
reset role;
