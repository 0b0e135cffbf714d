-- What each kind of item must satisfy and what it adds. Every function checks first and then inserts, so an item that is
-- refused leaves nothing for the next one to see; it returns the verdict, or null when accepted. Disclosures come in
-- numbers: those of a batch are judged and entered together where that makes no difference. Bytes that no item is checked
-- against are inserted for the whole batch at its end (0009). `bytes` holds the byte strings of the whole batch.
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- The byte string at [offset, length].
create function log.slice(bytes bytea, place jsonb) returns bytea
language sql immutable parallel safe
return substr(bytes, (place->>0)::int + 1, (place->>1)::int);

-- Whether the agency's newest roster names the credential, and none ever revoked it.
create function log.is_live(the_agency text, the_credential text) returns boolean
language sql stable
return exists (
    select from facts.roster_member m
     where m.agency = the_agency
       and m.credential = the_credential
       and m.number = (select max(r.number) from facts.roster r where r.agency = the_agency)
  ) and not exists (select from facts.revocation v where v.credential = the_credential);

-- Whether what is sealed to these functions may reach them now: every key current, every agreement in force.
create function log.check_readers(
  sender text, the_case_type text, functions text[], kids text[], at timestamptz
) returns text language sql stable
return case
  when exists (
    select from unnest(functions, kids) as t (function, kid)
     where not exists (
       select from facts.roster_function f
        where f.agency = split_part(t.function, '/', 1)
          and f.function = t.function
          and f.kid = t.kid
          and f.number = (select max(r.number) from facts.roster r where r.agency = f.agency)
     )
  ) then 'key-retired'
  when exists (
    select from unnest(functions) as t (function)
     where split_part(t.function, '/', 1) <> sender
       and not exists (
         select from facts.agreement a
          where a.parties @> array[sender, split_part(t.function, '/', 1)]
            and a.case_types @> array[the_case_type]
            and at >= a.valid_from
            and at < a.valid_until
       )
  ) then 'agreement-not-in-force'
end;

create function log.insert_receipt(item jsonb, index bigint) returns void
language plpgsql as $$
begin
  insert into facts.receipt (digest, disclosure, what, agency, function, member, answer, at, recorded)
  values (item->>'digest', (item->>'disclosure')::uuid, item->>'what', item->>'agency', item->>'function',
    (item->>'member')::uuid, (item->>'answer')::uuid, (item->>'at')::timestamptz, index);
end
$$;

-- Makes a disclosure available to its receivers.
create function log.release(
  the_disclosure uuid, the_decision text, the_countersignature text, the_case text,
  receivers text[], delivered jsonb, index bigint, at timestamptz
) returns void language plpgsql as $$
declare
  receipt jsonb;
begin
  insert into facts.release (disclosure, decision, countersignature, recorded, at)
  values (the_disclosure, the_decision, the_countersignature, index, at);
  insert into facts.delivery (function, agency, recorded, disclosure)
  select t.function, split_part(t.function, '/', 1), index, the_disclosure
    from unnest(receivers) as t (function);
  insert into facts.party (disclosure, agency)
  select distinct the_disclosure, split_part(t.function, '/', 1)
    from unnest(receivers) as t (function)
  on conflict do nothing;
  insert into facts.case_participant (case_ref, agency, recorded)
  select distinct the_case, split_part(t.function, '/', 1), index
    from unnest(receivers) as t (function)
  on conflict do nothing;
  for receipt in select value from jsonb_array_elements(delivered) loop
    perform log.insert_receipt(receipt, index);
  end loop;
end
$$;

