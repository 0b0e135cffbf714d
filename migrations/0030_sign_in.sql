-- Sign-ins of browsers: whether one still holds, when somebody was there last, and which turn of its token is the newest. Who it is
-- stands in the token, which the browser has; here is only a name that tells nothing without the record key. Rows change and go, so
-- they lie in a schema of their own, which no record refers to.
--
--   sluss_auth   owns the functions that change sign-ins; may do nothing else. Nobody logs in as it.
do $$
begin
  create role sluss_auth nologin;
exception when duplicate_object or unique_violation then
  null; -- roles belong to the cluster (0001)
end
$$;

do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant sluss_auth to %I', current_user);
  end if;
end
$$;

create schema auth authorization sluss_owner;
grant usage on schema auth to sluss_auth, sluss_app;
alter default privileges for role sluss_auth revoke execute on functions from public;

set local role sluss_owner;

create table auth.session (
  id uuid primary key,
  agency text not null,
  -- HMAC of issuer and subject under the record key.
  person text not null,
  active_at timestamptz not null,
  ends_at timestamptz not null,
  -- Counts the tokens of this sign-in: each replaces the one before.
  turn int not null default 1,
  turned_at timestamptz not null,
  -- Whether the newest token has come back: until then the answer that brought it may have been lost.
  is_taken boolean not null default false,
  -- Why it holds no more; null while it does.
  ended text
);
create index on auth.session (agency, person);
create index on auth.session (ends_at);

-- Sign-ins that came back from the identity provider: each may once.
create table auth.attempt (
  state text primary key,
  until timestamptz not null
);
create index on auth.attempt (until);

grant select, insert, update, delete on auth.session, auth.attempt to sluss_auth;

reset role;
grant create on schema auth to sluss_auth;
set local role sluss_auth;

-- Tells whether this is the first time.
create function auth.use_attempt(the_state text, the_until timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into auth.attempt (state, until) values (the_state, the_until) on conflict do nothing;
  return found;
end
$$;

create function auth.start_session(
  the_id uuid, the_agency text, the_person text, at timestamptz, the_end timestamptz
) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into auth.session (id, agency, person, active_at, ends_at, turned_at)
  values (the_id, the_agency, the_person, at, the_end, at)
$$;

-- A request under the `the_turn`th token of a sign-in. Gives why the sign-in holds no more, if so, whether that was found just now, and
-- the turn whose token the browser should have. An act turns the token when it is older than `turn_after`; the one before is good
-- until the new one has come back, and for `grace` more, for requests that were under way. Any older one is in somebody else's hands.
create function auth.use_session(
  the_id uuid, the_turn int, at timestamptz, is_act boolean,
  idle interval, turn_after interval, grace interval
) returns table (ended text, is_news boolean, turn int, active_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  s auth.session;
  reason text;
begin
  select * into s from auth.session t where t.id = the_id for update;
  if not found then
    return query select 'unknown', false, null::int, null::timestamptz, null::timestamptz;
    return;
  end if;
  reason := case
    when s.ended is not null then s.ended
    when at >= s.ends_at then 'over'
    when at >= s.active_at + idle then 'idle'
    when the_turn = s.turn then null
    when the_turn = s.turn - 1 and (not s.is_taken or at < s.turned_at + grace) then null
    else 'reused'
  end;
  if reason is not null then
    update auth.session t set ended = reason where t.id = the_id and t.ended is null;
    return query select reason, s.ended is null, s.turn, s.active_at, s.ends_at;
    return;
  end if;
  if the_turn = s.turn and is_act and at >= s.turned_at + turn_after then
    update auth.session t
       set turn = s.turn + 1, turned_at = at, is_taken = false, active_at = greatest(at, s.active_at)
     where t.id = the_id
    returning * into s;
  elsif (the_turn = s.turn and not s.is_taken) or (is_act and at > s.active_at + interval '1 second') then
    update auth.session t
       set is_taken = s.is_taken or the_turn = s.turn,
           active_at = case when is_act then greatest(at, s.active_at) else s.active_at end
     where t.id = the_id
    returning * into s;
  end if;
  return query select null::text, false, s.turn, s.active_at, s.ends_at;
end
$$;

-- Whether a sign-in still holds; asking changes nothing.
create function auth.is_alive(the_id uuid, at timestamptz, idle interval) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (
    select from auth.session s
     where s.id = the_id and s.ended is null and at < s.ends_at and at < s.active_at + idle
  )
$$;

-- Tells whether it held until now.
create function auth.end_session(the_id uuid, reason text) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update auth.session s set ended = reason where s.id = the_id and s.ended is null;
  return found;
end
$$;

-- Ends all of a person's, and tells how many held until now.
create function auth.end_sessions_of(the_agency text, the_person text, reason text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  many int;
begin
  update auth.session s set ended = reason
   where s.agency = the_agency and s.person = the_person and s.ended is null;
  get diagnostics many = row_count;
  return many;
end
$$;

-- Forgets what nobody can use any more: a day later, so that who comes back is told why.
create function auth.forget_sessions(at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  delete from auth.session s where s.ends_at < at - interval '1 day';
  delete from auth.attempt a where a.until < at;
$$;

grant execute on function
  auth.use_attempt(text, timestamptz),
  auth.start_session(uuid, text, text, timestamptz, timestamptz),
  auth.use_session(uuid, int, timestamptz, boolean, interval, interval, interval),
  auth.is_alive(uuid, timestamptz, interval),
  auth.end_session(uuid, text),
  auth.end_sessions_of(text, text, text),
  auth.forget_sessions(timestamptz)
  to sluss_app;

reset role;
revoke create on schema auth from sluss_auth;
