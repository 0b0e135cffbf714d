-- Review: what compliance officers have come to about records.
set local role sluss_owner;

create table facts.review (
  digest facts.digest primary key,
  -- The officer's.
  agency text not null,
  member uuid not null,
  -- Whose record it is.
  of_agency text not null,
  record uuid not null,
  verdict text not null check (verdict in ('ok', 'ask', 'incident')),
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.review (of_agency, record, recorded desc);

create table content.review (
  digest facts.digest primary key,
  agency text not null,
  of_agency text not null,
  text bytea not null
);

call facts.seal('facts.review');
call facts.seal('content.review');
grant delete on content.review to sluss_retention;

-- Of a review of another agency's member both agencies see that it was done.
do $$
declare
  target text;
begin
  foreach target in array array['facts.review', 'content.review'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using '
      '(facts.reading_agency() in (agency, of_agency))', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;

-- The signed verdicts on records of an agency, in the log's order, as one of the two agencies may read them.
create function facts.list_verdicts(the_reader text, the_agency text)
returns table (text bytea) language plpgsql as $$
begin
  perform facts.read_as(the_reader);
  return query
    select c.text
      from facts.review r
      join content.review c on c.digest = r.digest
     where r.of_agency = the_agency
     order by r.recorded;
end
$$;

-- All reviews of one record, in the log's order.
create function facts.list_reviews(the_reader text, the_agency text, the_record uuid)
returns table (text bytea, recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_reader);
  return query
    select c.text, r.recorded
      from facts.review r
      join content.review c on c.digest = r.digest
     where r.of_agency = the_agency
       and r.record = the_record
     order by r.recorded;
end
$$;

-- One record of what an agency itself did.
create function facts.find_agency_record(the_agency text, the_id uuid)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, d.bytes
      from log.entry e
      join content.record c on c.index = e.index
      left join content.detail d on d.index = e.index
     where e.id = the_id
       and c.agency = the_agency;
end
$$;

grant execute on function
  facts.list_verdicts(text, text),
  facts.list_reviews(text, text, uuid),
  facts.find_agency_record(text, uuid)
  to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_review(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  verdict text := item->>'verdict';
  latest text;
begin
  if exists (select from facts.review r where r.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  select r.verdict into latest from facts.review r
   where r.of_agency = item->>'of' and r.record = (item->>'record')::uuid
   order by r.recorded desc limit 1;
  -- What was explained may turn out to be an incident; nothing turns an incident back.
  if latest = 'incident' or latest = 'ok' and verdict <> 'incident' then
    return 'already-decided';
  end if;
  insert into facts.review (digest, agency, member, of_agency, record, verdict, at, recorded)
  values (item->>'digest', item->>'agency', (item->>'member')::uuid, item->>'of', (item->>'record')::uuid, verdict, at,
    index);
  insert into content.review (digest, agency, of_agency, text)
  values (item->>'digest', item->>'agency', item->>'of', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
