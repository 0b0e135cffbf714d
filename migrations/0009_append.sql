-- The one write path. `sluss_app` may execute this function and nothing else that writes.
set local role sluss_writer;

create function log.accept(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  verdict text;
begin
  case item->>'kind'
    when 'disclosure' then verdict := log.accept_disclosure(item, index, at);
    when 'open' then verdict := log.accept_open(item, index, at);
    when 'receipt' then verdict := log.accept_receipt(item, index, at);
    when 'countersignature' then verdict := log.accept_countersignature(item, bytes, index, at);
    when 'withdrawal' then verdict := log.accept_withdrawal(item, index);
    when 'expiry' then verdict := log.accept_expiry(item, index, at);
    when 'statement' then verdict := log.accept_statement(item, bytes, index);
    when 'event' then null;
  end case;
  return verdict;
end
$$;

-- What the items of an accepted batch bring and no item is checked against, in one statement for each table: statements
-- about disclosures (`statements`), what was sent, decided and answered.
create function log.insert_contents(batch jsonb, bytes bytea, old_size bigint) returns void
language plpgsql as $$
begin
  insert into facts.statement (digest, kind, agency, disclosure, recorded)
  select s->>'digest', s->>'kind', s->>'agency', (s->>'disclosure')::uuid, old_size + t.nr - 1
    from jsonb_array_elements(batch) with ordinality as t (item, nr),
         jsonb_array_elements(t.item->'statements') as u (s);
  insert into content.statement (digest, disclosure, text)
  select s->>'digest', (s->>'disclosure')::uuid, log.slice(bytes, s->'text')
    from jsonb_array_elements(batch) as t (item), jsonb_array_elements(t.item->'statements') as u (s);
  insert into content.submission (disclosure, bytes)
  select (t.item->>'disclosure')::uuid, log.slice(bytes, t.item->'submission')
    from jsonb_array_elements(batch) as t (item)
   where t.item ? 'submission';
  insert into content.decision (disclosure, digest, bytes)
  select (t.item->>'disclosure')::uuid, t.item->>'decision', log.slice(bytes, t.item->'decisionBytes')
    from jsonb_array_elements(batch) as t (item)
   where t.item ? 'answerBytes';
  insert into content.answer (disclosure, agency, status, body)
  select (t.item->>'disclosure')::uuid, t.item->>'agency', (t.item->>'status')::int,
         log.slice(bytes, t.item->'answerBytes')
    from jsonb_array_elements(batch) as t (item)
   where t.item ? 'answerBytes';
end
$$;

-- Appends a batch to the log of `old_size` and `old_root`: facts, content, entries, full tiles and the checkpoint that
-- covers them, all or nothing. Returns one row:
--   stale    the log is not (or no longer) at old_size and old_root; nothing was written
--   refused  `verdicts` lists, item by item, why it was refused, or null; nothing was written
--   written
-- `items` is a JSON array; item i becomes the entry old_size + i. `hashes` and `tile_bytes` are concatenated: 32 bytes
-- for each item; root (32) and data (8192) for each tile.
create function log.append(
  old_size bigint, old_root bytea, new_root bytea, note text, at timestamptz,
  items text, hashes bytea, bytes bytea, tiles text, tile_bytes bytea,
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
  head record;
  item jsonb;
  verdict text;
  found text[] := '{}';
  index bigint := old_size;
  is_refused boolean := false;
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
    for item in select value from jsonb_array_elements(batch) loop
      verdict := log.accept(item, bytes, index, at);
      found := array_append(found, verdict);
      is_refused := is_refused or verdict is not null;
      index := index + 1;
    end loop;
    if is_refused then
      raise exception 'refused' using errcode = 'SL001';
    end if;

    perform log.insert_contents(batch, bytes, old_size);
    insert into log.entry (index, id, hash, body)
    select old_size + t.nr - 1, (t.item->>'id')::uuid,
           substr(hashes, (t.nr::int - 1) * 32 + 1, 32), log.slice(bytes, t.item->'leaf')
      from jsonb_array_elements(batch) with ordinality as t (item, nr);
    if exists (
      select from log.entry e
       where e.index >= old_size
         and e.hash <> sha256('\x00'::bytea || e.body)
    ) or octet_length(hashes) <> (index - old_size) * 32 then
      raise exception 'a leaf hash does not match its body' using errcode = 'data_exception';
    end if;
    insert into content.record (index, agency, disclosure, body, nonce)
    select old_size + t.nr - 1, t.item->>'agency', (t.item->>'shared')::uuid,
           log.slice(bytes, t.item->'body'), log.slice(bytes, t.item->'nonce')
      from jsonb_array_elements(batch) with ordinality as t (item, nr)
     where t.item ? 'body';
    insert into log.tile (level, index, root, data)
    select (t.tile->>0)::int, (t.tile->>1)::bigint,
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 1, 32),
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 33, 8192)
      from jsonb_array_elements(tiles::jsonb) with ordinality as t (tile, nr);
    insert into log.checkpoint (size, previous, root, note, at)
    values (index, old_size, new_root, note, at);
    outcome := 'written';
  exception when sqlstate 'SL001' then
    outcome := 'refused';
    verdicts := to_jsonb(found);
  end;
end
$$;

grant execute on function log.append(
  bigint, bytea, bytea, text, timestamptz, text, bytea, bytea, text, bytea
) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
