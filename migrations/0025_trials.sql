-- Trial messages hold nothing, and machines open them at any hour: review need not look at when.
set local role sluss_owner;

create index disclosure_trial on facts.disclosure (id) where type = 'synthetic';

-- The trial messages that an agency sent or was sent.
create function facts.list_trials(the_agency text)
returns table (id uuid) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id
      from facts.disclosure d
     where d.type = 'synthetic';
end
$$;
grant execute on function facts.list_trials(text) to sluss_app;

reset role;
