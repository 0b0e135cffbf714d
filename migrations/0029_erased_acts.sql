-- When it is erased who acted in records, nothing else in the database says it any more: the texts that members signed about
-- disclosures, and the decision files that name their authors, go in the same function call, and in the facts made of them everybody
-- becomes nobody. Leaves, bodies and proofs stay, and so does all that follows from the facts: when, by which function, how far.
--
-- An UPDATE of facts is for the retention function alone, of the one column, to one value.
set local role sluss_owner;

-- Whoever acted, once it is erased. No UUIDv7, so no member’s id.
create function facts.nobody() returns uuid
language sql immutable parallel safe
return '00000000-0000-0000-0000-000000000000'::uuid;
grant execute on function facts.nobody() to sluss_retention;

create or replace function facts.refuse_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- What it may change at all is granted: content to delete, spent sign-ins, and the columns below.
  if current_user = 'sluss_retention' and (
    tg_table_schema = 'content' and tg_op = 'DELETE'
    or tg_table_schema = 'facts' and tg_table_name = 'session' and tg_op = 'DELETE'
    or tg_table_schema = 'facts' and tg_op = 'UPDATE'
  ) then
    return null;
  end if;
  raise exception '% is insert-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;

do $$
declare
  target text;
begin
  foreach target in array array['disclosure', 'countersignature', 'open', 'receipt', 'withdrawal', 'use'] loop
    execute format('grant update (member) on facts.%I to sluss_retention', target);
    execute format('create policy only_to_nobody on facts.%I as restrictive for update to sluss_retention '
      'using (true) with check (member = facts.nobody())', target);
  end loop;
end
$$;
grant delete on facts.session to sluss_retention;
create index on facts.session (recorded);

reset role;
grant create on schema content to sluss_retention;
set local role sluss_retention;

-- The disclosures that records from position `first` up to `past`, the last excluded, are about.
create function content.list_touched(first bigint, past bigint) returns table (disclosure uuid)
language sql stable
begin atomic
  select distinct (convert_from(r.body, 'UTF8')::json->>'disclosure')::uuid
    from content.record r
   where r.index >= first
     and r.index < past
     and position('"disclosure":'::bytea in r.body) > 0;
end;

-- Deletes what members signed about disclosures in these records, and the decision files of those that were sent in them.
create function content.erase_texts(touched uuid[], first bigint, past bigint) returns void
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
end
$$;

-- Lets the facts of these records say no more who it was.
create function content.erase_members(touched uuid[], first bigint, past bigint) returns void
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
end
$$;

-- Deletes what is kept of these records beside the tree; tells whether it might.
create or replace function content.erase(what text, first bigint, past bigint, at timestamptz, kept_days int)
returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  touched uuid[];
begin
  if past > content.erasable_until(at, kept_days) then
    return false;
  end if;
  touched := array(select t.disclosure from content.list_touched(first, past) t);
  perform content.erase_texts(touched, first, past);
  perform content.erase_members(touched, first, past);
  delete from facts.session s where s.recorded >= first and s.recorded < past;
  delete from content.detail d where d.index >= first and d.index < past;
  if what = 'body' then
    delete from content.record r where r.index >= first and r.index < past;
  end if;
  return true;
end
$$;

reset role;
revoke create on schema content from sluss_retention;
