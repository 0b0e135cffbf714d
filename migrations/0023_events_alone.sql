-- A record without a fact is most of what is written, and costs no more than its own rows: what only disclosures need is not asked
-- when there are none, and items are read as JSONB only where a function reads them so.
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- The verdict on each item in turn, null for one that is accepted; what is accepted is entered. `batch` and `items` are the
-- same; `batch` may be null when there are but events and disclosures.
create or replace function log.accept_batch(batch jsonb, items log.item[], bytes bytea, first bigint, at timestamptz)
returns text[] language plpgsql as $$
declare
  is_independent boolean := false;
  verdicts text[] := array_fill(null::text, array[cardinality(items)]);
  nr int;
  the_kind text;
begin
  if not exists (select from unnest(items) as d where d.kind <> 'event') then
    return verdicts;
  end if;
  if exists (select from unnest(items) as d where d.kind = 'disclosure') and log.is_independent(items) then
    is_independent := true;
    verdicts := log.accept_disclosures(items, first, at);
  end if;
  for nr, the_kind in
    select d.ordinality, d.kind from unnest(items) with ordinality as d
     where d.kind <> 'event' and not (is_independent and d.kind = 'disclosure')
     order by d.ordinality
  loop
    verdicts[nr] := case when the_kind = 'disclosure'
      then (log.accept_disclosures(items[nr:nr], first + nr - 1, at))[1]
      else log.accept(batch->(nr - 1), bytes, first + nr - 1, at) end;
  end loop;
  return verdicts;
end
$$;

-- What the items of an accepted batch bring and no item is checked against, in one statement for each table: statements
-- about disclosures, what was sent, decided and answered, and the records.
create or replace function log.insert_contents(items log.item[], bytes bytea, first bigint) returns void
language plpgsql as $$
begin
  if exists (select from unnest(items) as d where d.statements is not null) then
    insert into facts.statement (digest, kind, agency, disclosure, recorded)
    select s.digest, s.kind, s.agency, s.disclosure, first + d.ordinality - 1
      from unnest(items) with ordinality as d, unnest(d.statements) as s;
    insert into content.statement (digest, disclosure, text)
    select s.digest, s.disclosure, substr(bytes, s.text_at + 1, s.text_size)
      from unnest(items) as d, unnest(d.statements) as s;
  end if;
  if exists (select from unnest(items) as d where d.kind = 'disclosure') then
    insert into content.submission (disclosure, bytes)
    select d.disclosure, substr(bytes, d.submission_at + 1, d.submission_size)
      from unnest(items) as d
     where d.submission_at is not null;
    insert into content.decision (disclosure, digest, bytes)
    select d.disclosure, d.decision, substr(bytes, d.decision_at + 1, d.decision_size)
      from unnest(items) as d
     where d.kind = 'disclosure';
    insert into content.answer (disclosure, agency, status, body)
    select d.disclosure, d.agency, d.status, substr(bytes, d.answer_at + 1, d.answer_size)
      from unnest(items) as d
     where d.kind = 'disclosure';
  end if;
  insert into content.record (index, agency, disclosure, body, nonce)
  select first + d.ordinality - 1, d.agency, d.shared, substr(bytes, d.body_at + 1, d.body_size),
         substr(bytes, d.body_at + d.body_size + 1, 32)
    from unnest(items) with ordinality as d
   where d.body_at is not null;
  insert into content.detail (index, agency, id, bytes)
  select first + d.ordinality - 1, d.agency, d.id, substr(bytes, d.detail_at + 1, d.detail_size)
    from unnest(items) with ordinality as d
   where d.detail_at is not null;
end
$$;

-- As before (0015).
create or replace function log.append(
  old_year int, old_size bigint, old_root bytea, the_year int, new_root bytea, note text, at timestamptz,
  items text, hashes bytea, content text, tiles text, tile_bytes bytea,
  out outcome text, out verdicts jsonb
) language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '10s'
set jit = off
-- Every lookup is by key. Plans live as long as the connection and may be made while a table is empty, when reading it
-- whole looks cheap; and a plan made for one call's values would copy the batch's bytes into itself.
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  -- As JSONB only for those who read items of their own shape.
  batch jsonb;
  bytes bytea := decode(content, 'base64');
  all_items log.item[] := array(select i from json_populate_recordset(null::log.item, items::json) as i);
  head record;
  opens boolean;
  base bigint;
  first bigint;
  found text[];
begin
  -- Under REPEATABLE READ the snapshot would be older than the lock, and every check below would read the past.
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs READ COMMITTED' using errcode = 'invalid_transaction_state';
  end if;
  -- What is answered must be durable, whatever the session says. Local to this transaction.
  if current_setting('synchronous_commit') in ('off', 'local') then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  lock table log.turn in exclusive mode;

  select c.year, c.size, c.root, c.at, y.start, y.origin into head
    from log.checkpoint c
    join log.year y on y.year = c.year
   order by c.year desc, c.size desc
   limit 1;
  if coalesce(head.year, 0) <> old_year or coalesce(head.size, 0) <> old_size
    or (head.size is not null and head.root <> old_root) then
    outcome := 'stale';
    return;
  end if;
  if head.at > at then
    raise exception 'time runs backwards' using errcode = 'datetime_field_overflow';
  end if;
  if at > log.latest_time() then
    raise exception 'the time is ahead of the database' using errcode = 'object_not_in_prerequisite_state';
  end if;
  opens := head.year is distinct from the_year;
  base := case when opens then 0 else head.size end;
  first := coalesce(head.start + head.size, 0);
  if not opens and head.origin <> split_part(note, E'\n', 1) then
    raise exception 'a checkpoint of another log' using errcode = 'data_exception';
  end if;

  begin
    if opens then
      perform log.open_year(the_year, first, note, at, all_items);
    end if;
    if exists (select from unnest(all_items) as d where d.kind not in ('event', 'disclosure')) then
      batch := items;
    end if;
    found := log.accept_batch(batch, all_items, bytes, first, at);
    if num_nonnulls(variadic found) > 0 then
      raise exception 'refused' using errcode = 'SL001';
    end if;

    perform log.insert_contents(all_items, bytes, first);
    perform log.insert_entries(all_items, bytes, hashes, first);
    insert into log.tile (year, level, index, root, data)
    select the_year, (t.tile->>0)::int, (t.tile->>1)::bigint,
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 1, 32),
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 33, 8192)
      from jsonb_array_elements(tiles::jsonb) with ordinality as t (tile, nr);
    insert into log.checkpoint (year, size, previous, root, note, at)
    values (the_year, base + cardinality(all_items), base, new_root, note, at);
    outcome := 'written';
  exception when sqlstate 'SL001' then
    outcome := 'refused';
    verdicts := to_jsonb(found);
  end;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
