-- Acts beside disclosures: sign-ins, what content was printed, copied or written out, and what a process started with.
set local role sluss_owner;

-- The tokens under which somebody has signed in, by a name that is drawn under the gateway's record key: it tells nothing of whose it was.
create table facts.session (
  token facts.digest primary key,
  recorded bigint not null
);

create table facts.use (
  digest facts.digest primary key,
  disclosure uuid not null,
  what text not null check (what in ('printed', 'copied', 'exported')),
  agency text not null,
  function text not null,
  member uuid not null,
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.use (disclosure);

create table content.use (
  digest facts.digest primary key,
  agency text not null,
  text bytea not null
);

create table facts.configuration (
  recorded bigint primary key,
  digest facts.digest not null
);

create table content.configuration (
  digest facts.digest primary key,
  text bytea not null
);

do $$
declare
  target text;
begin
  foreach target in array array[
    'facts.session', 'facts.use', 'content.use', 'facts.configuration', 'content.configuration'
  ] loop
    execute format('call facts.seal(%L)', target);
  end loop;
  -- How a party handles what it has read is for that party to review.
  foreach target in array array['facts.use', 'content.use'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using (agency = facts.reading_agency())', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;
grant delete on content.use to sluss_retention;

create function facts.has_session(the_token text) returns boolean
language sql stable
return exists (select from facts.session s where s.token = the_token);

-- What a process started with, by its digest; null if none did.
create function facts.find_configuration(the_digest text) returns bytea
language sql stable
return (select c.text from content.configuration c where c.digest = the_digest);

grant execute on function facts.has_session(text), facts.find_configuration(text) to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_session(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.session s where s.token = item->>'digest') then
    return 'already-recorded';
  end if;
  insert into facts.session (token, recorded) values (item->>'digest', index);
  return null;
end
$$;

-- A receiver can take out only what he has opened himself; the sending side has what it sent.
create function log.accept_use(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_disclosure uuid := item->>'disclosure';
begin
  if exists (select from facts.use u where u.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not exists (
    select from facts.disclosure d
     where d.id = the_disclosure
       and d.manifest = item->>'manifest'
       and d.outcome <> 'denied'
  ) then
    return 'not-released';
  end if;
  if not exists (
    select from facts.disclosure d
     where d.id = the_disclosure
       and item->>'function' in (d.function, d.decision_function)
  ) and not exists (
    select from facts.open o
     where o.disclosure = the_disclosure
       and o.function = item->>'function'
       and o.member = (item->>'member')::uuid
  ) then
    return 'not-opened';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.use (digest, disclosure, what, agency, function, member, at, recorded)
  values (item->>'digest', the_disclosure, item->>'what', item->>'agency', item->>'function',
    (item->>'member')::uuid, (item->>'at')::timestamptz, index);
  insert into content.use (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

create function log.accept_configuration(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  insert into facts.configuration (recorded, digest) values (index, item->>'digest');
  insert into content.configuration (digest, text)
  values (item->>'digest', log.slice(bytes, item->'text'))
  on conflict do nothing;
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
