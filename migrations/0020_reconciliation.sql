-- Reconciliation: what was exchanged between two agencies in a day, for each side to count; and the counts that they signed.
set local role sluss_owner;

create table facts.reconciliation (
  digest facts.digest primary key,
  agency text not null,
  counterpart text not null,
  day date not null,
  recorded bigint not null
);
create index on facts.reconciliation (day, agency, counterpart);

create table content.reconciliation (
  digest facts.digest primary key,
  agency text not null,
  counterpart text not null,
  text bytea not null
);

-- Alarms about deliveries: each once a day, for both sides to see. A sender is an agency, as the receiver, when it is about
-- what the two have not counted.
create table facts.delivery_alarm (
  day date not null,
  code text not null,
  sender text not null,
  receiver text not null,
  agency text not null,
  counterpart text not null,
  messages int not null,
  oldest timestamptz,
  recorded bigint not null,
  primary key (day, code, sender, receiver)
);

call facts.seal('facts.delivery_alarm');
call facts.seal('facts.reconciliation');
call facts.seal('content.reconciliation');
grant delete on content.reconciliation to sluss_retention;

-- Both sides read what either has signed.
do $$
declare
  target text;
begin
  foreach target in array array['facts.reconciliation', 'content.reconciliation', 'facts.delivery_alarm'] loop
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy own_rows on %s for select using '
      '(facts.reading_agency() in (agency, counterpart))', target);
    execute format('create policy writes on %s to sluss_writer using (true) with check (true)', target);
    execute format('create policy retains on %s to sluss_retention using (true)', target);
  end loop;
end
$$;

create index on facts.release (at);
create index on log.checkpoint (at);

-- How many records the log had before a moment, of all years: what was recorded before it has a lower position.
create function log.place_at(moment timestamptz) returns bigint
language sql stable
return coalesce((
  select y.start + c.size
    from log.checkpoint c
    join log.year y on y.year = c.year
   where c.at < moment
   order by c.at desc, c.year desc, c.size desc
   limit 1
), 0);

