-- Of how many of an agency's disclosures, sent or received, the sealed content went between two moments, but trials: for its report.
set local role sluss_owner;

create function facts.load_expired_count(the_agency text, from_at timestamptz, until_at timestamptz)
returns bigint language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return (
    select count(*)
      from facts.expiry e
      join facts.disclosure d on d.id = e.disclosure and d.type <> 'synthetic'
     where e.at >= from_at and e.at < until_at
  );
end
$$;
grant execute on function facts.load_expired_count(text, timestamptz, timestamptz) to sluss_app;

reset role;
