-- The web client that a gateway serves: the digests of its files, kept like a configuration.
grant create on schema log to sluss_writer;
set local role sluss_writer;

create function log.accept_web_bundle(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language sql as $$
  select log.accept_configuration(item, bytes, index, at);
$$;

reset role;
revoke create on schema log from sluss_writer;
