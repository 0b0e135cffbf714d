import type { Db } from './db.ts'
import { StorageError } from './errors.ts'

interface RoleRow {
  readonly is_powerful: boolean
  readonly owns: boolean
  readonly may_become: boolean
  readonly may_write: boolean
}

/**
 * Checks that this connection can do no more than the gateway needs. Throws `application-role-refused` when its role is a
 * superuser or may bypass row-level security, owns anything, may act as one that does, or may write a table directly. A
 * gateway that is taken over must not be able to rewrite what it wrote.
 */
export async function verifyApplicationRole(db: Db): Promise<void> {
  const [row] = await db<RoleRow[]>`
    select r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication as is_powerful,
           exists (
             select from pg_shdepend d
              where d.refclassid = 'pg_authid'::regclass and d.refobjid = r.oid and d.deptype = 'o'
           ) as owns,
           exists (
             select from pg_roles o
              where o.rolname in ('sluss_owner', 'sluss_writer', 'sluss_retention', 'sluss_desk', 'sluss_auth',
                'sluss_vault')
                and pg_has_role(r.oid, o.oid, 'MEMBER')
           ) as may_become,
           exists (
             select from pg_class c
              where c.relnamespace in (to_regnamespace('log'), to_regnamespace('facts'), to_regnamespace('content'),
                to_regnamespace('desk'), to_regnamespace('auth'), to_regnamespace('vault'))
                and c.relkind in ('r', 'p')
                and has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
           ) as may_write
      from pg_roles r
     where r.rolname = current_user
  `
  if (row === undefined || row.is_powerful || row.owns || row.may_become || row.may_write)
    throw new StorageError(
      'application-role-refused',
      'the application must connect as a role that owns nothing and may only read and append',
    )
}

/** Throws `time-simulated` when the database lets records be of a time that has not come: that is for trials. */
export async function verifyRealTime(db: Db): Promise<void> {
  const [row] = await db<{ simulated: boolean }[]>`
    select exists (select from sluss.simulated_time) as simulated
  `
  if (row!.simulated)
    throw new StorageError(
      'time-simulated',
      'the database is one for trials: its records may be of a time that has not come',
    )
}

/** Whether the database takes writes: it is no standby, and the role may append. */
export async function isWritable(db: Db): Promise<boolean> {
  const [row] = await db<{ writable: boolean }[]>`
    select not pg_is_in_recovery()
           and current_setting('default_transaction_read_only') = 'off'
           and exists (
             select from pg_proc p
              where p.pronamespace = 'log'::regnamespace
                and p.proname = 'append'
                and has_function_privilege(p.oid, 'EXECUTE')
           ) as writable
  `
  return row!.writable
}
