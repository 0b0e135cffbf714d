-- Acts on a disclosure: countersignatures, openings, receipts, withdrawals, and the end of its content. Each checks first and then inserts, as in 0006.
set local role sluss_writer;

create function log.accept_countersignature(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  held facts.disclosure;
  readers record;
  verdict text;
begin
  if exists (select from facts.countersignature s where s.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  select d.* into held
    from facts.disclosure d
   where d.id = (item->>'disclosure')::uuid
     and d.outcome = 'held'
     and d.manifest = item->>'manifest'
     and d.agency = item->>'agency';
  if not found then
    return 'not-held';
  end if;
  if exists (
    select from facts.countersignature c
     where c.disclosure = held.id
       and (c.verdict = 'refuse' or c.verdict = item->>'verdict' and at < c.expires_at)
  ) or exists (select from facts.release r where r.disclosure = held.id)
    or exists (select from facts.withdrawal w where w.disclosure = held.id) then
    return 'already-decided';
  end if;
  if held.member = (item->>'member')::uuid then
    return 'countersigner-is-author';
  end if;
  if at >= (item->>'expiresAt')::timestamptz then
    return 'countersignature-expired';
  end if;
  if not log.is_live(held.agency, item->>'credential') then
    return 'credential-revoked';
  end if;
  -- Whether this verdict releases was weighed beside those that were known: another one may complete it, or be completed by it.
  if (select count(*) from facts.countersignature c where c.disclosure = held.id) <> (item->>'known')::int then
    return 'verdicts-changed';
  end if;
  if (item->>'releases')::boolean then
    if item->>'policySet' <> log.active_policy_set() then
      return 'policy-set-changed';
    end if;
    if not log.is_live(held.agency, held.credential) then
      return 'credential-revoked';
    end if;
    select array_agg(r.function) as functions, array_agg(r.kid) as kids into readers
      from facts.reader r where r.disclosure = held.id;
    verdict := log.check_readers(held.agency, held.case_type, readers.functions, readers.kids, at);
    if verdict is not null then
      return verdict;
    end if;
  end if;
  insert into facts.countersignature (digest, disclosure, verdict, agency, member, expires_at, recorded)
  values (item->>'digest', held.id, item->>'verdict', held.agency, (item->>'member')::uuid,
    (item->>'expiresAt')::timestamptz, index);
  if item->'decisionBytes' <> 'null' then
    insert into content.decision (disclosure, digest, bytes)
    values (held.id, item->>'decision', log.slice(bytes, item->'decisionBytes'))
    on conflict do nothing;
  end if;
  if (item->>'releases')::boolean then
    perform log.release(held.id, coalesce(item->>'decision', held.decision::text), item->>'digest',
      held.case_ref, held.receivers, item->'delivered', index, at);
  end if;
  return null;
end
$$;

-- Whether the function reads this released disclosure, under this very manifest.
create function log.is_released_to(the_disclosure uuid, the_manifest text, the_function text)
returns boolean language sql stable
return exists (
  select from facts.release r
    join facts.disclosure d on d.id = r.disclosure and d.manifest = the_manifest
    join facts.reader k on k.disclosure = r.disclosure and k.function = the_function
   where r.disclosure = the_disclosure
);

create function log.accept_open(item jsonb, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_disclosure uuid := item->>'disclosure';
begin
  if exists (select from facts.open s where s.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_released_to(the_disclosure, item->>'manifest', item->>'function') then
    return 'not-released';
  end if;
  -- What an agency has read it has read: a withdrawal keeps it from those that have not.
  if exists (select from facts.withdrawal w where w.disclosure = the_disclosure)
    and not exists (
      select from facts.open o where o.disclosure = the_disclosure and o.agency = item->>'agency'
    ) then
    return 'recalled';
  end if;
  if exists (select from facts.expiry e where e.disclosure = the_disclosure) then
    return 'content-expired';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.open (digest, disclosure, agency, function, member, at, recorded)
  values (item->>'digest', the_disclosure, item->>'agency', item->>'function',
    (item->>'member')::uuid, (item->>'at')::timestamptz, index);
  return null;
end
$$;

create function log.accept_receipt(item jsonb, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_disclosure uuid := item->>'disclosure';
begin
  if exists (select from facts.receipt s where s.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_released_to(the_disclosure, item->>'manifest', item->>'function') then
    return 'not-released';
  end if;
  if item->>'credential' is not null and not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  if item->>'what' = 'taken-over' and exists (
    select from facts.receipt r
     where r.disclosure = the_disclosure
       and r.function = item->>'function'
       and r.what = 'taken-over'
  ) then
    return 'already-taken';
  end if;
  if item->>'answer' is not null and not exists (
    select from facts.disclosure d
     where d.id = (item->>'answer')::uuid
       and d.agency = item->>'agency'
       and d.in_reply_to = the_disclosure
       and d.outcome <> 'denied'
  ) then
    return 'answer-unknown';
  end if;
  perform log.insert_receipt(item, index);
  return null;
end
$$;

create function log.accept_withdrawal(item jsonb, index bigint)
returns text language plpgsql as $$
declare
  the_disclosure uuid := item->>'disclosure';
begin
  if exists (select from facts.withdrawal w where w.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not exists (
    select from facts.disclosure d
     where d.id = the_disclosure
       and d.outcome <> 'denied'
       and d.manifest = item->>'manifest'
       and d.agency = item->>'agency'
  ) then
    return 'not-released';
  end if;
  if exists (select from facts.withdrawal w where w.disclosure = the_disclosure) then
    return 'already-withdrawn';
  end if;
  if exists (
    select from facts.countersignature c where c.disclosure = the_disclosure and c.verdict = 'refuse'
  ) then
    return 'already-decided';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.withdrawal (disclosure, digest, agency, function, member, reasons, at, recorded)
  values (the_disclosure, item->>'digest', item->>'agency', item->>'function', (item->>'member')::uuid,
    (item->>'reasons')::text[], (item->>'at')::timestamptz, index);
  return null;
end
$$;

-- Several processes may look for what is due at once: the first record is the only one.
create function log.accept_expiry(item jsonb, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_disclosure uuid := item->>'disclosure';
begin
  if exists (select from facts.expiry e where e.disclosure = the_disclosure) then
    return 'already-recorded';
  end if;
  if not content.expire_submission(the_disclosure, at, (item->>'keptDays')::int) then
    return 'not-expired';
  end if;
  insert into facts.expiry (disclosure, at, recorded) values (the_disclosure, at, index);
  return null;
end
$$;

reset role;
