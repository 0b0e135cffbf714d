-- The decisions about what one function sent, for a replay under other rules: a page of them, after an entry of the log. What
-- was denied has no manifest, since of what is refused no facts are kept; others have none once retention has deleted it.
set local role sluss_owner;

create function facts.list_decisions(the_agency text, the_function text, after bigint, most int)
returns table (recorded bigint, outcome text, manifest bytea, at timestamptz) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.recorded, d.outcome, s.text, coalesce(r.at, d.at)
      from facts.disclosure d
      left join content.statement s on s.digest = d.manifest
      left join facts.release r on r.disclosure = d.id
     where d.function = the_function
       and d.recorded > after
     order by d.recorded
     limit most;
end
$$;
grant execute on function facts.list_decisions(text, text, bigint, int) to sluss_app;

reset role;
