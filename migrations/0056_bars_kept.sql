-- Who is barred from a case stays barred as long as something happens in it: a declaration is erased when nothing was sent in its case
-- in the time of which the records are kept. What a member said about himself stays while the newest roster lists the member, and nothing
-- newer was said.
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- Declarations that are over, of those recorded before `past`: also of records that were erased earlier.
create function content.list_over(past bigint) returns table (digest facts.digest)
language sql stable
begin atomic
  select f.digest
    from facts.relation f
   where f.recorded < past
     and f.member <> facts.nobody()
     and case
       when f.case_ref is not null then not exists (
         select from facts.disclosure d where d.case_ref = f.case_ref and d.recorded >= past
       )
       else exists (
         select from facts.relation n
          where n.function = f.function and n.member = f.member and n.case_ref is null and n.recorded > f.recorded
       ) or not exists (
         select
           from facts.credential c
           join facts.roster_member m on m.credential = c.digest and m.agency = c.agency
          where c.member = f.member
            and c.agency = f.agency
            and m.number = (select max(r.number) from facts.roster r where r.agency = f.agency)
       )
     end;
end;

-- As in 0051, but for declarations.
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
  delete from content.oversight c using content.list_over(past) o where c.digest = o.digest;
  delete from content.reconciliation c using facts.reconciliation f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.export c using facts.export f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
  delete from content.report_approval c using facts.report_approval f
   where f.recorded >= first and f.recorded < past and c.digest = f.digest;
end
$$;

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
   where f.digest in (select o.digest from content.list_over(past) o);
end
$$;

reset role;
revoke create on schema content from sluss_retention;