-- An item of a batch as its columns: read from JSON once, then used by every set-based statement. Places in the batch's
-- bytes are an offset from 0 and a length; a record's nonce lies behind its body. Items other than disclosures have more
-- members, which their own functions read (0007, 0008).
create type log.about as (
  kind text, digest text, agency text, disclosure uuid, text_at int, text_size int
);
create type log.delivered as (digest text, agency text, function text, at timestamptz);
create type log.item as (
  id uuid, kind text, agency text, shared uuid, leaf_at int, leaf_size int, body_at int, body_size int,
  statements log.about[],
  disclosure uuid, answer uuid, outcome text, digest text, function text, member uuid, credential text, type text,
  case_ref text, case_type text, urgency text, purpose text, decision_function text, decision text, policy_set text,
  in_reply_to uuid, corrects uuid, supersedes uuid, respond_by timestamptz,
  receivers text[], readers text[], kids text[], delivered log.delivered[],
  decision_at int, decision_size int, status int, answer_at int, answer_size int,
  submission_at int, submission_size int
);

-- Whether the verdict on every disclosure of the batch is the same however many of the other items came before it: then
-- all of them can be judged, and entered, together. Disclosures depend on the directory, on releases, on their id, on
-- those that they name and on who takes part in their case; the other acts on the disclosure that they are about.
create function log.is_independent(items log.item[]) returns boolean
language plpgsql stable as $$
declare
  ids uuid[] := array(select d.disclosure from unnest(items) as d where d.kind = 'disclosure');
begin
  return not exists (
    select from unnest(items) as d
     where d.kind in ('statement', 'countersignature')
        or (d.kind <> 'disclosure' and (d.disclosure = any (ids) or d.answer = any (ids)))
        or d.in_reply_to = any (ids)
        or d.corrects = any (ids)
        or d.supersedes = any (ids)
  ) and (
    select count(*) = count(distinct d.disclosure)
       and count(distinct d.case_ref) = count(distinct (d.case_ref, d.agency))
      from unnest(items) as d
     where d.kind = 'disclosure'
  );
end
$$;

-- The set that this node decides by; null before the first.
create function log.active_policy_set() returns text
language sql stable
return (select a.policy_set from facts.policy_activation a order by a.recorded desc limit 1);

-- The verdict on each of these items in turn; null for one that is accepted or is no disclosure. What was decided under other
-- rules than those of this moment is decided again. A reply needs a released
-- disclosure of the same case that the sender is party to; a correction one of its own; a new case a reference that nobody
-- else uses.
create function log.judge_disclosures(items log.item[], at timestamptz) returns text[]
language sql stable
begin atomic
  with law as materialized (
    select log.active_policy_set() as active
  ),
  disclosure as materialized (
    select d.* from unnest(items) with ordinality as d
  ),
  author as materialized (
    select s.agency, s.credential, log.is_live(s.agency, s.credential) as is_live
      from (
        select distinct d.agency, d.credential
          from disclosure d where d.kind = 'disclosure' and d.outcome <> 'denied'
      ) as s
  ),
  route as materialized (
    select s.*, log.check_readers(s.agency, s.case_type, s.readers, s.kids, judge_disclosures.at) as verdict
      from (
        select distinct d.agency, d.case_type, d.readers, d.kids
          from disclosure d where d.kind = 'disclosure' and d.outcome <> 'denied'
      ) as s
  )
  select array_agg(case
      when d.kind <> 'disclosure' then null
      when known.id is not null then case
        when known.agency = d.agency and known.manifest = d.digest then 'id-spent' else 'id-conflict' end
      when d.policy_set <> law.active then 'policy-set-changed'
      when d.outcome = 'denied' then null
      when not author.is_live then 'credential-revoked'
      when route.verdict is not null then route.verdict
      when d.in_reply_to is not null and not exists (
        select from facts.disclosure o
          join facts.release r on r.disclosure = o.id
          join facts.party p on p.disclosure = o.id and p.agency = d.agency
         where o.id = d.in_reply_to
           and o.case_ref = d.case_ref
      ) then 'case-unknown'
      when d.corrects is not null and not exists (
        select from facts.disclosure o
         where o.id = d.corrects and o.agency = d.agency and o.case_ref = d.case_ref
      ) then 'case-unknown'
      when d.supersedes is not null and not exists (
        select from facts.disclosure o
         where o.id = d.supersedes and o.agency = d.agency and o.case_ref = d.case_ref
      ) then 'case-unknown'
      when exists (select from facts.case_participant c where c.case_ref = d.case_ref)
        and not exists (
          select from facts.case_participant c where c.case_ref = d.case_ref and c.agency = d.agency
        ) then 'case-exists'
    end order by d.ordinality)
    from disclosure d
    cross join law
    left join facts.disclosure known on known.id = d.disclosure
    left join author on (author.agency, author.credential) = (d.agency, d.credential)
    left join route on (route.agency, route.case_type, route.readers, route.kids)
      = (d.agency, d.case_type, d.readers, d.kids);
