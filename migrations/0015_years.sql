-- One tree for each year (UTC), under one key. Entries keep one position over all years, which is what facts and content refer to;
-- checkpoints and tiles are of a year's tree, whose leaf i is the entry at the year's start + i.
set local role sluss_owner;

do $$
begin
  if exists (select from log.entry) then
    raise exception 'this log was begun before logs were kept by years; begin a new database';
  end if;
end
$$;

drop table log.tile;
drop table log.checkpoint;

create table log.year (
  -- The first line of every checkpoint of the year (c2sp.org/tlog-checkpoint).
  origin text primary key,
  year int not null unique check (year between 1000 and 9999),
  -- Position of its first entry, which names the final checkpoint of the year before.
  start bigint not null unique check (start >= 0),
  check (origin like '%/' || year)
);

-- Full tiles only (256 hashes); `root` is the hash of the perfect subtree above them.
create table log.tile (
  year int not null,
  level int not null check (level between 0 and 7),
  index bigint not null check (index >= 0),
  root bytea not null check (octet_length(root) = 32),
  data bytea not null check (octet_length(data) = 8192),
  primary key (year, level, index)
);
alter table log.tile alter column data set storage external;

create table log.checkpoint (
  year int not null,
  size bigint not null,
  -- Two checkpoints cannot extend the same size: the guard against a fork that no lock can bypass.
  previous bigint not null,
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  primary key (year, size),
  unique (year, previous),
  check (previous >= 0 and size > previous)
);

call facts.seal('log.year');
call facts.seal('log.tile');
call facts.seal('log.checkpoint');

reset role;

-- How far ahead of the database's own clock records may be, beyond a minute; for trials of what happens years from now. Empty in
-- real use: a gateway does not start otherwise. Nobody but the migrating role may fill it.
create table sluss.simulated_time (ahead interval not null);
grant usage on schema sluss to sluss_writer, sluss_retention;
grant select on sluss.simulated_time to sluss_app, sluss_writer, sluss_retention;

grant create on schema log to sluss_writer;
set local role sluss_writer;

-- The latest time that a record may have: a gateway whose clock is ahead must neither write the future nor delete what is not due.
create function log.latest_time() returns timestamptz
language sql volatile
begin atomic
  select clock_timestamp() + coalesce((select max(t.ahead) from sluss.simulated_time t), interval '1 minute');
end;
grant execute on function log.latest_time() to sluss_retention, sluss_app;

drop function log.append(bigint, bytea, bytea, text, timestamptz, text, bytea, text, text, bytea);

-- One item that is no disclosure. A kind of item `some-kind` is taken in by a function of its own, `log.accept_some_kind`.
create or replace function log.accept(item jsonb, bytes bytea, index bigint, at timestamptz)
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
    else
      execute format('select log.%I($1, $2, $3, $4)', 'accept_' || replace(item->>'kind', '-', '_'))
        into verdict using item, bytes, index, at;
  end case;
  return verdict;
end
$$;

-- The first record of a year. It must name the newest checkpoint there is: the last one of the year before.
create function log.accept_log_opened(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
declare
  final text := (select c.note from log.checkpoint c order by c.year desc, c.size desc limit 1);
  digest text := encode(sha256(convert_to(coalesce(final, ''), 'UTF8')), 'base64');
begin
  if not exists (select from log.year y where y.start = index) then
    raise exception 'a year is opened by its first record' using errcode = 'data_exception';
  end if;
  if item->>'digest' is distinct from rtrim(translate(digest, '+/', '-_'), '=') then
    raise exception 'a year is opened with the last checkpoint of the one before' using errcode = 'data_exception';
  end if;
  return null;
end
$$;

-- Opens a year. Its first item says so, and no other does; its origin is that of its first checkpoint.
create function log.open_year(the_year int, the_start bigint, the_note text, at timestamptz, items log.item[])
returns void language plpgsql as $$
declare
  origin text := split_part(the_note, E'\n', 1);
  earlier record;
begin
  select y.origin, y.year into earlier from log.year y order by y.year desc limit 1;
  if the_year <= earlier.year or the_year <> extract(year from at at time zone 'UTC') then
    raise exception 'not the year of this moment' using errcode = 'data_exception';
  end if;
  if left(origin, -5) <> left(earlier.origin, -5) then
    raise exception 'a log keeps its name' using errcode = 'data_exception';
  end if;
  if items[1].kind is distinct from 'log-opened' then
    raise exception 'a year is opened by its first record' using errcode = 'data_exception';
  end if;
  insert into log.year (origin, year, start) values (origin, the_year, the_start);
end
$$;

-- Appends a batch to the log whose newest checkpoint is of `old_year`, `old_size` and `old_root` (0, 0 and anything for the very
-- first): facts, content, entries, full tiles and the checkpoint that covers them, all or nothing. Returns one row:
--   stale    the log is not (or no longer) there; nothing was written
--   refused  `verdicts` lists, item by item, why it was refused, or null; nothing was written
--   written
-- `items` is a JSON array; item i becomes the next entry but i. All of them are of `the_year`. `content` is the byte strings of
-- all items in base64. `hashes` and `tile_bytes` are concatenated: 32 bytes for each item; root (32) and data (8192) for each tile.
create function log.append(
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
  batch jsonb := items;
  bytes bytea := decode(content, 'base64');
  all_items log.item[] := array(select i from jsonb_populate_recordset(null::log.item, batch) as i);
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

grant execute on function log.append(
  int, bigint, bytea, int, bytea, text, timestamptz, text, bytea, text, text, bytea
) to sluss_app;

-- Takes the turn to write until the transaction ends, and tells where the log then stands: no row while it is empty. For a
-- replica that was too late: what it appends next in this transaction nobody can overtake. Who says nothing for five seconds
-- loses the turn with his connection.
create function log.take_turn()
returns table (year int, start bigint, size bigint, root bytea, note text, at timestamptz)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '10s'
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs READ COMMITTED' using errcode = 'invalid_transaction_state';
  end if;
  perform set_config('idle_in_transaction_session_timeout', '5s', true);
  lock table log.turn in exclusive mode;
  return query
    select c.year, y.start, c.size, c.root, c.note, c.at
      from log.checkpoint c
      join log.year y on y.year = c.year
     order by c.year desc, c.size desc
     limit 1;
end
$$;
grant execute on function log.take_turn() to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
