-- Content: bytes that a retention function may delete without touching a fact or a proof.
set local role sluss_owner;

-- Texts of statements: they name members, and manifests carry the facts of a case. Public within the node unless they
-- belong to a disclosure.
create table content.statement (
  digest facts.digest primary key,
  disclosure uuid,
  text bytea not null
);


-- The sealed bytes as they were sent.
create table content.submission (
  disclosure uuid primary key,
  bytes bytea not null
);

create table content.decision (
  disclosure uuid not null,
  digest facts.digest not null,
  bytes bytea not null,
  primary key (disclosure, digest)
);

-- What the author was told: HTTP status and the JSON text, without the decision, which is kept beside it, and the proof, which
-- is added when it is read.
create table content.answer (
  disclosure uuid primary key,
  agency text not null,
  status int not null,
  body bytea not null
);

-- What opens a closed leaf.
create table content.record (
  index bigint primary key,
  agency text,
  disclosure uuid,
  body bytea not null,
  nonce bytea not null check (octet_length(nonce) = 32)
);
create index on content.record (agency, index);
create index on content.record (disclosure) where disclosure is not null;

-- Nothing of these is compressed: ciphertext, digests and signatures hardly would be, and trying takes its time under the
-- log's lock.
alter table content.statement alter column text set storage external;
alter table content.submission alter column bytes set storage external;
alter table content.decision alter column bytes set storage external;
alter table content.answer alter column body set storage external;
alter table content.record alter column body set storage external;
alter table log.tile alter column data set storage external;

-- The policy packs that were ever proposed or active: what a decision was made under can be read again.
create table content.policy_set (
  digest facts.digest primary key,
  bytes bytea not null
);

call facts.seal('content.policy_set');
call facts.seal('content.statement');
call facts.seal('content.submission');
call facts.seal('content.decision');
call facts.seal('content.answer');
call facts.seal('content.record');
grant delete on all tables in schema content to sluss_retention;
