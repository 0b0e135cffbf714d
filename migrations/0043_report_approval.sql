-- Signatures on a frozen report: first by an officer of the agency whose report it is, which shows it to those it cooperates with, and
-- then by an officer of each of them. One of each agency.
set local role sluss_owner;

create table facts.report_approval (
  digest facts.digest primary key,
  agency text not null,
  of_agency text not null,
  period text not null,
  recorded bigint not null,
  unique (of_agency, period, agency)
);

create table content.report_approval (
  digest facts.digest primary key,
  agency text not null,
  of_agency text not null,
  text bytea not null
);

call facts.seal('facts.report_approval');
call facts.seal('content.report_approval');
grant delete on content.report_approval to sluss_retention;

do $$
declare
  target text;
begin
  foreach target in array array['facts.report_approval', 'content.report_approval'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using (facts.reading_agency() in (agency, of_agency))', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;

-- The signatures on an agency's report that are kept, the own one first. Read as that agency, whose report it is.
create function facts.list_report_approvals(the_agency text, the_period text)
returns table (agency text, digest text, text bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.agency, f.digest::text, c.text
      from facts.report_approval f
      left join content.report_approval c on c.digest = f.digest
     where f.of_agency = the_agency and f.period = the_period
     order by f.recorded;
end
$$;

-- Which periods' reports an agency has signed as its own, newest first: those that the others may see.
create function facts.list_shown_reports(the_agency text)
returns table (period text) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.period
      from facts.report_approval f
     where f.of_agency = the_agency and f.agency = the_agency
     order by f.recorded desc;
end
$$;

grant execute on function
  facts.list_report_approvals(text, text),
  facts.list_shown_reports(text)
  to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_report_approval(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  if not exists (
    select from facts.report r
     where r.agency = item->>'of' and r.period = item->>'period' and r.digest = item->>'report'
  ) or item->>'agency' <> item->>'of' and not exists (
    select from facts.report_approval f
     where f.of_agency = item->>'of' and f.period = item->>'period' and f.agency = item->>'of'
  ) then
    return 'not-released';
  end if;
  insert into facts.report_approval (digest, agency, of_agency, period, recorded)
  values (item->>'digest', item->>'agency', item->>'of', item->>'period', index)
  on conflict do nothing;
  if not found then
    return 'already-decided';
  end if;
  insert into content.report_approval (digest, agency, of_agency, text)
  values (item->>'digest', item->>'agency', item->>'of', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
