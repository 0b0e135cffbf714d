-- The same append, cheaper by a tenth: fewer bytes to decode, fewer expressions to read anew for every batch, and no savepoint without
-- facts.
grant create on schema log to sluss_writer;
set local role sluss_writer;

drop function log.append(int, bigint, bytea, int, bytea, text, timestamptz, log.records, text, bytea, text, text, bytea);
drop function log.insert_records(log.records, bytea, bytea, bigint);
drop type log.records;

-- What is kept of each record, in order. Leaves and bodies are JSON and come as they are: from `starts` of the texts (the first byte
-- is 1) the leaf, behind it the body of a closed record. What is not text lies in the batch's bytes: from `secrets` the nonce of 32
-- bytes of a closed record, and behind it the sealed detail of one in which somebody acted.
create type log.records as (
  ids uuid[], agencies text[], disclosures uuid[],
  starts int[], leaf_sizes int[], body_sizes int[], secrets int[], detail_sizes int[]
);

-- Enters the records of a batch. A leaf must be what its hash in the tree was made of. What a CHECK of the tables would say is said
-- here, once for the batch: PostgreSQL reads a CHECK anew from its catalogue for every INSERT, and these are most of what is written.
-- Nobody else may insert. 65 535 is the most that an entry bundle can hold (tlog-tiles).
create function log.insert_records(records log.records, texts bytea, bytes bytea, hashes bytea, first bigint) returns void
language plpgsql as $$
begin
  if octet_length(hashes) <> cardinality(records.ids) * 32 or exists (
    select from unnest(records.starts, records.leaf_sizes, records.body_sizes, records.secrets) with ordinality
             as r (start, leaf, body, secret, nr)
     where sha256('\x00'::bytea || substr(texts, r.start, r.leaf))
        is distinct from substr(hashes, (r.nr::int - 1) * 32 + 1, 32)
        or r.leaf not between 1 and 65535
        or r.body is not null and coalesce(r.secret, 0) not between 1 and octet_length(bytes) - 31
  ) then
    raise exception 'a leaf hash does not match its body' using errcode = 'data_exception';
  end if;
  insert into log.entry (index, id, hash, body)
  select first + r.nr - 1, r.id, substr(hashes, (r.nr::int - 1) * 32 + 1, 32), substr(texts, r.start, r.leaf)
    from unnest(records.ids, records.starts, records.leaf_sizes) with ordinality as r (id, start, leaf, nr);
  insert into content.record (index, agency, disclosure, body, nonce, detail)
  select first + r.nr - 1, r.agency, r.disclosure, substr(texts, r.start + r.leaf, r.body),
         substr(bytes, r.secret, 32), substr(bytes, r.secret + 32, r.detail)
    from unnest(records.agencies, records.disclosures, records.starts, records.leaf_sizes, records.body_sizes, records.secrets, records.detail_sizes)
         with ordinality as r (agency, disclosure, start, leaf, body, secret, detail, nr)
   where r.body is not null;
end
$$;

-- What every accepted batch ends with: its records, the tiles that are full, and the checkpoint that covers them.
create function log.extend(
  records log.records, texts bytea, bytes bytea, hashes bytea, first bigint, tiles text, tile_bytes bytea,
  the_year int, base bigint, new_root bytea, note text, at timestamptz
) returns void language plpgsql as $$
begin
  perform log.insert_records(records, texts, bytes, hashes, first);
  if tile_bytes <> ''::bytea then
    insert into log.tile (year, level, index, root, data)
    select the_year, (t.tile->>0)::int, (t.tile->>1)::bigint,
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 1, 32),
           substr(tile_bytes, (t.nr::int - 1) * 8224 + 33, 8192)
      from jsonb_array_elements(tiles::jsonb) with ordinality as t (tile, nr);
  end if;
  insert into log.checkpoint (year, size, previous, root, note, at)
  values (the_year, base + cardinality(records.ids), base, new_root, note, at);
end
$$;

-- As before (0034), with the texts of the records beside the bytes of the batch. Only a batch with facts can be refused, and needs to
-- be undone without losing the lock.
create function log.append(
  old_year int, old_size bigint, old_root bytea, the_year int, new_root bytea, note text, at timestamptz,
  records log.records, texts text, items text, hashes bytea, content text, tiles text, tile_bytes bytea,
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
  text_bytes bytea := convert_to(texts, 'UTF8');
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
  if at > clock_timestamp() + interval '1 minute' and at > log.latest_time() then
    raise exception 'the time is ahead of the database' using errcode = 'object_not_in_prerequisite_state';
  end if;
  opens := head.year is distinct from the_year;
  base := case when opens then 0 else head.size end;
  first := coalesce(head.start + head.size, 0);
  if not opens and head.origin <> split_part(note, E'\n', 1) then
    raise exception 'a checkpoint of another log' using errcode = 'data_exception';
  end if;

  if items is null and not opens then
    perform log.extend(records, text_bytes, bytes, hashes, first, tiles, tile_bytes, the_year, base, new_root, note, at);
    outcome := 'written';
    return;
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
    perform log.extend(records, text_bytes, bytes, hashes, first, tiles, tile_bytes, the_year, base, new_root, note, at);
    outcome := 'written';
  exception when sqlstate 'SL001' then
    outcome := 'refused';
    verdicts := to_jsonb(found);
  end;
end
$$;

grant execute on function log.append(
  int, bigint, bytea, int, bytea, text, timestamptz, log.records, text, text, bytea, text, text, bytea
) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;

set local role sluss_owner;
alter table log.entry drop constraint entry_index_check, drop constraint entry_hash_check, drop constraint entry_body_check;
alter table content.record drop constraint record_nonce_check;
reset role;
