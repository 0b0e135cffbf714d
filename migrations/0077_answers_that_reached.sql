-- What a message says of others is believed only as far as it can be: nobody ends the alarm about a question that is unanswered, or takes
-- a message off somebody's list, by naming it.
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- As before (0006); two messages of a case are no more independent of each other if they give it another kind.
create or replace function log.is_independent(items log.item[]) returns boolean
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
       and count(distinct d.case_ref) = count(distinct (d.case_ref, d.agency, d.case_type))
      from unnest(items) as d
     where d.kind = 'disclosure'
  );
end
$$;

-- The verdict on each of these items in turn; null for one that is accepted or is no disclosure. What was decided under other
-- rules than those of this moment is decided again. A reply needs a released disclosure of the same case that the sender is party to; a
-- correction one of the same function's own; a new case a reference that nobody else uses. A case stays of its kind: agreements are for
-- kinds of cases, and what is shared in one kind is not to be linked with another.
create or replace function log.judge_disclosures(items log.item[], at timestamptz) returns text[]
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
         where o.id = d.corrects and o.function = d.function and o.case_ref = d.case_ref
      ) then 'case-unknown'
      when d.supersedes is not null and not exists (
        select from facts.disclosure o
         where o.id = d.supersedes and o.function = d.function and o.case_ref = d.case_ref
      ) then 'case-unknown'
      when exists (select from facts.case_participant c where c.case_ref = d.case_ref)
        and not exists (
          select from facts.case_participant c where c.case_ref = d.case_ref and c.agency = d.agency
        ) then 'case-exists'
      when exists (
        select from facts.disclosure o
         where o.case_ref = d.case_ref and o.outcome <> 'denied' and o.case_type <> d.case_type
      ) then 'case-type-differs'
    end order by d.ordinality)
    from disclosure d
    cross join law
    left join facts.disclosure known on known.id = d.disclosure
    left join author on (author.agency, author.credential) = (d.agency, d.credential)
    left join route on (route.agency, route.case_type, route.readers, route.kids)
      = (d.agency, d.case_type, d.readers, d.kids);
end;

-- As before (0007), but that something is answered is said only of an answer that has reached the function that asked: one that waits for
-- a second person may be refused, and one to somebody else is none.
create or replace function log.accept_receipt(item jsonb, index bigint, at timestamptz)
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
      join facts.release r on r.disclosure = d.id
      join facts.disclosure q on q.id = the_disclosure and q.function = any (d.receivers)
     where d.id = (item->>'answer')::uuid
       and d.agency = item->>'agency'
       and d.in_reply_to = the_disclosure
  ) then
    return 'answer-unknown';
  end if;
  perform log.insert_receipt(item, index);
  return null;
end
$$;

reset role;

-- As before (0064), but what was refused is not done with by a correction that was refused as well.
create or replace function facts.read_sent(the_function text, the_time timestamptz)
returns table (disclosure uuid, heading text, owner uuid, state text) language sql stable
begin atomic
  select d.id, case when s.state = 'refused' then 'ours' else 'waiting' end,
         case when s.state = 'refused' then d.member end, s.state
    from facts.disclosure d
    cross join lateral (select facts.read_state(d.id) as state) as s
   where d.function = the_function
     and d.outcome <> 'denied'
     and case s.state
           when 'held' then true
           when 'refused' then d.at > the_time - interval '14 days' and not exists (
             select from facts.disclosure n
              where n.case_ref = d.case_ref and n.outcome <> 'denied' and d.id in (n.corrects, n.supersedes)
           )
           when 'released' then exists (
             select from unnest(d.receivers) as f (function)
              where not exists (
                select from facts.receipt t
                 where t.disclosure = d.id and t.function = f.function
                   and (t.what = 'answered' or d.respond_by is null and t.what in ('registered', 'taken-over'))
              )
           ) and (
             d.respond_by is null
             or not exists (select from facts.expiry e where e.disclosure = d.id)
           )
           else false end;
end;
