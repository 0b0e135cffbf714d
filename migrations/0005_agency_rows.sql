-- Row-level security: what is an agency's is seen under its name alone. It guards against our own bugs, a read that
-- forgot to ask whose it is; it does not guard against a taken-over gateway, which may claim any name.
set local role sluss_owner;

-- The agency that a statement reads as. Set by the functions of 0010 for one statement; none sees nothing.
create function facts.reading_agency() returns text
language sql stable parallel safe
return nullif(current_setting('sluss.agency', true), '');

create function facts.is_party(the_disclosure uuid) returns boolean
language sql stable parallel safe
begin atomic
  select exists (
    select from facts.party p
     where p.disclosure = the_disclosure
       and p.agency = facts.reading_agency()
  );
end;

grant execute on function facts.reading_agency(), facts.is_party(uuid)
  to sluss_app, sluss_writer, sluss_retention;

do $$
declare
  target record;
begin
  for target in
    select * from (values
      ('facts.statement', 'disclosure is null or facts.is_party(disclosure)'),
      ('facts.disclosure', 'facts.is_party(id)'),
      ('facts.party', 'agency = facts.reading_agency()'),
      ('facts.reader', 'facts.is_party(disclosure)'),
      ('facts.release', 'facts.is_party(disclosure)'),
      ('facts.delivery', 'agency = facts.reading_agency()'),
      ('facts.case_participant', 'agency = facts.reading_agency()'),
      ('facts.countersignature', 'facts.is_party(disclosure)'),
      ('facts.open', 'facts.is_party(disclosure)'),
      ('facts.receipt', 'facts.is_party(disclosure)'),
      ('facts.withdrawal', 'facts.is_party(disclosure)'),
      ('facts.expiry', 'facts.is_party(disclosure)'),
      ('content.statement', 'disclosure is null or facts.is_party(disclosure)'),
      ('content.submission', 'facts.is_party(disclosure)'),
      ('content.decision', 'facts.is_party(disclosure)'),
      ('content.answer', 'agency = facts.reading_agency()'),
      ('content.record', 'agency = facts.reading_agency() or facts.is_party(disclosure)')
    ) as t (name, visible)
  loop
    execute format('alter table %s enable row level security', target.name);
    execute format('alter table %s force row level security', target.name);
    execute format('create policy own_rows on %s for select using (%s)', target.name, target.visible);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target.name);
    execute format('create policy retains on %s to sluss_retention using (true)', target.name);
  end loop;
end
$$;