-- What one agency released to functions of the other between two moments: a page of it, in the log's order. The texts are
-- the node's receipt and the first open request of the receiving function that was recorded before `until_at`.
create function facts.list_exchanged(
  the_agency text, the_other text, from_at timestamptz, until_at timestamptz, after_place bigint, after_function text,
  most int
)
returns table (
  recorded bigint, disclosure uuid, manifest text, type text, sender text, receiver text, kid text, at timestamptz,
  receipt bytea, opening bytea, is_recalled boolean
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select r.recorded, d.id, d.manifest::text, d.type, d.function, k.function, k.kid, r.at,
           (select s.text from facts.receipt c join content.statement s on s.digest = c.digest
             where c.disclosure = d.id and c.function = k.function and c.what = 'delivered'
             order by c.recorded limit 1),
           (select s.text from facts.open o join content.statement s on s.digest = o.digest
             where o.disclosure = d.id and o.function = k.function
               and o.recorded < (select log.place_at(until_at))
             order by o.recorded limit 1),
           exists (
             select from facts.withdrawal w
              where w.disclosure = d.id and w.recorded < (select log.place_at(until_at))
           )
      from facts.release r
      join facts.disclosure d on d.id = r.disclosure
      join facts.reader k on k.disclosure = d.id and k.function = any (d.receivers)
     where r.at >= from_at and r.at < until_at
       and (d.agency = the_agency and k.agency = the_other or d.agency = the_other and k.agency = the_agency)
       and (r.recorded, k.function) > (after_place, after_function)
     order by r.recorded, k.function
     limit most;
end
$$;

-- What was released to or from an agency and the receiving function has not opened, or has opened and not answered for: no
-- receipt of it but the node's. Not what was taken back, or deleted.
create function facts.list_waiting(the_agency text)
returns table (
  urgency text, sender text, receiver text, kid text, at timestamptz, opened_at timestamptz, is_receipted boolean
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.urgency, d.function, k.function, k.kid, r.at,
           (select min(o.at) from facts.open o where o.disclosure = d.id and o.function = k.function),
           exists (
             select from facts.receipt c
              where c.disclosure = d.id and c.function = k.function and c.what = 'delivered'
           )
      from facts.release r
      join facts.disclosure d on d.id = r.disclosure
      join facts.reader k on k.disclosure = d.id and k.function = any (d.receivers)
     where the_agency in (d.agency, k.agency)
       and not exists (
         select from facts.receipt c
          where c.disclosure = d.id
            and c.function = k.function
            and c.what in ('taken-over', 'registered', 'answered')
       )
       and not exists (select from facts.withdrawal w where w.disclosure = d.id)
       and not exists (select from facts.expiry e where e.disclosure = d.id)
     order by r.recorded;
end
$$;

-- When the last trial message came to an agency's functions from each other function, since a moment.
create function facts.list_trials(the_agency text, since timestamptz)
returns table (sender text, receiver text, at timestamptz) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select d.function, v.function, max(r.at)
      from facts.release r
      join facts.disclosure d on d.id = r.disclosure and d.type = 'synthetic'
      join facts.delivery v on v.disclosure = d.id
     where v.agency = the_agency
       and r.at >= since
     group by d.function, v.function
     order by 1, 2;
end
$$;

-- The agencies with which an agency exchanged something between two moments of a day, and has not signed its count of it.
create function facts.list_unreconciled(
  the_agency text, the_day date, from_at timestamptz, until_at timestamptz
)
returns table (counterpart text, messages bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select x.other, count(*)
      from (
        select case when d.agency = the_agency then k.agency else d.agency end as other
          from facts.release r
          join facts.disclosure d on d.id = r.disclosure
          join facts.reader k on k.disclosure = d.id and k.function = any (d.receivers)
         where r.at >= from_at and r.at < until_at
           and the_agency in (d.agency, k.agency)
      ) as x
     where x.other <> the_agency
       and not exists (
         select from facts.reconciliation f
          where f.day = the_day and f.agency = the_agency and f.counterpart = x.other
       )
     group by x.other
     order by x.other;
end
$$;

-- How many messages came to an agency's functions from each other function: in each of `weeks` weeks before the last seven
-- days, oldest first, and then in those.
create function facts.list_volumes(the_agency text, at_moment timestamptz, weeks int)
returns table (sender text, receiver text, counts int[]) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    with message as (
      select d.function as sender, v.function as receiver,
             floor(extract(epoch from at_moment - r.at) / 604800)::int as weeks_ago
        from facts.delivery v
        join facts.disclosure d on d.id = v.disclosure
        join facts.release r on r.disclosure = d.id
       where v.agency = the_agency
         and d.type <> 'synthetic'
         and r.at <= at_moment
         and r.at > at_moment - make_interval(days => 7 * (weeks + 1))
    ), pair as (
      select distinct m.sender, m.receiver from message m
    )
    select p.sender, p.receiver,
           array(
             select (select count(*)::int from message m
                      where m.sender = p.sender and m.receiver = p.receiver and m.weeks_ago = ago)
               from generate_series(weeks, 0, -1) as ago
              order by ago desc
           )
      from pair p
     order by 1, 2;
end
$$;

-- The alarms of an agency's deliveries from a day on, on either side.
create function facts.list_delivery_alarms(the_agency text, since date)
returns table (
  day text, code text, sender text, receiver text, messages int, oldest timestamptz, recorded bigint
) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select a.day::text, a.code, a.sender, a.receiver, a.messages, a.oldest, a.recorded
      from facts.delivery_alarm a
     where a.day >= since
     order by a.recorded;
end
$$;

-- What either side has signed about a day, the newest of each.
create function facts.list_reconciliations(the_agency text, the_other text, the_day date)
returns table (agency text, digest text, text bytea, recorded bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select distinct on (f.agency) f.agency, f.digest::text, c.text, f.recorded
      from facts.reconciliation f
      join content.reconciliation c on c.digest = f.digest
     where f.day = the_day
       and (f.agency = the_agency and f.counterpart = the_other
         or f.agency = the_other and f.counterpart = the_agency)
     order by f.agency, f.recorded desc;
end
$$;

grant execute on function
  log.place_at(timestamptz),
  facts.list_exchanged(text, text, timestamptz, timestamptz, bigint, text, int),
  facts.list_waiting(text),
  facts.list_trials(text, timestamptz),
  facts.list_unreconciled(text, date, timestamptz, timestamptz),
  facts.list_volumes(text, timestamptz, int),
  facts.list_delivery_alarms(text, date),
  facts.list_reconciliations(text, text, date)
  to sluss_app;

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_reconciliation(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.reconciliation r where r.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  insert into facts.reconciliation (digest, agency, counterpart, day, recorded)
  values (item->>'digest', item->>'agency', item->>'with', (item->>'day')::date, index);
  insert into content.reconciliation (digest, agency, counterpart, text)
  values (item->>'digest', item->>'agency', item->>'with', log.slice(bytes, item->'text'));
  return null;
end
$$;

-- Every process of the node looks; the first record of a day is the only one.
create function log.accept_delivery_alarm(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  insert into facts.delivery_alarm (day, code, sender, receiver, agency, counterpart, messages, oldest, recorded)
  values ((item->>'day')::date, item->>'code', item->>'from', item->>'to', item->>'agency', item->>'counterpart',
    (item->>'messages')::int, (item->>'oldest')::timestamptz, index)
  on conflict do nothing;
  return case when not found then 'already-recorded' end;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
