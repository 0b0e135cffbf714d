-- How the law of this node changes: proposed, approved by two agencies, perhaps withdrawn, activated at its time. Each checks
-- first and then inserts, as in 0008.
reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- Why nothing more can come of a proposal; null while something can. One is passed over for good once a later one is active.
create function log.judge_proposal(the_proposal text) returns text
language sql stable
return case
  when not exists (select from facts.policy_proposal p where p.digest = the_proposal) then 'proposal-unknown'
  when exists (select from facts.policy_activation a where a.proposal = the_proposal) then 'already-active'
  when exists (select from facts.policy_withdrawal w where w.proposal = the_proposal) then 'proposal-closed'
  -- By the activations, which are few: anybody with the role may have made thousands of proposals.
  when exists (
    select from facts.policy_proposal p, facts.policy_activation a
     where p.digest = the_proposal
       and (p.active_from, p.recorded) < (
         select later.active_from, later.recorded from facts.policy_proposal later where later.digest = a.proposal
       )
  ) then 'proposal-closed'
end;

create function log.accept_policy_proposal(payload jsonb, digest text, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  the_time timestamptz := payload->>'activeFrom';
begin
  if not log.is_live(payload->>'agency', payload->>'credential') then
    return 'credential-revoked';
  end if;
  if the_time <= at then
    return 'policy-date-passed';
  end if;
  if payload->>'policySet' = log.active_policy_set() then
    return 'policy-set-active';
  end if;
  insert into facts.policy_proposal (digest, policy_set, active_from, agency, member, recorded)
  values (digest, payload->>'policySet', the_time, payload->>'agency', (payload->>'member')::uuid, index);
  return null;
end
$$;

-- One approval for each agency, by somebody else than the proposer, before the time comes. Another member may approve anew
-- for an agency whose approver no longer acts for it.
create function log.accept_policy_approval(payload jsonb, digest text, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  proposed facts.policy_proposal;
  verdict text := log.judge_proposal(payload->>'proposal');
begin
  if verdict is not null then
    return verdict;
  end if;
  select p.* into proposed from facts.policy_proposal p where p.digest = payload->>'proposal';
  if proposed.policy_set <> payload->>'policySet' then
    return 'proposal-unknown';
  end if;
  if proposed.active_from <= at then
    return 'policy-date-passed';
  end if;
  if proposed.member = (payload->>'member')::uuid then
    return 'approver-is-proposer';
  end if;
  if not log.is_live(payload->>'agency', payload->>'credential') then
    return 'credential-revoked';
  end if;
  if exists (
    select from facts.policy_approval a
     where a.proposal = proposed.digest
       and a.agency = payload->>'agency'
       and log.is_live(a.agency, a.credential)
  ) then
    return 'agency-has-approved';
  end if;
  insert into facts.policy_approval (digest, proposal, agency, member, credential, recorded)
  values (digest, proposed.digest, payload->>'agency', (payload->>'member')::uuid, payload->>'credential', index);
  return null;
end
$$;

create function log.accept_policy_withdrawal(payload jsonb, digest text, index bigint)
returns text language plpgsql as $$
declare
  verdict text := log.judge_proposal(payload->>'proposal');
begin
  if verdict is not null then
    return verdict;
  end if;
  if not exists (
    select from facts.policy_proposal p
     where p.digest = payload->>'proposal' and p.policy_set = payload->>'policySet'
  ) then
    return 'proposal-unknown';
  end if;
  if not log.is_live(payload->>'agency', payload->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.policy_withdrawal (proposal, digest, agency, member, recorded)
  values (payload->>'proposal', digest, payload->>'agency', (payload->>'member')::uuid, index);
  return null;
end
$$;

-- From how many agencies a proposal has these approvals, by others than its proposer who still act for them.
create function log.count_approving(the_proposal text, approvals jsonb) returns bigint
language sql stable
return (
  select count(distinct a.agency)
    from facts.policy_approval a
    join facts.policy_proposal p on p.digest = a.proposal and p.member <> a.member
   where a.proposal = the_proposal
     and a.digest in (select jsonb_array_elements_text(approvals))
     and log.is_live(a.agency, a.credential)
);

-- Any process of the node may come with it, and several do at once: the first is the one.
create function log.accept_policy_activation(payload jsonb, digest text, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  active text := log.active_policy_set();
  proposed facts.policy_proposal;
  verdict text;
begin
  if payload->>'proposal' is null then
    if active is not null then
      return case when active = payload->>'policySet' then 'already-active' else 'policy-not-approved' end;
    end if;
  else
    verdict := log.judge_proposal(payload->>'proposal');
    if verdict is not null then
      return verdict;
    end if;
    select p.* into proposed from facts.policy_proposal p where p.digest = payload->>'proposal';
    if proposed.policy_set <> payload->>'policySet' then
      return 'proposal-unknown';
    end if;
    if log.count_approving(proposed.digest, payload->'approvals') < 2 then
      return 'policy-not-approved';
    end if;
    if at < proposed.active_from then
      return 'policy-not-due';
    end if;
    if active is distinct from payload->>'retires' or active = proposed.policy_set then
      return 'policy-set-active';
    end if;
  end if;
  insert into facts.policy_activation (digest, policy_set, active_from, proposal, recorded)
  values (digest, payload->>'policySet', (payload->>'activeFrom')::timestamptz, payload->>'proposal', index);
  return null;
end
$$;

grant execute on function log.judge_proposal(text), log.is_live(text, text) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
set local role sluss_owner;

-- Every proposal, in the log's order, with who approved it; for the gateway to see what is due and to show what is planned.
create function facts.list_policy_proposals()
returns table (
  digest text, policy_set text, active_from timestamptz, verdict text, withdrawn boolean, recorded bigint,
  text bytea, approvals jsonb
)
language sql stable
begin atomic
  select p.digest::text, p.policy_set::text, p.active_from, log.judge_proposal(p.digest),
         exists (select from facts.policy_withdrawal w where w.proposal = p.digest),
         p.recorded, s.text,
         coalesce((
           select jsonb_agg(jsonb_build_object(
                    'digest', a.digest, 'agency', a.agency, 'member', a.member,
                    'standing', log.is_live(a.agency, a.credential),
                    'text', convert_from(t.text, 'UTF8')) order by a.recorded)
             from facts.policy_approval a
             join content.statement t on t.digest = a.digest
            where a.proposal = p.digest
         ), '[]')
    from facts.policy_proposal p
    join content.statement s on s.digest = p.digest
   order by p.recorded;
end;
grant execute on function facts.list_policy_proposals() to sluss_app;

reset role;
