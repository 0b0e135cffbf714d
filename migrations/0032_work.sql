-- What the screens ask: what waits for a function, the cases that it takes part in, the thread of one, what a member did in a
-- month, and which functions something has happened for. All of it is read under the agency's name alone.
set local role sluss_owner;

create index on facts.disclosure (case_ref);

-- How far released disclosures have come with each of their receivers, in the order of their heads. A member is named to his own
-- agency only.
create function facts.read_progress(ids uuid[])
returns table (disclosure uuid, progress jsonb) language sql stable
begin atomic
  with receipt as materialized (
    select t.disclosure, t.function,
           min(t.at) filter (where t.what = 'taken-over') as taken_over,
           min(t.at) filter (where t.what = 'answered') as answered,
           min(t.at) filter (where t.what = 'registered') as registered,
           (array_agg(t.member order by t.recorded) filter (where t.what in ('taken-over', 'answered')))[1] as owner
      from facts.receipt t
     where t.disclosure = any (ids)
     group by t.disclosure, t.function
  ), open as materialized (
    select o.disclosure, o.function, min(o.at) as at
      from facts.open o
     where o.disclosure = any (ids)
     group by o.disclosure, o.function
  )
  select d.id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'function', f.function,
      'delivered', r.at,
      'opened', o.at,
      'takenOver', p.taken_over,
      'answered', p.answered,
      'registered', p.registered,
      'owner', case when split_part(f.function, '/', 1) = facts.reading_agency() then p.owner end
    )) order by f.nr)
    from facts.disclosure d
    join facts.release r on r.disclosure = d.id
    cross join unnest(d.receivers) with ordinality as f (function, nr)
    left join receipt p on p.disclosure = d.id and p.function = f.function
    left join open o on o.disclosure = d.id and o.function = f.function
   where d.id = any (ids)
   group by d.id;
end;

-- What a function was sent and is not done with: it is done once somebody has registered it in the agency's own system. What was
-- recalled before it was opened is no work any more; trial messages are a machine's.
create function facts.read_received(the_function text)
returns table (disclosure uuid, owner uuid, state text) language sql stable
begin atomic
  select o.disclosure, o.owner, o.state
    from (
      select v.disclosure, r.owner, facts.read_state(v.disclosure) as state
        from facts.delivery v
        cross join lateral (
          select bool_or(t.what = 'registered') as is_registered,
                 (array_agg(t.member order by t.recorded) filter (where t.what in ('taken-over', 'answered')))[1] as owner
            from facts.receipt t
           where t.disclosure = v.disclosure and t.function = the_function
        ) as r
       where v.function = the_function
         and r.is_registered is not true
    ) as o
   where o.state <> 'recalled';
end;

-- What a function has sent and others are not done with: it waits for its countersignature, or some receiver has not taken it over,
-- or not answered although an answer was asked for. What was refused lies with its author for two weeks.
create function facts.read_sent(the_function text, the_time timestamptz)
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
                   and (t.what in ('registered', 'answered')
                     or t.what = 'taken-over' and d.respond_by is null)
              )
           )
           else false end;
end;

