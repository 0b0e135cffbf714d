-- What witnesses have cosigned (c2sp.org/tlog-cosignature). It is about the log and not in it: a record for each would make the
-- log grow, and be cosigned again. So it is kept beside the one write path, by a function of its own; who reads a line verifies it.
set local role sluss_owner;

create table log.cosignature (
  year int not null,
  size bigint not null,
  -- The witness's vkey.
  witness text not null check (octet_length(witness) <= 1024),
  -- As the witness says.
  at timestamptz not null,
  -- The signature line, with its line feed.
  line text not null check (octet_length(line) <= 8192),
  primary key (year, size, witness, at),
  -- Nothing but our own checkpoints is shown to witnesses.
  foreign key (year, size) references log.checkpoint (year, size)
);
create index on log.cosignature (witness, year, size);

call facts.seal('log.cosignature');

reset role;
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- Two gateways may be answered by one witness within the same second: the second answer says nothing new.
create function log.keep_cosignature(
  the_year int, the_size bigint, the_witness text, the_time timestamptz, the_line text
) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
  insert into log.cosignature (year, size, witness, at, line)
  values (the_year, the_size, the_witness, the_time, the_line)
  on conflict do nothing;
end;
grant execute on function log.keep_cosignature(int, bigint, text, timestamptz, text) to sluss_app;

reset role;
revoke create on schema log from sluss_writer;
