-- Extracts and exports: what the agency may read of one case (the released disclosures with their manifests and openings),
-- and the signed lists of files that were made of what the gateway told.
set local role sluss_owner;

create table facts.export (
  digest facts.digest primary key,
  agency text not null,
  what text not null,
  recorded bigint not null
);

-- The signed lists of files.
create table content.export (
  digest facts.digest primary key,
  agency text not null,
  text bytea not null
);

call facts.seal('facts.export');
call facts.seal('content.export');
grant delete on content.export to sluss_retention;

do $$
declare
  target text;
begin
  foreach target in array array['facts.export', 'content.export'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using (agency = facts.reading_agency())', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;

create index on facts.disclosure (case_ref);

create function facts.list_case(the_agency text, the_case text)
returns table (disclosure uuid, manifest bytea, at timestamptz, openings jsonb) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id, s.text, r.at,
           coalesce((
             select jsonb_agg(convert_from(t.text, 'UTF8') order by o.recorded)
               from facts.open o
               join content.statement t on t.digest = o.digest
              where o.disclosure = d.id
           ), '[]')
      from facts.disclosure d
      join facts.release r on r.disclosure = d.id
      left join content.statement s on s.digest = d.manifest
     where d.case_ref = the_case
     order by r.recorded;
end
$$;
grant execute on function facts.list_case(text, text) to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_export(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.export e where e.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.export (digest, agency, what, recorded)
  values (item->>'digest', item->>'agency', item->>'what', index);
  insert into content.export (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
