-- When the sealed bytes of a message go is told to whoever takes part in it, and the sender too is told whether it has registered the
-- message in its own system, which that waits for.

-- When they go: thirty days after both sides have registered it; thirty days after it was taken back, if nobody has opened it; and at
-- the latest so many days after it was accepted. As `content.is_due_at` says it.
create function facts.read_due(d facts.disclosure, kept_days int) returns timestamptz language sql stable
begin atomic
  select least(
    d.at + make_interval(days => greatest(kept_days, 31)),
    (
      select w.at + interval '30 days' from facts.withdrawal w
       where w.disclosure = d.id
         and not exists (select from facts.open o where o.disclosure = d.id)
    ),
    (
      select case when bool_and(r.at is not null) then max(r.at) + interval '30 days' end
        from (select d.agency union select split_part(f.id, '/', 1) from unnest(d.receivers) as f (id)) as p (agency)
        left join lateral (
          select min(t.at) as at from facts.receipt t
           where t.disclosure = d.id and t.agency = p.agency and t.what = 'registered'
        ) r on true
    )
  );
end;

-- The thread of a case: all of it that these functions take part in, in the log's order. What was never released has nothing to
-- register; `registered_at` is the sending function's own, `due_at` when the bytes go.
drop function facts.list_thread(text, text, text[]);
create function facts.list_thread(the_agency text, the_case text, functions text[], kept_days int)
returns table (
  id uuid, type text, urgency text, agency text, function text, member uuid, decision_function text, receivers text[],
  state text, at timestamptz, released_at timestamptz, respond_by timestamptz, expired_at timestamptz,
  in_reply_to uuid, corrects uuid, supersedes uuid, corrected_by uuid, withdrawn_at timestamptz, progress jsonb, case_type text,
  registered_at timestamptz, due_at timestamptz
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
           w.at, p.progress, d.case_type,
           (select min(t.at) from facts.receipt t
             where t.disclosure = d.id and t.function = d.function and t.what = 'registered'),
           case when e.at is null then facts.read_due(d, kept_days) end
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

grant execute on function
  facts.read_due(facts.disclosure, int),
  facts.list_thread(text, text, text[], int)
  to sluss_app;
