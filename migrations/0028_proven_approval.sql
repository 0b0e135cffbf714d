-- The signed approval of an inquiry and the position of its record, so that whoever relies on one can hold it against the log.
set local role sluss_owner;

drop function facts.list_inquiries(text, bigint);

-- Requests after a position, with their texts, and what is said to approve each; `approval` is null until then.
create function facts.list_inquiries(the_agency text, after bigint)
returns table (digest text, text bytea, recorded bigint, approval bytea, approval_recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select q.digest::text, c.text, q.recorded, k.text, a.recorded
      from facts.inquiry q
      join content.oversight c on c.digest = q.digest
      left join facts.inquiry a on a.request = q.digest
      left join content.oversight k on k.digest = a.digest
     where q.request is null
       and q.recorded >= after
     order by q.recorded;
end
$$;

grant execute on function facts.list_inquiries(text, bigint) to sluss_app;

reset role;
