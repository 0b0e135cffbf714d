-- The one write path. `sluss_app` may execute this function and nothing else that writes.
set local role sluss_writer;

-- One item that is no disclosure.
create function log.accept(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  verdict text;
begin
  case item->>'kind'
    when 'open' then verdict := log.accept_open(item, index, at);
    when 'receipt' then verdict := log.accept_receipt(item, index, at);
    when 'countersignature' then verdict := log.accept_countersignature(item, bytes, index, at);
    when 'withdrawal' then verdict := log.accept_withdrawal(item, index);
    when 'expiry' then verdict := log.accept_expiry(item, index, at);
    when 'statement' then verdict := log.accept_statement(item, bytes, index, at);
    when 'event' then null;
  end case;
  return verdict;
end
$$;

-- The verdict on each item in turn, null for one that is accepted; what is accepted is entered. `batch` and `items` are the
-- same.
create function log.accept_batch(batch jsonb, items log.item[], bytes bytea, first bigint, at timestamptz)
returns text[] language plpgsql as $$
declare
  is_independent boolean := log.is_independent(items);
  verdicts text[] := array_fill(null::text, array[cardinality(items)]);
  nr int;
  the_kind text;
begin
  if is_independent then
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
create function log.insert_contents(items log.item[], bytes bytea, first bigint) returns void
language plpgsql as $$
begin
  insert into facts.statement (digest, kind, agency, disclosure, recorded)
  select s.digest, s.kind, s.agency, s.disclosure, first + d.ordinality - 1
    from unnest(items) with ordinality as d, unnest(d.statements) as s;
  insert into content.statement (digest, disclosure, text)
  select s.digest, s.disclosure, substr(bytes, s.text_at + 1, s.text_size)
    from unnest(items) as d, unnest(d.statements) as s;
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
  insert into content.record (index, agency, disclosure, body, nonce)
  select first + d.ordinality - 1, d.agency, d.shared, substr(bytes, d.body_at + 1, d.body_size),
         substr(bytes, d.body_at + d.body_size + 1, 32)
    from unnest(items) with ordinality as d
   where d.body_at is not null;
end
$$;

-- The entries, each with the hash of its own body; that must be the hash that the tree was made of.
create function log.insert_entries(items log.item[], bytes bytea, hashes bytea, first bigint) returns void
language plpgsql as $$
begin
  if octet_length(hashes) <> cardinality(items) * 32 or exists (
    select from unnest(items) with ordinality as d
     where sha256('\x00'::bytea || substr(bytes, d.leaf_at + 1, d.leaf_size))
        is distinct from substr(hashes, (d.ordinality::int - 1) * 32 + 1, 32)
  ) then
    raise exception 'a leaf hash does not match its body' using errcode = 'data_exception';
  end if;
  insert into log.entry (index, id, hash, body)
  select first + d.ordinality - 1, d.id, substr(hashes, (d.ordinality::int - 1) * 32 + 1, 32),
         substr(bytes, d.leaf_at + 1, d.leaf_size)
    from unnest(items) with ordinality as d;
end
$$;

-- Appends a batch to the log of `old_size` and `old_root`: facts, content, entries, full tiles and the checkpoint that
-- covers them, all or nothing. Returns one row:
--   stale    the log is not (or no longer) at old_size and old_root; nothing was written
--   refused  `verdicts` lists, item by item, why it was refused, or null; nothing was written
--   written
-- `items` is a JSON array; item i becomes the entry old_size + i. `content` is the byte strings of all items in base64.
-- `hashes` and `tile_bytes` are concatenated: 32 bytes for each item; root (32) and data (8192) for each tile.
create function log.append(
  old_size bigint, old_root bytea, new_root bytea, note text, at timestamptz,
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
  batch jsonb := items;
  bytes bytea := decode(content, 'base64');
  all_items log.item[] := array(select i from jsonb_populate_recordset(null::log.item, batch) as i);
  new_size bigint := old_size + cardinality(all_items);
  head record;
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

  select c.size, c.root, c.at into head from log.checkpoint c order by c.size desc limit 1;
  if coalesce(head.size, 0) <> old_size or (head.size is not null and head.root <> old_root) then
    outcome := 'stale';
    return;
  end if;
  if head.at > at then
    raise exception 'time runs backwards' using errcode = 'datetime_field_overflow';
  end if;

  begin
    found := log.accept_batch(batch, all_items, bytes, old_size, at);
    if num_nonnulls(variadic found) > 0 then
      raise exception 'refused' using errcode = 'SL001';
    end if;

    perform log.insert_contents(all_items, bytes, old_size);
    perform log.insert_entries(all_items, bytes, hashes, old_size);
    insert into log.tile (level, index, root, data)
    select (t.tile->>0)::int, (t.tile->>1)::bigint,
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 1, 32),
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 33, 8192)
      from jsonb_array_elements(tiles::jsonb) with ordinality as t (tile, nr);
    insert into log.checkpoint (size, previous, root, note, at)
    values (new_size, old_size, new_root, note, at);
    outcome := 'written';
  exception when sqlstate 'SL001' then
    outcome := 'refused';
    verdicts := to_jsonb(found);
  end;
end
$$;

grant execute on function log.append(
  bigint, bytea, bytea, text, timestamptz, text, bytea, text, text, bytea
) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
