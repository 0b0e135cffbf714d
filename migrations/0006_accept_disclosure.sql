-- What each kind of item must satisfy and what it adds. Every function checks first and then inserts, so an item that is
-- refused leaves nothing for the next one to see; it returns the verdict, or null when accepted. Bytes that no item is
-- checked against are inserted for the whole batch at its end (0009). `bytes` holds the byte strings of the whole batch;
-- an item refers to its own as [offset, length].
grant create on schema log to sluss_writer;
set local role sluss_writer;

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

create function log.accept_disclosure(item jsonb, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_id uuid := item->>'disclosure';
  sender text := item->>'agency';
  the_case text := item->>'case';
  answers uuid := item->>'inReplyTo';
  is_denied boolean := item->>'outcome' = 'denied';
  functions text[] := item->>'readers';
  kids text[] := item->>'kids';
  receivers text[] := item->>'to';
  known record;
  verdict text;
begin
  select d.agency, d.manifest into known from facts.disclosure d where d.id = the_id;
  if found then
    return case when known.agency = sender and known.manifest = item->>'digest'
      then 'id-spent' else 'id-conflict' end;
  end if;
  if not is_denied then
    if not log.is_live(sender, item->>'credential') then
      return 'credential-revoked';
    end if;
    verdict := log.check_readers(sender, item->>'caseType', functions, kids, at);
    if verdict is not null then
      return verdict;
    end if;
    verdict := log.check_case(sender, the_case, answers,
      array[item->>'corrects', item->>'supersedes']::uuid[]);
    if verdict is not null then
      return verdict;
    end if;
  end if;
  insert into facts.disclosure (id, outcome, manifest, agency, function, member, credential, type, case_ref,
    case_type, urgency, purpose, decision_function, decision, policy_set, in_reply_to, corrects, supersedes,
    respond_by, receivers, recorded, at)
  values (the_id, item->>'outcome', item->>'digest', sender, item->>'function', (item->>'member')::uuid,
    item->>'credential', item->>'type', the_case, item->>'caseType', item->>'urgency', item->>'purpose',
    item->>'decisionFunction', item->>'decision', item->>'policySet', answers, (item->>'corrects')::uuid,
    (item->>'supersedes')::uuid, (item->>'respondBy')::timestamptz, receivers, index, at);
  insert into facts.party (disclosure, agency) values (the_id, sender);
  if is_denied then
    return null;
  end if;
  insert into facts.reader (disclosure, function, agency, kid)
  select the_id, t.function, split_part(t.function, '/', 1), t.kid
    from unnest(functions, kids) as t (function, kid);
  insert into facts.case_participant (case_ref, agency, recorded)
  values (the_case, sender, index) on conflict do nothing;
  if item->>'outcome' = 'released' then
    perform log.release(the_id, item->>'decision', null, the_case, receivers, item->'delivered', index, at);
  end if;
  return null;
end
$$;

-- A reply needs a released disclosure of the same case that the sender is party to; a correction one of its own; a new
-- case a reference that nobody else uses.
create function log.check_case(sender text, the_case text, answers uuid, own uuid[])
returns text language sql stable
return case
  when answers is not null and not exists (
    select from facts.disclosure d
      join facts.release r on r.disclosure = d.id
      join facts.party p on p.disclosure = d.id and p.agency = sender
     where d.id = answers
       and d.case_ref = the_case
  ) then 'case-unknown'
  when exists (
    select from unnest(own) as t (id)
     where t.id is not null
       and not exists (
         select from facts.disclosure d
          where d.id = t.id and d.agency = sender and d.case_ref = the_case
       )
  ) then 'case-unknown'
  when exists (select from facts.case_participant c where c.case_ref = the_case)
    and not exists (
      select from facts.case_participant c where c.case_ref = the_case and c.agency = sender
    ) then 'case-exists'
end;

reset role;
