-- Retention: the only way that content goes. Facts, records and proofs stay and still verify.
reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- Deletes the sealed bytes of disclosures that every agency concerned registered at least 30 days before `at`, and
-- returns how many. Each agency then has what it needs in its own case system.
create function content.expire_submissions(at timestamptz) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  deleted bigint;
begin
  delete from content.submission s
   where not exists (
     select from facts.party p
      where p.disclosure = s.disclosure
        and not exists (
          select from facts.receipt r
           where r.disclosure = p.disclosure
             and r.agency = p.agency
             and r.what = 'registered'
             and r.at <= expire_submissions.at - interval '30 days'
        )
   );
  get diagnostics deleted = row_count;
  return deleted;
end
$$;
grant execute on function content.expire_submissions(timestamptz) to sluss_app;

reset role;
revoke create on schema content from sluss_retention;
