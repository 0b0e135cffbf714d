-- Random samples of a period's openings, and inquiries into what one member did.
set local role sluss_owner;

create table facts.sample (
  digest facts.digest primary key,
  agency text not null,
  member uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  commitment facts.digest not null,
  -- Null of an announcement; a draw names what it draws, once.
  announced text unique references facts.sample (digest),
  drawn uuid[] not null default '{}',
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.sample (agency, recorded);

create table facts.inquiry (
  digest facts.digest primary key,
  agency text not null,
  member uuid not null,
  record uuid not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- Null of a request; an approval names it, once.
  request text unique references facts.inquiry (digest),
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.inquiry (agency, recorded);

-- The signed texts of both.
create table content.oversight (
  digest facts.digest primary key,
  agency text not null,
  text bytea not null
);

call facts.seal('facts.sample');
call facts.seal('facts.inquiry');
call facts.seal('content.oversight');
grant delete on content.oversight to sluss_retention;

do $$
declare
  target text;
begin
  foreach target in array array['facts.sample', 'facts.inquiry', 'content.oversight'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using (facts.reading_agency() = agency)', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;

-- Announcements after a position, and the signed draw of each; `draw` is null until then.
create function facts.list_samples(the_agency text, after bigint)
returns table (digest text, recorded bigint, at timestamptz, draw bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select s.digest::text, s.recorded, s.at, c.text
      from facts.sample s
      left join facts.sample d on d.announced = s.digest
      left join content.oversight c on c.digest = d.digest
     where s.announced is null
       and s.recorded >= after
     order by s.recorded;
end
$$;

-- Requests after a position, with their texts and who approved them; `approved_at` is null until then.
create function facts.list_inquiries(the_agency text, after bigint)
returns table (digest text, text bytea, recorded bigint, approved_at timestamptz, approver uuid) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select q.digest::text, c.text, q.recorded, a.at, a.member
      from facts.inquiry q
      join content.oversight c on c.digest = q.digest
      left join facts.inquiry a on a.request = q.digest
     where q.request is null
       and q.recorded >= after
     order by q.recorded;
end
$$;

-- The signed text of a sample or an inquiry, and where it is recorded.
create function facts.find_oversight(the_agency text, the_digest text)
returns table (text bytea, recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select c.text, coalesce(s.recorded, q.recorded)
      from content.oversight c
      left join facts.sample s on s.digest = c.digest
      left join facts.inquiry q on q.digest = c.digest
     where c.digest = the_digest;
end
$$;

-- The records of what an agency's members did in one case. A body is JSON and a case reference holds nothing that is escaped in it.
create function facts.list_case_records(the_agency text, the_case text)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, detail bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, null::bytea
      from content.record c
      join log.entry e on e.index = c.index
     where c.agency = the_agency
       and position(convert_to('"case":"' || the_case || '"', 'UTF8') in c.body) > 0
     order by c.index;
end
$$;

grant execute on function
  facts.list_samples(text, bigint),
  facts.list_inquiries(text, bigint),
  facts.find_oversight(text, text),
  facts.list_case_records(text, text)
  to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_sample(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.sample s where s.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  if exists (select from facts.sample s where s.announced = item->>'announced') then
    return 'already-decided';
  end if;
  insert into facts.sample (digest, agency, member, from_at, until_at, commitment, announced, drawn, at, recorded)
  values (item->>'digest', item->>'agency', (item->>'member')::uuid, (item->>'from')::timestamptz,
    (item->>'until')::timestamptz, item->>'commitment', item->>'announced',
    array(select jsonb_array_elements_text(item->'drawn')::uuid), at, index);
  insert into content.oversight (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

create function log.accept_inquiry(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.inquiry q where q.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  if exists (select from facts.inquiry q where q.request = item->>'request') then
    return 'already-decided';
  end if;
  insert into facts.inquiry (digest, agency, member, record, from_at, until_at, request, at, recorded)
  values (item->>'digest', item->>'agency', (item->>'member')::uuid, (item->>'record')::uuid,
    (item->>'from')::timestamptz, (item->>'until')::timestamptz, item->>'request', at, index);
  insert into content.oversight (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
