-- When it is erased who acted in records, the officers and the members who declared relations are erased with the others: the texts that
-- they signed go, and in the facts made of them they become nobody. Whom a declaration barred, and its tokens, go too: it must be made
-- again, as the credential under which it was made has ended long before.
set local role sluss_owner;

do $$
declare
  target text;
begin
  foreach target in array array['review', 'sample', 'inquiry', 'relation'] loop
    execute format('grant update (member) on facts.%I to sluss_retention', target);
    execute format('create policy only_to_nobody on facts.%I as restrictive for update to sluss_retention '
      'using (true) with check (member = facts.nobody())', target);
  end loop;
end
$$;
grant update (tokens, barred) on facts.relation to sluss_retention;
create policy only_to_nothing on facts.relation as restrictive for update to sluss_retention
  using (true) with check (tokens = '[]'::jsonb and barred = '{}'::uuid[]);

create index on facts.review (recorded);
create index on facts.sample (recorded);
create index on facts.inquiry (recorded);
create index on facts.relation (recorded);
create index on facts.reconciliation (recorded);
create index on facts.export (recorded);
create index on facts.report_approval (recorded);

reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- As in 0029, and what officers and members signed that is about no disclosure.
create or replace function content.erase_texts(touched uuid[], first bigint, past bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  delete from content.statement c using facts.statement f
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.use c using facts.use u
   where u.disclosure = any (touched) and u.recorded >= first and u.recorded < past and c.digest = u.digest;
  delete from content.decision c using facts.disclosure d
   where d.id = any (touched) and d.recorded >= first and d.recorded < past and c.disclosure = d.id;
  delete from content.answer c using facts.disclosure d
   where d.id = any (touched) and d.recorded >= first and d.recorded < past and c.disclosure = d.id;
  delete from content.review c using facts.review f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.oversight c using facts.sample f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.oversight c using facts.inquiry f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.oversight c using facts.relation f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.reconciliation c using facts.reconciliation f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.export c using facts.export f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.report_approval c using facts.report_approval f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
end
$$;

-- As in 0029, and in the facts of what is about no disclosure.
create or replace function content.erase_members(touched uuid[], first bigint, past bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update facts.disclosure f set member = facts.nobody()
   where f.id = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.countersignature f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.open f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.receipt f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past and f.member is not null;
  update facts.withdrawal f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.use f set member = facts.nobody()
   where f.disclosure = any (touched) and f.recorded >= first and f.recorded < past;
  update facts.review f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.sample f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.inquiry f set member = facts.nobody() where f.recorded >= first and f.recorded < past;
  update facts.relation f set member = facts.nobody(), tokens = '[]', barred = '{}'
   where f.recorded >= first and f.recorded < past;
end
$$;

reset role;
revoke create on schema content from sluss_retention;
