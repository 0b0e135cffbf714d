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

-- The signed declarations of an agency's members, in the log's order.
create function facts.list_relations(the_agency text)
returns table (text bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select c.text
      from facts.relation r
      join content.oversight c on c.digest = r.digest
     order by r.recorded;
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
