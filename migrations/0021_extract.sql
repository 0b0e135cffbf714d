-- What the agency may read of one case, for an extract: the released disclosures with their manifests and openings.
set local role sluss_owner;

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
