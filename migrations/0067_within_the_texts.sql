-- As before (0066), of places that lie within the bytes: outside of them `substr` gives less than was asked for, and what says how long
-- a leaf is would no longer be how long it is.
grant create on schema log to sluss_writer;
set local role sluss_writer;

create or replace function log.insert_records(records log.records, texts bytea, bytes bytea, hashes bytea, first bigint) returns void
language plpgsql as $$
begin
  if octet_length(hashes) <> cardinality(records.ids) * 32 or exists (
    select from unnest(records.starts, records.leaf_sizes, records.body_sizes, records.secrets) with ordinality
             as r (start, leaf, body, secret, nr)
     where sha256('\x00'::bytea || substr(texts, r.start, r.leaf))
        is distinct from substr(hashes, (r.nr::int - 1) * 32 + 1, 32)
        or r.leaf not between 1 and 65535
        or r.start not between 1 and octet_length(texts) + 1 - r.leaf - coalesce(r.body, 0)
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

reset role;
revoke create on schema log from sluss_writer;
