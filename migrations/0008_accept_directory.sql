-- Directory statements: what each adds to the projections, and what must hold first. `payload` is the signed payload.
set local role sluss_writer;

create function log.accept_root(payload jsonb, digest text) returns text language plpgsql as $$
declare
  last facts.root;
begin
  select r.* into last from facts.root r
   where r.agency = payload->>'agency' order by r.sequence desc limit 1;
  if (payload->>'sequence')::int <> coalesce(last.sequence, 0) + 1
     or payload->>'previous' is distinct from last.digest::text then
    return 'root-not-next';
  end if;
  insert into facts.root (agency, sequence, digest)
  values (payload->>'agency', (payload->>'sequence')::int, digest);
  return null;
end
$$;

-- A key names one function of one agency, for ever.
create function log.accept_function_key(payload jsonb, digest text, kid text)
returns text language plpgsql as $$
begin
  if not exists (select from facts.root r where r.agency = payload->>'agency') then
    return 'root-unknown';
  end if;
  if exists (select from facts.function_key f where f.kid = accept_function_key.kid
             and f.function <> payload->>'function') then
    return 'key-in-use';
  end if;
  insert into facts.function_key (digest, agency, function, kid)
  values (digest, payload->>'agency', payload->>'function', kid);
  return null;
end
$$;

-- A key names one member, for ever; a member may get a new credential for the same key.
create function log.accept_credential(payload jsonb, digest text, kid text)
returns text language plpgsql as $$
begin
  if not exists (select from facts.root r where r.agency = payload->>'agency') then
    return 'root-unknown';
  end if;
  if exists (select from facts.credential c where c.kid = accept_credential.kid
             and (c.agency, c.member) <> (payload->>'agency', (payload->>'member')::uuid)) then
    return 'key-in-use';
  end if;
  insert into facts.credential (digest, agency, member, kid)
  values (digest, payload->>'agency', (payload->>'member')::uuid, kid);
  return null;
end
$$;

create function log.accept_roster(payload jsonb, digest text) returns text language plpgsql as $$
declare
  the_agency text := payload->>'agency';
  the_number int := payload->>'number';
  newest_root text;
  last facts.roster;
begin
  select r.digest into newest_root from facts.root r
   where r.agency = the_agency order by r.sequence desc limit 1;
  if newest_root is null or newest_root <> payload->>'root' then
    return 'root-unknown';
  end if;
  select r.* into last from facts.roster r
   where r.agency = the_agency order by r.number desc limit 1;
  if the_number <> coalesce(last.number, 0) + 1
     or payload->>'previous' is distinct from last.digest::text then
    return 'roster-not-next';
  end if;
  insert into facts.roster (agency, number, digest) values (the_agency, the_number, digest);
  insert into facts.roster_function (agency, number, function, kid)
  select the_agency, the_number, f->>'function', f->>'kid'
    from jsonb_array_elements(payload->'functions') as t (f);
  insert into facts.roster_member (agency, number, credential, member)
  select the_agency, the_number, m->>'credential', (m->>'member')::uuid
    from jsonb_array_elements(payload->'members') as t (m);
  -- Each roster repeats the revocations of those before it; the first one is the fact.
  insert into facts.revocation (credential, agency, revoked_at, compromised_since, reason, roster)
  select v->>'credential', the_agency, (v->>'revokedAt')::timestamptz,
         (v->>'compromisedSince')::timestamptz, v->>'reason', the_number
    from jsonb_array_elements(payload->'revocations') as t (v)
  on conflict do nothing;
  insert into facts.retired_key (kid, agency, function, retired_at, roster)
  select k->>'kid', the_agency, f->>'function', (k->>'retiredAt')::timestamptz, the_number
    from jsonb_array_elements(payload->'functions') as t (f),
         jsonb_array_elements(f->'retired') as u (k)
  on conflict do nothing;
  return null;
end
$$;

create function log.accept_agreement(payload jsonb, digest text) returns text language plpgsql as $$
declare
  the_parties text[] := array(select jsonb_array_elements_text(payload->'parties'));
begin
  if exists (select from unnest(the_parties) as t (agency)
             where not exists (select from facts.root r where r.agency = t.agency)) then
    return 'root-unknown';
  end if;
  if exists (select from facts.agreement a where a.id = (payload->>'id')::uuid) then
    return 'id-conflict';
  end if;
  insert into facts.agreement (id, digest, parties, case_types, valid_from, valid_until)
  values ((payload->>'id')::uuid, digest, the_parties,
    array(select jsonb_array_elements_text(payload->'caseTypes')),
    (payload->>'validFrom')::timestamptz, (payload->>'validUntil')::timestamptz);
  return null;
end
$$;

create function log.accept_statement(item jsonb, bytes bytea, index bigint, at timestamptz) returns text
language plpgsql as $$
declare
  payload jsonb := item->'payload';
  the_digest text := item->>'digest';
  verdict text;
begin
  if exists (select from facts.statement s where s.digest = the_digest) then
    return 'already-recorded';
  end if;
  case item->>'of'
    when 'root' then verdict := log.accept_root(payload, the_digest);
    when 'function-key' then verdict := log.accept_function_key(payload, the_digest, item->>'kid');
    when 'credential' then verdict := log.accept_credential(payload, the_digest, item->>'kid');
    when 'roster' then verdict := log.accept_roster(payload, the_digest);
    when 'agreement' then verdict := log.accept_agreement(payload, the_digest);
    when 'policy-proposal' then verdict := log.accept_policy_proposal(payload, the_digest, index, at);
    when 'policy-approval' then verdict := log.accept_policy_approval(payload, the_digest, index, at);
    when 'policy-withdrawal' then verdict := log.accept_policy_withdrawal(payload, the_digest, index);
    when 'policy-activation' then verdict := log.accept_policy_activation(payload, the_digest, index, at);
  end case;
  if verdict is null and item->'pack' <> 'null' then
    insert into content.policy_set (digest, bytes)
    values (payload->>'policySet', log.slice(bytes, item->'pack'))
    on conflict do nothing;
  end if;
  if verdict is null then
    insert into facts.statement (digest, kind, agency, recorded)
    values (the_digest, item->>'of', payload->>'agency', index);
    insert into content.statement (digest, text) values (the_digest, log.slice(bytes, item->'text'));
  end if;
  return verdict;
end
$$;

reset role;
