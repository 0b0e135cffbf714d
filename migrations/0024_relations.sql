-- What could tie a member to a party, as tokens under a key that the gateway does not have.
set local role sluss_owner;

create table facts.relation (
  digest facts.digest primary key,
  agency text not null,
  function text not null,
  member uuid not null,
  -- Null: about the member.
  case_ref text,
  kid text not null,
  tokens jsonb not null,
  barred uuid[] not null,
  recorded bigint not null
);
create index on facts.relation (agency, recorded);
call facts.seal('facts.relation');
alter table facts.relation enable row level security;
alter table facts.relation force row level security;
create policy own_rows on facts.relation for select using (facts.reading_agency() = agency);
create policy writes on facts.relation to sluss_writer using (true) with check (true);
create policy retains on facts.relation to sluss_retention using (true);

-- What members of an agency say of themselves, the newest of each in each function, and all that was said of cases.
create function facts.list_relations(the_agency text)
returns table (function text, member uuid, case_ref text, kid text, tokens jsonb, barred uuid[]) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    (select distinct on (r.function, r.member) r.function, r.member, r.case_ref, r.kid, r.tokens, r.barred
       from facts.relation r
      where r.case_ref is null
      order by r.function, r.member, r.recorded desc)
    union all
    select r.function, r.member, r.case_ref, r.kid, r.tokens, r.barred
      from facts.relation r
     where r.case_ref is not null;
end
$$;
grant execute on function facts.list_relations(text) to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_relation(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.relation r where r.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.relation (digest, agency, function, member, case_ref, kid, tokens, barred, recorded)
  values (item->>'digest', item->>'agency', item->>'function', (item->>'member')::uuid, item->>'case', item->>'kid',
    item->'tokens', array(select jsonb_array_elements_text(item->'barred')::uuid), index);
  insert into content.oversight (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
