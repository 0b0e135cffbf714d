-- What is kept beside the tree is held against it: a body that was altered, or filed under another agency than it names, is missed as
-- one that was taken away is. So nobody hides a record from those who review it by giving it away.
grant create on schema log to sluss_writer;
set local role sluss_writer;

-- A key of 32 bytes, each of its words of eight bytes xor `word`. One expression, so that it is inlined where it is called.
create function log.masked(key bytea, word bigint) returns bytea
language sql immutable
return int8send(('x' || encode(substr(key, 1, 8), 'hex'))::bit(64)::bigint # word)
  || int8send(('x' || encode(substr(key, 9, 8), 'hex'))::bit(64)::bigint # word)
  || int8send(('x' || encode(substr(key, 17, 8), 'hex'))::bit(64)::bigint # word)
  || int8send(('x' || encode(substr(key, 25, 8), 'hex'))::bit(64)::bigint # word);

-- HMAC-SHA256 (RFC 2104) under a key of 32 bytes, as the leaf writes it: base64url. The numbers are eight bytes 36 and 5c.
create function log.commitment(key bytea, text bytea) returns text
language sql immutable
return rtrim(translate(encode(sha256(
  log.masked(key, 6655295901103053916) || decode(repeat('5c', 32), 'hex') || sha256(
    log.masked(key, 3906369333256140342) || decode(repeat('36', 32), 'hex') || text
  )
), 'base64'), '+/', '-_'), '=');

-- Whether the log says itself that this was erased: a row alone excuses nothing.
create function log.is_erased(the_index bigint, what text[]) returns boolean
language sql stable
begin atomic
  select exists (
    select from facts.erasure x
      join log.entry e on e.index = x.recorded
     where x.what = any (is_erased.what)
       and x.first <= the_index
       and x.past > the_index
       and position(convert_to(
             '"ev":"content.erased","digest":"'
               || rtrim(translate(encode(sha256(convert_to(
                    '{"v":1,"what":"' || x.what || '","from":' || x.first || ',"to":' || x.past || '}', 'UTF8'
                  )), 'base64'), '+/', '-_'), '=')
               || '"', 'UTF8') in e.body) > 0
  );
end;

-- What the log says was recorded from position `from_position` up to `to_position` and cannot be read as it was recorded, although no
-- erasure covers it: the body behind a closed leaf, or who acted where the body commits to it. At most a hundred.
create or replace function log.list_missing(from_position bigint, to_position bigint)
returns table (index bigint, what text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
  select f.index, f.what
    from (
      select e.index,
             case
               when sha256('\x00'::bytea || e.body) <> e.hash then 'body'
               when r.index is null then
                 case when position('"c":'::bytea in e.body) > 0 then 'body' end
               when position(convert_to('"c":"' || log.commitment(r.nonce, r.body) || '"', 'UTF8') in e.body) = 0
                 then 'body'
               when r.agency is distinct from convert_from(r.body, 'UTF8')::json->>'agency' then 'body'
               when position('"det":'::bytea in r.body) > 0 and d.agency is distinct from r.agency then 'detail'
             end as what,
             r.index is null and sha256('\x00'::bytea || e.body) = e.hash as is_gone
        from log.entry e
        left join content.record r on r.index = e.index
        left join content.detail d on d.index = e.index
       where e.index >= list_missing.from_position
         and e.index < list_missing.to_position
    ) f
   where f.what is not null
     and not case f.what
           when 'detail' then log.is_erased(f.index, array['detail', 'body'])
           else f.is_gone and log.is_erased(f.index, array['body'])
         end
   order by f.index
   limit 100;
end;

reset role;
revoke create on schema log from sluss_writer;
