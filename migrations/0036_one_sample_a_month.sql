-- Each month's sample is drawn once: nobody draws again until it suits him.
grant create on schema log to sluss_writer;
set local role sluss_writer;

create or replace function log.accept_sample(item jsonb, bytes bytea, index bigint, at timestamptz)
returns text language plpgsql as $$
begin
  if exists (select from facts.sample s where s.digest = item->>'digest') then
    return 'already-recorded';
  end if;
  if not log.is_live(item->>'agency', item->>'credential') then
    return 'credential-revoked';
  end if;
  -- An announcement, and the draw of another one, of what is drawn.
  if exists (
    select from facts.sample s
     where s.agency = item->>'agency'
       and s.from_at = (item->>'from')::timestamptz
       and s.until_at = (item->>'until')::timestamptz
       and s.announced is not null
  ) then
    return 'already-decided';
  end if;
  insert into facts.sample (digest, agency, member, from_at, until_at, commitment, announced, drawn, at, recorded)
  values (item->>'digest', item->>'agency', (item->>'member')::uuid, (item->>'from')::timestamptz,
    (item->>'until')::timestamptz, item->>'commitment', item->>'announced',
    array(select jsonb_array_elements_text(item->'drawn')::uuid), at, index);
  insert into content.oversight (digest, agency, text)
  values (item->>'digest', item->>'agency', log.slice(bytes, item->'text'));
  return null;
end
$$;

reset role;
revoke create on schema log from sluss_writer;
