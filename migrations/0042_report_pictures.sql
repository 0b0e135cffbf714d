-- What a report draws: to and from whom how much went, how soon it was taken over, and on which grounds it was sent. Trials are not in it.
set local role sluss_owner;

-- How many disclosures went to each other agency, and came from each.
create function facts.load_exchange_counts(the_agency text, from_at timestamptz, until_at timestamptz)
returns table (direction text, other text, disclosures bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select case when d.agency = the_agency then 'sent' else 'received' end,
           case when d.agency = the_agency then k.agency else d.agency end,
           count(distinct d.id)
      from facts.release r
      join facts.disclosure d on d.id = r.disclosure and d.type <> 'synthetic'
      join facts.reader k on k.disclosure = d.id and k.function = any (d.receivers)
     where r.at >= from_at and r.at < until_at
       and (d.agency = the_agency) <> (k.agency = the_agency)
     group by 1, 2
     order by 1, 2;
end
$$;

-- How soon what came to each function of an agency was taken over there.
create function facts.load_take_over_counts(the_agency text, from_at timestamptz, until_at timestamptz)
returns table (within text, deliveries bigint) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select case
             when t.at is null then 'not-taken-over'
             when t.at <= r.at + interval '1 hour' then 'within-an-hour'
             when t.at <= r.at + interval '24 hours' then 'within-a-day'
             else 'after-a-day'
           end,
           count(*)
      from facts.delivery v
      join facts.disclosure d on d.id = v.disclosure and d.type <> 'synthetic'
      join facts.release r on r.disclosure = d.id
      left join facts.receipt t on t.disclosure = d.id and t.function = v.function and t.what = 'taken-over'
     where v.agency = the_agency
       and r.at >= from_at and r.at < until_at
     group by 1;
end
$$;

-- The manifests of what an agency sent, as far as they are kept, a page at a time.
create function facts.list_sent_manifests(
  the_agency text, from_at timestamptz, until_at timestamptz, after_place bigint, most int
)
returns table (recorded bigint, digest text, text bytea) language plpgsql as $$
begin
  perform facts.read_as(the_agency);
  return query
    select r.recorded, s.digest::text, s.text
      from facts.release r
      join facts.disclosure d on d.id = r.disclosure and d.type <> 'synthetic'
      join content.statement s on s.digest = d.manifest
     where d.agency = the_agency
       and r.at >= from_at and r.at < until_at
       and r.recorded > after_place
     order by r.recorded
     limit most;
end
$$;

grant execute on function
  facts.load_exchange_counts(text, timestamptz, timestamptz),
  facts.load_take_over_counts(text, timestamptz, timestamptz),
  facts.list_sent_manifests(text, timestamptz, timestamptz, bigint, int)
  to sluss_app;

reset role;
