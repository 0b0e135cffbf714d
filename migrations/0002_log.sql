-- The log: an RFC 6962 Merkle tree. Partial tiles and the frontier are derived, never stored, so nothing is updated.
set local role sluss_owner;

create table log.entry (
  index bigint primary key check (index >= 0),
  id uuid not null unique,
  hash bytea not null check (octet_length(hash) = 32),
  -- The exact bytes that were hashed, never jsonb. 65 535 is the most that an entry bundle can hold (tlog-tiles).
  body bytea not null check (octet_length(body) between 1 and 65535)
);

-- Full tiles only (256 hashes); `root` is the hash of the perfect subtree above them.
create table log.tile (
  level int not null check (level between 0 and 7),
  index bigint not null check (index >= 0),
  root bytea not null check (octet_length(root) = 32),
  data bytea not null check (octet_length(data) = 8192),
  primary key (level, index)
);

create table log.checkpoint (
  size bigint primary key,
  -- Two checkpoints cannot extend the same size: the guard against a fork that no lock can bypass.
  previous bigint not null unique,
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  check (previous >= 0 and size > previous)
);

-- Whoever holds this table's lock writes. An owner's table, so that no application login can hold it.
create table log.turn ();

call facts.seal('log.entry');
call facts.seal('log.tile');
call facts.seal('log.checkpoint');
-- LOCK … IN EXCLUSIVE MODE needs one of these privileges; there is no row to use it on.
grant update on log.turn to sluss_writer;
