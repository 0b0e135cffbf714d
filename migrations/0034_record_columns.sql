-- The records of a batch as columns, apart from the items: a record without a fact has no item, and is most of what is written. Reading
-- it as one cost a quarter of the database's time for it. What `log.item` says of places of records is no longer read.
grant create on schema log to sluss_writer;
set local role sluss_writer;

drop function log.append(int, bigint, bytea, int, bytea, text, timestamptz, text, bytea, text, text, bytea);
drop function log.insert_entries(log.item[], bytea, bytea, bigint);

-- What is kept of each record, in order. Its bytes lie in one piece of the batch's: from `starts` (the first is 1) the leaf, behind it
-- the body of a closed record with its nonce of 32 bytes, and behind those the sealed detail of one in which somebody acted.
create type log.records as (
  ids uuid[], agencies text[], disclosures uuid[],
  starts int[], leaf_sizes int[], body_sizes int[], detail_sizes int[]
);

-- What the items of an accepted batch bring and no item is checked against, in one statement for each table: statements
-- about disclosures, and what was sent, decided and answered.
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
end
$$;

-- As before (0015), in a language that keeps its plan: asked for every batch.
create or replace function log.latest_time() returns timestamptz
language plpgsql volatile as $$
begin
  return clock_timestamp() + coalesce((select max(t.ahead) from sluss.simulated_time t), interval '1 minute');
end
$$;

-- Hashes of a stretch of a tile of a year's tree, one after the other. A full tile is one row; those of one that is not full yet are
-- put together here, which is cheaper than handing out their rows. Its plans are kept: for other values they are no better.
create function log.read_stretch(the_year int, year_start bigint, the_level int, tile bigint, first int, count int)
returns bytea language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off
set enable_bitmapscan = off
as $$
declare
  hashes bytea := (
    select substr(t.data, first * 32 + 1, count * 32)
      from log.tile t
     where t.year = the_year
       and t.level = the_level
       and t.index = tile
  );
begin
  if hashes is not null then
    return hashes;
  end if;
  if the_level = 0 then
    return (
      select string_agg(e.hash, ''::bytea order by e.index)
        from log.entry e
       where e.index >= year_start + tile * 256 + first
         and e.index < year_start + tile * 256 + first + count
    );
  end if;
  return (
    select string_agg(t.root, ''::bytea order by t.index)
      from log.tile t
     where t.year = the_year
       and t.level = the_level - 1
       and t.index >= tile * 256 + first
       and t.index < tile * 256 + first + count
  );
end
$$;
grant execute on function log.read_stretch(int, bigint, int, bigint, int, int) to sluss_app;

-- Enters the records of a batch. A leaf must be what its hash in the tree was made of.
create function log.insert_records(records log.records, bytes bytea, hashes bytea, first bigint) returns void
language plpgsql as $$
begin
  if octet_length(hashes) <> cardinality(records.ids) * 32 or exists (
    select from unnest(records.starts, records.leaf_sizes) with ordinality as r (start, leaf, nr)
     where sha256('\x00'::bytea || substr(bytes, r.start, r.leaf))
        is distinct from substr(hashes, (r.nr::int - 1) * 32 + 1, 32)
  ) then
    raise exception 'a leaf hash does not match its body' using errcode = 'data_exception';
  end if;
  insert into log.entry (index, id, hash, body)
  select first + r.nr - 1, r.id, substr(hashes, (r.nr::int - 1) * 32 + 1, 32), substr(bytes, r.start, r.leaf)
    from unnest(records.ids, records.starts, records.leaf_sizes) with ordinality as r (id, start, leaf, nr);
  insert into content.record (index, agency, disclosure, body, nonce)
  select first + r.nr - 1, r.agency, r.disclosure, substr(bytes, r.start + r.leaf, r.body),
         substr(bytes, r.start + r.leaf + r.body, 32)
    from unnest(records.agencies, records.disclosures, records.starts, records.leaf_sizes, records.body_sizes)
         with ordinality as r (agency, disclosure, start, leaf, body, nr)
   where r.body is not null;
  insert into content.detail (index, agency, id, bytes)
  select first + r.nr - 1, r.agency, r.id, substr(bytes, r.start + r.leaf + r.body + 32, r.detail)
    from unnest(records.ids, records.agencies, records.starts, records.leaf_sizes, records.body_sizes, records.detail_sizes)
         with ordinality as r (id, agency, start, leaf, body, detail, nr)
   where r.detail is not null;
end
$$;

-- As before (0015). `items` is null for a batch of records without facts.
create function log.append(
  old_year int, old_size bigint, old_root bytea, the_year int, new_root bytea, note text, at timestamptz,
  records log.records, items text, hashes bytea, content text, tiles text, tile_bytes bytea,
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
  all_items log.item[];
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
    if items is not null then
      all_items := array(select i from json_populate_recordset(null::log.item, items::json) as i);
      if cardinality(all_items) <> cardinality(records.ids) then
        raise exception 'not one record for each item' using errcode = 'data_exception';
      end if;
    end if;
    if opens then
      perform log.open_year(the_year, first, note, at, all_items);
    end if;
    if items is not null then
      if exists (select from unnest(all_items) as d where d.kind not in ('event', 'disclosure')) then
        batch := items;
      end if;
      found := log.accept_batch(batch, all_items, bytes, first, at);
      if num_nonnulls(variadic found) > 0 then
        raise exception 'refused' using errcode = 'SL001';
      end if;
      perform log.insert_contents(all_items, bytes, first);
    end if;

    perform log.insert_records(records, bytes, hashes, first);
    if tile_bytes <> ''::bytea then
      insert into log.tile (year, level, index, root, data)
      select the_year, (t.tile->>0)::int, (t.tile->>1)::bigint,
             substr(tile_bytes, (t.nr::int - 1) * 8224 + 1, 32),
             substr(tile_bytes, (t.nr::int - 1) * 8224 + 33, 8192)
        from jsonb_array_elements(tiles::jsonb) with ordinality as t (tile, nr);
    end if;
    insert into log.checkpoint (year, size, previous, root, note, at)
    values (the_year, base + cardinality(records.ids), base, new_root, note, at);
    outcome := 'written';
  exception when sqlstate 'SL001' then
    outcome := 'refused';
    verdicts := to_jsonb(found);
  end;
end
$$;

grant execute on function log.append(
  int, bigint, bytea, int, bytea, text, timestamptz, log.records, text, bytea, text, text, bytea
) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
