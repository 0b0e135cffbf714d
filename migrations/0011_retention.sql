-- Retention: the only way that content goes. Facts, records and proofs stay and still verify. The write function alone may
-- delete, with the record of it in the same transaction; the application may ask what is due.
reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- Whether nobody needs the sealed bytes of a disclosure any more: every agency concerned registered it at least 30 days
-- before `at`, so that each has what it needs in its own case system; or it was withdrawn that long ago and nobody had
-- opened it; or it is `kept_days` old, and never less than 31, whatever the caller says.
create function content.is_due(the_disclosure uuid, at timestamptz, kept_days int) returns boolean
language sql stable
begin atomic
  select exists (
    select from facts.disclosure d
     where d.id = the_disclosure
       and d.at <= is_due.at - make_interval(days => greatest(kept_days, 31))
  ) or exists (
    select from facts.withdrawal w
     where w.disclosure = the_disclosure
       and w.at <= is_due.at - interval '30 days'
       and not exists (select from facts.open o where o.disclosure = the_disclosure)
  ) or not exists (
    select from facts.party p
     where p.disclosure = the_disclosure
       and not exists (
         select from facts.receipt r
          where r.disclosure = p.disclosure
            and r.agency = p.agency
            and r.what = 'registered'
            and r.at <= is_due.at - interval '30 days'
       )
  );
end;

-- What is due, a page of it, oldest first.
create function content.list_due(at timestamptz, kept_days int, most int)
returns table (disclosure uuid, manifest text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select d.id, d.manifest::text
    from content.submission s
    join facts.disclosure d on d.id = s.disclosure
   where content.is_due(s.disclosure, list_due.at, kept_days)
   order by d.recorded
   limit most;
end;
grant execute on function content.list_due(timestamptz, int, int) to sluss_app;

-- Deletes the sealed bytes of a disclosure if they are due; tells whether it did.
create function content.expire_submission(the_disclosure uuid, at timestamptz, kept_days int)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from content.submission s
   where s.disclosure = the_disclosure
     and content.is_due(the_disclosure, at, kept_days);
  return found;
end
$$;
grant execute on function content.expire_submission(uuid, timestamptz, int) to sluss_writer;

reset role;
revoke create on schema content from sluss_retention;
