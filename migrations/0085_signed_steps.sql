-- What was signed about disclosures, for who reads a list or a thread: that somebody has taken over, answered or registered, and that it
-- was opened, is believed of the member who signed it, not of this node. Only the first of each step: the same as `facts.read_progress`.
set local role sluss_owner;

create function facts.list_signed(the_agency text, ids uuid[], kinds text[])
returns table (disclosure uuid, kind text, text bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with step as materialized (
      (select distinct on (t.disclosure, t.function, t.what) t.digest
         from facts.receipt t
        where 'receipt' = any (kinds)
          and t.disclosure = any (ids)
          and t.what in ('taken-over', 'answered', 'registered')
        order by t.disclosure, t.function, t.what, t.recorded)
      union all
      (select distinct on (o.disclosure, o.function) o.digest
         from facts.open o
        where 'open-request' = any (kinds)
          and o.disclosure = any (ids)
        order by o.disclosure, o.function, o.recorded)
      union all
      select f.digest
        from facts.statement f
       where f.disclosure = any (ids)
         and f.kind in ('manifest', 'withdrawal')
         and f.kind = any (kinds)
    )
    select f.disclosure, f.kind, c.text
      from step s
      join facts.statement f on f.digest = s.digest
      join content.statement c on c.digest = s.digest
     order by f.recorded, f.digest;
end
$$;

grant execute on function facts.list_signed(text, uuid[], text[]) to sluss_app;