-- What waits for a function, under three headings: `unowned`, `ours`, `waiting`. The most of each are listed, the most urgent first,
-- then what is due first, then what came first; `total` says how many there are.
create function facts.list_work(the_agency text, the_function text, the_time timestamptz, most int)
returns table (
  heading text, total bigint, id uuid, case_ref text, type text, urgency text, agency text, function text,
  receivers text[], state text, at timestamptz, released_at timestamptz, respond_by timestamptz, owner uuid, progress jsonb
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with open as materialized (
      select r.disclosure, case when r.owner is null then 'unowned' else 'ours' end as heading, r.owner, r.state
        from facts.read_received(the_function) r
      union all
      select s.disclosure, s.heading, s.owner, s.state from facts.read_sent(the_function, the_time) s
    ), ranked as materialized (
      select o.heading, o.owner, o.state, d.id, d.case_ref, d.type, d.urgency, d.agency, d.function, d.receivers, d.at,
             d.respond_by, count(*) over same as total,
             row_number() over (same order by
               array_position(array['acute', 'priority', 'normal'], d.urgency), d.respond_by nulls last, d.recorded) as nr
        from open o
        join facts.disclosure d on d.id = o.disclosure
       where d.type <> 'synthetic'
      window same as (partition by o.heading)
    ), listed as materialized (
      select * from ranked k where k.nr <= most
    )
    select k.heading, k.total, k.id, k.case_ref, k.type, k.urgency, k.agency, k.function, k.receivers, k.state, k.at,
           r.at, k.respond_by, k.owner, p.progress
      from listed k
      left join facts.release r on r.disclosure = k.id
      left join facts.read_progress(array(select l.id from listed l)) p on p.disclosure = k.id
     order by array_position(array['unowned', 'ours', 'waiting'], k.heading), k.nr;
end
$$;

-- How much waits for each of these functions: what nobody has taken, how much of that is acute, and what waits for their verdict.
create function facts.list_waiting(the_agency text, functions text[])
returns table (function text, unowned bigint, acute bigint, to_decide bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.function, w.unowned, w.acute, (
        select count(*)
          from facts.disclosure d
         where coalesce(d.decision_function, d.function) = f.function
           and d.outcome = 'held'
           and facts.read_state(d.id) = 'held'
      )
      from unnest(functions) as f (function)
      cross join lateral (
        select count(*) as unowned, count(*) filter (where d.urgency = 'acute') as acute
          from facts.read_received(f.function) r
          join facts.disclosure d on d.id = r.disclosure
         where r.owner is null
           and d.type <> 'synthetic'
      ) as w;
end
$$;

-- When messages last came to a function, newest first; looked for among ten times as many, as a machine sends one a day.
create function facts.list_arrivals(the_agency text, the_function text, most int)
returns table (type text, at timestamptz) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with latest as materialized (
      select v.disclosure, v.recorded
        from facts.delivery v
       where v.function = the_function
       order by v.recorded desc
       limit most * 10
    )
    select d.type, r.at
      from latest v
      join facts.disclosure d on d.id = v.disclosure
      join facts.release r on r.disclosure = v.disclosure
     where d.type <> 'synthetic'
     order by v.recorded desc
     limit most;
end
$$;

-- The disclosures that these functions of an agency sent, decide or received.
create function facts.is_part_of(d facts.disclosure, functions text[]) returns boolean
language sql stable
return d.outcome <> 'denied' and (
  d.function = any (functions)
  or d.decision_function = any (functions)
  or d.receivers && functions and exists (select from facts.release r where r.disclosure = d.id)
);

-- A page of the cases that a function takes part in, the one with the newest message first.
create function facts.list_cases(the_agency text, the_function text, before bigint, most int)
returns table (recorded bigint, case_ref text, case_type text, messages bigint, first_at timestamptz, last_at timestamptz)
language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with own as (
      select v.disclosure from facts.delivery v where v.function = the_function
      union
      select d.id from facts.disclosure d
       where the_function in (d.function, d.decision_function) and d.outcome <> 'denied'
    )
    select max(coalesce(r.recorded, d.recorded)), d.case_ref, min(d.case_type), count(*), min(d.at), max(coalesce(r.at, d.at))
      from own o
      join facts.disclosure d on d.id = o.disclosure
      left join facts.release r on r.disclosure = d.id
     where d.type <> 'synthetic'
     group by d.case_ref
    having max(coalesce(r.recorded, d.recorded)) < before
     order by 1 desc
     limit most;
end
$$;

-- The thread of a case: all of it that these functions take part in, in the log's order.
create function facts.list_thread(the_agency text, the_case text, functions text[])
returns table (
  id uuid, type text, urgency text, agency text, function text, member uuid, decision_function text, receivers text[],
  state text, at timestamptz, released_at timestamptz, respond_by timestamptz, expired_at timestamptz,
  in_reply_to uuid, corrects uuid, supersedes uuid, corrected_by uuid, withdrawn_at timestamptz, progress jsonb, case_type text
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.id, d.type, d.urgency, d.agency, d.function, case when d.agency = the_agency then d.member end,
           d.decision_function, d.receivers, facts.read_state(d.id), d.at, r.at, d.respond_by, e.at,
           d.in_reply_to, d.corrects, d.supersedes,
           (select n.id from facts.disclosure n
             where n.case_ref = the_case and d.id in (n.corrects, n.supersedes) and facts.is_part_of(n, functions)
             order by n.recorded desc limit 1),
           w.at, p.progress, d.case_type
      from facts.disclosure d
      left join facts.read_progress(array(
        select n.id from facts.disclosure n where n.case_ref = the_case and facts.is_part_of(n, functions)
      )) p on p.disclosure = d.id
      left join facts.release r on r.disclosure = d.id
      left join facts.expiry e on e.disclosure = d.id
      left join facts.withdrawal w on w.disclosure = d.id
     where d.case_ref = the_case
       and facts.is_part_of(d, functions)
     order by coalesce(r.recorded, d.recorded);
end
$$;

-- The records from position `first` up to `past`, the last excluded, of what one member of the agency did, newest first. `actor` is how
-- bodies of that time name the member.
create function facts.list_own_records(the_agency text, actor text, first bigint, past bigint)
returns table (index bigint, id uuid, leaf bytea, body bytea, nonce bytea, type text) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select e.index, e.id, e.body, c.body, c.nonce, (
        select d.type from facts.disclosure d
         where d.id = (convert_from(c.body, 'UTF8')::jsonb->>'disclosure')::uuid
      )
      from content.record c
      join log.entry e on e.index = c.index
     where c.agency = the_agency
       and c.index >= first
       and c.index < past
       and position(convert_to(format('"actor":"%s"', actor), 'UTF8') in c.body) > 0
     order by c.index desc;
end
$$;

-- Where the openings of a member, and what he took out, were recorded, from position `first` up to `past`, the last excluded.
create function facts.list_own_acts(the_agency text, the_member uuid, first bigint, past bigint)
returns table (recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select o.recorded from facts.open o
     where o.agency = the_agency and o.member = the_member and o.recorded >= first and o.recorded < past
    union all
    select u.recorded from facts.use u
     where u.agency = the_agency and u.member = the_member and u.recorded >= first and u.recorded < past;
end
$$;

-- The agency's functions for which something about a disclosure was recorded after position `after` and up to `until`, and where last.
create function facts.list_changed(the_agency text, after bigint, until bigint)
returns table (function text, at bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select f.function, max(c.index)
      from content.record c
      join facts.disclosure d on d.id = c.disclosure
      cross join lateral (
        select d.function
        union select d.decision_function
        union select unnest(d.receivers) where exists (select from facts.release r where r.disclosure = d.id)
      ) as f (function)
     where c.index > after
       and c.index <= until
       and c.disclosure is not null
       and split_part(f.function, '/', 1) = the_agency
     group by f.function;
end
$$;

grant execute on function
  facts.read_progress(uuid[]),
  facts.read_received(text),
  facts.read_sent(text, timestamptz),
  facts.list_work(text, text, timestamptz, int),
  facts.list_waiting(text, text[]),
  facts.list_arrivals(text, text, int),
  facts.is_part_of(facts.disclosure, text[]),
  facts.list_cases(text, text, bigint, int),
  facts.list_thread(text, text, text[]),
  facts.list_own_records(text, text, bigint, bigint),
  facts.list_own_acts(text, uuid, bigint, bigint),
  facts.list_changed(text, bigint, bigint)
  to sluss_app;
