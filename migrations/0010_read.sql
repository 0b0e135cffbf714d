-- Reads of what is an agency's. Each function takes the agency and sets it for the statement (one statement is one
-- transaction, and the setting is local to it); as SECURITY INVOKER it sees what row-level security lets that agency see.
set local role sluss_owner;

create function facts.read_as(the_agency text) returns void
language sql volatile
begin atomic
  select set_config('sluss.agency', the_agency, true);
end;

-- Where a disclosure stands, for the agency that reads. A withdrawal before release cancels it; after it, it is recalled
-- for an agency that had not opened it, and comes too late for one that had. Its author sees the worst of both.
create function facts.read_state(the_disclosure uuid) returns text
language sql stable
begin atomic
  select case
    when exists (select from facts.withdrawal w where w.disclosure = the_disclosure) then case
      when not exists (select from facts.release r where r.disclosure = the_disclosure) then 'cancelled'
      when exists (
        select from facts.open o
          join facts.disclosure d on d.id = o.disclosure
         where o.disclosure = the_disclosure
           and facts.reading_agency() in (o.agency, d.agency)
      ) then 'withdrawn-late'
      else 'recalled' end
    when exists (select from facts.release r where r.disclosure = the_disclosure) then 'released'
    when exists (
      select from facts.countersignature c where c.disclosure = the_disclosure and c.verdict = 'refuse'
    ) then 'refused'
    else 'held' end;
end;

-- The answer given to a disclosure, whatever came of it; for its author's agency alone.
create function facts.find_answer(the_agency text, the_disclosure uuid)
returns table (manifest text, status int, body bytea, decision bytea, recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.manifest::text, a.status, a.body, b.bytes, d.recorded
      from content.answer a
      join facts.disclosure d on d.id = a.disclosure
      join content.decision b on b.disclosure = d.id and b.digest = d.decision
     where a.disclosure = the_disclosure;
end
$$;

-- A disclosure that was accepted: held, released or refused by its countersigner. Of a denied one only the answer is kept.
create function facts.find_disclosure(the_agency text, the_disclosure uuid)
returns table (
  id uuid, state text, manifest bytea, decision text, decision_bytes bytea, policy_set text,
  agency text, function text, member uuid, decision_function text, receivers text[], case_ref text,
  type text, urgency text, in_reply_to uuid, at timestamptz, released_at timestamptz, respond_by timestamptz,
  expired_at timestamptz, recorded bigint
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id,
           facts.read_state(d.id),
           s.text, b.digest::text, b.bytes, d.policy_set::text, d.agency, d.function, d.member,
           d.decision_function, d.receivers, d.case_ref, d.type, d.urgency, d.in_reply_to, d.at, r.at,
           d.respond_by, e.at, d.recorded
      from facts.disclosure d
      join content.statement s on s.digest = d.manifest
      left join facts.release r on r.disclosure = d.id
      left join facts.expiry e on e.disclosure = d.id
      join content.decision b on b.disclosure = d.id and b.digest = coalesce(r.decision, d.decision)
     where d.id = the_disclosure
       and d.outcome <> 'denied';
end
$$;

-- Null when the sealed bytes have expired.
create function facts.load_submission(the_agency text, the_disclosure uuid)
returns table (bytes bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select s.bytes
      from facts.disclosure d
      left join content.submission s on s.disclosure = d.id
     where d.id = the_disclosure
       and d.outcome <> 'denied';
end
$$;

-- The open requests, countersignatures, receipts and withdrawal about a disclosure (and its manifest), in the log's order.
create function facts.list_statements_about(the_agency text, the_disclosure uuid)
returns table (kind text, digest text, text bytea, recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.kind, f.digest::text, c.text, f.recorded
      from facts.statement f
      join content.statement c on c.digest = f.digest
     where f.disclosure = the_disclosure
     order by f.recorded, f.kind, f.digest;
end
$$;

-- Who has taken a disclosure over for a function.
create function facts.find_taker(the_agency text, the_disclosure uuid, the_function text)
returns table (member uuid, at timestamptz) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select r.member, r.at
      from facts.receipt r
     where r.disclosure = the_disclosure
       and r.function = the_function
       and r.what = 'taken-over';
end
$$;

-- A page of a function's box, newest first; `before` is the `recorded` of the last row of the page before.
--   in    released to the function      sent  accepted from it      held  waiting for its countersignature
create function facts.list_inbox(the_agency text, the_function text, box text, before bigint, most int)
returns table (
  recorded bigint, id uuid, case_ref text, type text, urgency text, agency text, function text,
  receivers text[], state text, at timestamptz, released_at timestamptz, respond_by timestamptz, owner uuid
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with page as (
      (select v.recorded, v.disclosure
         from facts.delivery v
        where box = 'in' and v.function = the_function and v.recorded < before
        order by v.recorded desc limit most)
      union all
      (select d.recorded, d.id
         from facts.disclosure d
        where box = 'sent' and d.function = the_function and d.recorded < before and d.outcome <> 'denied'
        order by d.recorded desc limit most)
      union all
      (select d.recorded, d.id
         from facts.disclosure d
        where box = 'held' and coalesce(d.decision_function, d.function) = the_function
          and d.recorded < before and d.outcome = 'held'
          and not exists (select from facts.release r where r.disclosure = d.id)
          and not exists (select from facts.withdrawal w where w.disclosure = d.id)
          and not exists (select from facts.countersignature c
                           where c.disclosure = d.id and c.verdict = 'refuse')
        order by d.recorded desc limit most)
    )
    select p.recorded, d.id, d.case_ref, d.type, d.urgency, d.agency, d.function, d.receivers,
           facts.read_state(d.id),
           d.at, r.at, d.respond_by,
           (select t.member from facts.receipt t
             where t.disclosure = d.id and t.what = 'taken-over'
               and (box <> 'in' or t.function = the_function)
             order by t.recorded limit 1)
      from page p
      join facts.disclosure d on d.id = p.disclosure
      left join facts.release r on r.disclosure = d.id
     order by p.recorded desc;
end
$$;

-- One record with what opens it, if the agency is concerned.
create function facts.find_record(the_agency text, the_index bigint)
returns table (leaf bytea, body bytea, nonce bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.body, c.body, c.nonce
      from log.entry e
      left join content.record c on c.index = e.index
     where e.index = the_index;
end
$$;

-- The records about a disclosure that both sides share, in the log's order.
create function facts.list_records(the_agency text, the_disclosure uuid)
returns table (index bigint, leaf bytea, body bytea, nonce bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.body, c.body, c.nonce
      from content.record c
      join log.entry e on e.index = c.index
     where c.disclosure = the_disclosure
       and facts.is_party(the_disclosure)
     order by e.index;
end
$$;

grant execute on function
  facts.read_as(text),
  facts.read_state(uuid),
  facts.find_answer(text, uuid),
  facts.find_disclosure(text, uuid),
  facts.load_submission(text, uuid),
  facts.list_statements_about(text, uuid),
  facts.find_taker(text, uuid, text),
  facts.list_inbox(text, text, text, bigint, int),
  facts.find_record(text, bigint),
  facts.list_records(text, uuid)
  to sluss_app;
