-- Facts: what was recorded, insert-only. Each row names the log entry that admitted it (`recorded`). No content and no
-- name of a person: those are in the schema `content`.
set local role sluss_owner;

-- base64url of a SHA-256
create domain facts.digest as text collate "C" check (octet_length(value) = 43);

create table facts.statement (
  digest facts.digest primary key,
  kind text not null,
  agency text,
  disclosure uuid,
  recorded bigint not null
);
create index on facts.statement (agency, kind, recorded) where disclosure is null;
create index on facts.statement (disclosure, kind, recorded) where disclosure is not null;
create index on facts.statement (recorded) where disclosure is null;

-- Agencies -----------------------------------------------------------------------------------------------------------

create table facts.root (
  agency text not null,
  sequence int not null,
  digest facts.digest not null,
  primary key (agency, sequence)
);

create table facts.function_key (
  digest facts.digest primary key,
  agency text not null,
  function text not null,
  kid text not null
);
create index on facts.function_key (kid);

create table facts.credential (
  digest facts.digest primary key,
  agency text not null,
  member uuid not null,
  kid text not null
);
create index on facts.credential (kid);

create table facts.roster (
  agency text not null,
  number int not null,
  digest facts.digest not null,
  primary key (agency, number)
);

create table facts.roster_function (
  agency text not null,
  number int not null,
  function text not null,
  kid text not null,
  primary key (agency, number, function)
);

create table facts.roster_member (
  agency text not null,
  number int not null,
  credential facts.digest not null,
  member uuid not null,
  primary key (agency, number, credential)
);

-- A credential once revoked stays revoked, whatever a later roster says.
create table facts.revocation (
  credential facts.digest primary key,
  agency text not null,
  revoked_at timestamptz not null,
  compromised_since timestamptz,
  reason text not null,
  roster int not null
);

create table facts.retired_key (
  kid text primary key,
  agency text not null,
  function text not null,
  retired_at timestamptz not null,
  roster int not null
);

create table facts.agreement (
  id uuid primary key,
  digest facts.digest not null,
  parties text[] not null,
  case_types text[] not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null
);

-- The law of this node --------------------------------------------------------------------------------------------------

create table facts.policy_proposal (
  digest facts.digest primary key,
  policy_set facts.digest not null,
  active_from timestamptz not null,
  agency text not null,
  member uuid not null,
  recorded bigint not null
);

create table facts.policy_approval (
  digest facts.digest primary key,
  proposal facts.digest not null,
  agency text not null,
  member uuid not null,
  credential facts.digest not null,
  recorded bigint not null
);
create index on facts.policy_approval (proposal);

create table facts.policy_withdrawal (
  proposal facts.digest primary key,
  digest facts.digest not null,
  agency text not null,
  member uuid not null,
  recorded bigint not null
);

-- The newest one by `recorded` is the active set; only the first has no proposal.
create table facts.policy_activation (
  digest facts.digest primary key,
  policy_set facts.digest not null,
  active_from timestamptz not null,
  proposal facts.digest unique,
  recorded bigint not null unique
);

-- Disclosures --------------------------------------------------------------------------------------------------------

create table facts.disclosure (
  id uuid primary key,
  outcome text not null check (outcome in ('released', 'held', 'denied')),
  manifest facts.digest not null,
  agency text not null,
  function text not null,
  member uuid not null,
  credential facts.digest not null,
  type text not null,
  case_ref text not null,
  case_type text not null,
  urgency text not null,
  purpose text not null,
  decision_function text,
  decision facts.digest not null,
  policy_set facts.digest not null,
  in_reply_to uuid,
  corrects uuid,
  supersedes uuid,
  respond_by timestamptz,
  receivers text[] not null,
  recorded bigint not null,
  at timestamptz not null
);
create index on facts.disclosure (function, recorded);
create index on facts.disclosure (coalesce(decision_function, function), recorded) where outcome = 'held';
create index on facts.disclosure (in_reply_to) where in_reply_to is not null;

-- Who may see a disclosure: the author's agency at once, the receivers' when it is released.
create table facts.party (
  disclosure uuid not null,
  agency text not null,
  primary key (disclosure, agency)
);

-- The functions that hold a keyring, and the key that it is sealed to.
create table facts.reader (
  disclosure uuid not null,
  function text not null,
  agency text not null,
  kid text not null,
  primary key (disclosure, function)
);

create table facts.release (
  disclosure uuid primary key,
  decision facts.digest not null,
  countersignature facts.digest,
  recorded bigint not null,
  at timestamptz not null
);

-- A released disclosure in the inbox of a receiving function.
create table facts.delivery (
  function text not null,
  agency text not null,
  recorded bigint not null,
  disclosure uuid not null,
  primary key (function, recorded)
);

create table facts.case_participant (
  case_ref text not null,
  agency text not null,
  recorded bigint not null,
  primary key (case_ref, agency)
);

create table facts.countersignature (
  digest facts.digest primary key,
  disclosure uuid not null,
  verdict text not null,
  agency text not null,
  member uuid not null,
  expires_at timestamptz not null,
  recorded bigint not null
);
create index on facts.countersignature (disclosure);

create table facts.open (
  digest facts.digest primary key,
  disclosure uuid not null,
  agency text not null,
  function text not null,
  member uuid not null,
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.open (disclosure);

create table facts.receipt (
  digest facts.digest primary key,
  disclosure uuid not null,
  what text not null,
  agency text not null,
  function text not null,
  member uuid,
  answer uuid,
  at timestamptz not null,
  recorded bigint not null
);
create index on facts.receipt (disclosure);
create unique index one_taker on facts.receipt (disclosure, function) where what = 'taken-over';

-- The sending side has taken a disclosure back. What that came to follows from what was recorded before it.
create table facts.withdrawal (
  disclosure uuid primary key,
  digest facts.digest not null,
  agency text not null,
  function text not null,
  member uuid not null,
  reasons text[] not null,
  at timestamptz not null,
  recorded bigint not null
);

-- The sealed bytes of a disclosure are gone, as of this record.
create table facts.expiry (
  disclosure uuid primary key,
  at timestamptz not null,
  recorded bigint not null
);

do $$
declare
  name text;
begin
  for name in select c.relname from pg_catalog.pg_class c
              where c.relnamespace = 'facts'::regnamespace and c.relkind = 'r' loop
    call facts.seal(format('facts.%I', name)::regclass);
  end loop;
end
$$;
