-- An answer that does not come is an alarm, and the receiving function's decision-maker's to deal with. To have registered a message
-- in the own system is no answer to it.

-- What a function was sent and is not done with: it is done once somebody has registered it in the agency's own system, and answered if
-- an answer was asked for. What was recalled before it was opened is no work any more; trial messages are a machine's.
create or replace function facts.read_received(the_function text)
returns table (disclosure uuid, owner uuid, state text) language sql stable
begin atomic
  select o.disclosure, o.owner, o.state
    from (
      select v.disclosure, r.owner, facts.read_state(v.disclosure) as state
        from facts.delivery v
        cross join lateral (
          select bool_or(t.what = 'registered') as is_registered,
                 bool_or(t.what = 'answered') as is_answered,
                 (array_agg(t.member order by t.recorded) filter (where t.what in ('taken-over', 'answered')))[1] as owner
            from facts.receipt t
           where t.disclosure = v.disclosure and t.function = the_function
        ) as r
       where v.function = the_function
         and (
           r.is_registered is not true
           or r.is_answered is not true
              and exists (select from facts.disclosure d where d.id = v.disclosure and d.respond_by is not null)
              and not exists (select from facts.expiry e where e.disclosure = v.disclosure)
         )
    ) as o
   where o.state <> 'recalled';
end;

-- What a function has sent and others are not done with: it waits for its countersignature, or some receiver has not taken it over,
-- or not answered although an answer was asked for. What was refused lies with its author for two weeks.
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
             select from facts.disclosure n where n.case_ref = d.case_ref and d.id in (n.corrects, n.supersedes)
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

-- What was released to or from an agency, whose answer was asked for by a time that has passed, and that the receiving function has
-- not answered. Not what was taken back, or deleted.
create function facts.list_overdue(the_agency text, the_time timestamptz)
returns table (sender text, receiver text, at timestamptz) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.function, k.function, r.at
      from facts.disclosure d
      join facts.release r on r.disclosure = d.id
      join facts.reader k on k.disclosure = d.id and k.function = any (d.receivers)
     where d.respond_by < the_time
       and d.type <> 'synthetic'
       and the_agency in (d.agency, k.agency)
       and not exists (
         select from facts.receipt c where c.disclosure = d.id and c.function = k.function and c.what = 'answered'
       )
       and not exists (select from facts.withdrawal w where w.disclosure = d.id)
       and not exists (select from facts.expiry e where e.disclosure = d.id)
       and not exists (
         select from facts.disclosure n
          where n.case_ref = d.case_ref
            and d.id in (n.corrects, n.supersedes)
            and exists (select from facts.release s where s.disclosure = n.id)
       )
     order by r.recorded;
end
$$;

-- For the few whose time has passed among all that ever had one.
create index disclosure_respond_by on facts.disclosure (respond_by) where respond_by is not null;

grant execute on function facts.list_overdue(text, timestamptz) to sluss_app;
