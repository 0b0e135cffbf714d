-- Who acted in a record: encrypted under the gateway's record key, beside the tree, and deletable. The body of the record commits
-- to it. What a member signed, and the fact made of it, name him in tables of their own (0003, 0004), which this does not touch.
-- An agency's officers read those of their agency; to another party to the same disclosure its staff are pseudonyms.
set local role sluss_owner;

create table content.detail (
  index bigint primary key,
  agency text not null,
  id uuid not null,
  bytes bytea not null
);
alter table content.detail alter column bytes set storage external;
call facts.seal('content.detail');
alter table content.detail enable row level security;
alter table content.detail force row level security;
create policy own_rows on content.detail for select using (agency = facts.reading_agency());
create policy writes on content.detail to sluss_writer using (true) with check (true);
create policy retains on content.detail to sluss_retention using (true);
grant delete on content.detail to sluss_retention;

-- What was erased of the records from position `first` up to `past`, the last excluded, as of this record.
create table facts.erasure (
  recorded bigint primary key,
  what text not null check (what in ('detail', 'body')),
  first bigint not null,
  past bigint not null check (past > first),
  at timestamptz not null,
  unique (what, first, past)
);
call facts.seal('facts.erasure');

-- Who acted in one record of the agency's.
create function facts.find_detail(the_agency text, the_index bigint)
returns table (id uuid, bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id, d.bytes from content.detail d where d.index = the_index;
end
$$;

-- A page of the records of what the agency itself did, in the log's order, after a position; `detail` is null once erased.
create function facts.list_agency_records(the_agency text, after bigint, most int)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, d.bytes
      from content.record c
      join log.entry e on e.index = c.index
      left join content.detail d on d.index = c.index
     where c.agency = the_agency
       and c.index > after
     order by c.index
     limit most;
end
$$;

grant execute on function facts.find_detail(text, bigint), facts.list_agency_records(text, bigint, int)
  to sluss_app;

reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- What 0011 says is due, and when, is due by the database's clock.
alter function content.is_due(uuid, timestamptz, int) rename to is_due_at;
create function content.is_due(the_disclosure uuid, at timestamptz, kept_days int) returns boolean
language sql volatile
begin atomic
  select content.is_due_at(the_disclosure, least(is_due.at, log.latest_time()), kept_days);
end;
create or replace function content.list_due(at timestamptz, kept_days int, most int)
returns table (disclosure uuid, manifest text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select d.id, d.manifest::text
    from content.submission s
    join facts.disclosure d on d.id = s.disclosure
   where content.is_due_at(s.disclosure, least(list_due.at, log.latest_time()), kept_days)
   order by d.recorded
   limit most;
end;

-- The position up to which records are older than so many days, and never less than a year.
create function content.erasable_until(at timestamptz, kept_days int) returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select coalesce(max(y.start + c.size), 0)
    from log.year y
    join lateral (
      select k.size from log.checkpoint k
       where k.year = y.year
         and k.at <= least(erasable_until.at, log.latest_time()) - make_interval(days => greatest(kept_days, 365))
       order by k.size desc
       limit 1
    ) c on true;
end;
grant execute on function content.erasable_until(timestamptz, int) to sluss_app, sluss_writer;

-- Where the records begin whose details are still there; null if there are none.
create function content.first_detail() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select min(d.index) from content.detail d;
end;
grant execute on function content.first_detail() to sluss_app;

-- Deletes what is kept of these records beside the tree; tells whether it might.
create function content.erase(what text, first bigint, past bigint, at timestamptz, kept_days int)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if past > content.erasable_until(at, kept_days) then
    return false;
  end if;
  delete from content.detail d where d.index >= first and d.index < past;
  if what = 'body' then
    delete from content.record r where r.index >= first and r.index < past;
  end if;
  return true;
end
$$;
grant execute on function content.erase(text, bigint, bigint, timestamptz, int) to sluss_writer;

reset role;
revoke create on schema content from sluss_retention;
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- Several processes may look for what is due at once: the first record is the only one.
create function log.accept_erasure(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_kind text := item->>'what';
  the_first bigint := item->>'from';
  the_past bigint := item->>'to';
begin
  if exists (
    select from facts.erasure e
     where e.what = the_kind and e.first = the_first and e.past = the_past
  ) then
    return 'already-recorded';
  end if;
  if not content.erase(the_kind, the_first, the_past, at, (item->>'keptDays')::int) then
    return 'not-expired';
  end if;
  insert into facts.erasure (recorded, what, first, past, at)
  values (index, the_kind, the_first, the_past, at);
  return null;
end
$$;

-- What the log says was recorded from position `from_position` up to `to_position` and nobody can read any more, although no
-- erasure covers it: the body behind a closed leaf, or who acted where the body commits to it. At most a hundred.
create function log.list_missing(from_position bigint, to_position bigint)
returns table (index bigint, what text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select e.index, case when r.index is null then 'body' else 'detail' end
    from log.entry e
    left join content.record r on r.index = e.index
    left join content.detail d on d.index = e.index
   where e.index >= list_missing.from_position
     and e.index < list_missing.to_position
     and case
           when r.index is null then position('"c":'::bytea in e.body) > 0 and not exists (
             select from facts.erasure x
              where x.what = 'body' and x.first <= e.index and x.past > e.index
           )
           else d.index is null and position('"det":'::bytea in r.body) > 0 and not exists (
             select from facts.erasure x where x.first <= e.index and x.past > e.index
           )
         end
   order by e.index
   limit 100;
end;
grant execute on function log.list_missing(bigint, bigint) to sluss_app;

alter type log.item add attribute detail_at int, add attribute detail_size int;

create or replace function log.insert_contents(items log.item[], bytes bytea, first bigint) returns void
language plpgsql as $$
begin
  insert into facts.statement (digest, kind, agency, disclosure, recorded)
  select s.digest, s.kind, s.agency, s.disclosure, first + d.ordinality - 1
    from unnest(items) with ordinality as d, unnest(d.statements) as s;
  insert into content.statement (digest, disclosure, text)
  select s.digest, s.disclosure, substr(bytes, s.text_at + 1, s.text_size)
    from unnest(items) as d, unnest(d.statements) as s;
  insert into content.submission (disclosure, bytes)
  select d.disclosure, substr(bytes, d.submission_at + 1, d.submission_size)
    from unnest(items) as d
   where d.submission_at is not null;
  insert into content.decision (disclosure, digest, bytes)
  select d.disclosure, d.decision, substr(bytes, d.decision_at + 1, d.decision_size)
    from unnest(items) as d
   where d.kind = 'disclosure';
  insert into content.answer (disclosure, agency, status, body)
  select d.disclosure, d.agency, d.status, substr(bytes, d.answer_at + 1, d.answer_size)
    from unnest(items) as d
   where d.kind = 'disclosure';
  insert into content.record (index, agency, disclosure, body, nonce)
  select first + d.ordinality - 1, d.agency, d.shared, substr(bytes, d.body_at + 1, d.body_size),
         substr(bytes, d.body_at + d.body_size + 1, 32)
    from unnest(items) with ordinality as d
   where d.body_at is not null;
  insert into content.detail (index, agency, id, bytes)
  select first + d.ordinality - 1, d.agency, d.id, substr(bytes, d.detail_at + 1, d.detail_size)
    from unnest(items) with ordinality as d
   where d.detail_at is not null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