end;

-- Judges the disclosures among these items and, unless one of them is refused, enters them all; item i is recorded at
-- `first` + i. Returns the verdicts. The items must be independent of each other, or one.
create function log.accept_disclosures(items log.item[], first bigint, at timestamptz)
returns text[] language plpgsql as $$
declare
  verdicts text[] := log.judge_disclosures(items, at);
begin
  if num_nonnulls(variadic verdicts) > 0 then
    return verdicts;
  end if;
  insert into facts.disclosure (id, outcome, manifest, agency, function, member, credential, type, case_ref,
    case_type, urgency, purpose, decision_function, decision, policy_set, in_reply_to, corrects, supersedes,
    respond_by, receivers, recorded, at)
  select d.disclosure, d.outcome, d.digest, d.agency, d.function, d.member, d.credential, d.type, d.case_ref,
         d.case_type, d.urgency, d.purpose, d.decision_function, d.decision, d.policy_set, d.in_reply_to,
         d.corrects, d.supersedes, d.respond_by, d.receivers, first + d.ordinality - 1, accept_disclosures.at
    from unnest(items) with ordinality as d
   where d.kind = 'disclosure';
  -- Who may see it, and who takes part in its case: the sender at once, the receivers when it is released.
  insert into facts.party (disclosure, agency)
  select d.disclosure, d.agency from unnest(items) as d where d.kind = 'disclosure'
  union
  select d.disclosure, split_part(t.function, '/', 1)
    from unnest(items) as d, unnest(d.receivers) as t (function)
   where d.kind = 'disclosure' and d.outcome = 'released';
  insert into facts.case_participant (case_ref, agency, recorded)
  select t.case_ref, t.agency, min(t.recorded)
    from (
      select d.case_ref, d.agency, first + d.ordinality - 1 as recorded
        from unnest(items) with ordinality as d
       where d.kind = 'disclosure' and d.outcome <> 'denied'
      union all
      select d.case_ref, split_part(t.function, '/', 1), first + d.ordinality - 1
        from unnest(items) with ordinality as d, unnest(d.receivers) as t (function)
       where d.kind = 'disclosure' and d.outcome = 'released'
    ) as t
   group by t.case_ref, t.agency
  on conflict do nothing;
  insert into facts.reader (disclosure, function, agency, kid)
  select d.disclosure, t.function, split_part(t.function, '/', 1), t.kid
    from unnest(items) as d, unnest(d.readers, d.kids) as t (function, kid)
   where d.kind = 'disclosure' and d.outcome <> 'denied';
  insert into facts.release (disclosure, decision, recorded, at)
  select d.disclosure, d.decision, first + d.ordinality - 1, accept_disclosures.at
    from unnest(items) with ordinality as d
   where d.kind = 'disclosure' and d.outcome = 'released';
  insert into facts.delivery (function, agency, recorded, disclosure)
  select t.function, split_part(t.function, '/', 1), first + d.ordinality - 1, d.disclosure
    from unnest(items) with ordinality as d, unnest(d.receivers) as t (function)
   where d.kind = 'disclosure' and d.outcome = 'released';
  insert into facts.receipt (digest, disclosure, what, agency, function, at, recorded)
  select t.digest, d.disclosure, 'delivered', t.agency, t.function, t.at, first + d.ordinality - 1
    from unnest(items) with ordinality as d, unnest(d.delivered) as t
   where d.kind = 'disclosure' and d.outcome = 'released';
  return verdicts;
end
$$;

reset role;
