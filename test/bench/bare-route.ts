import type { FastifyRequest } from 'fastify'
import type { Db } from '../../src/storage/db.ts'

/** The least that storing can cost: the bytes as they came, one INSERT, one commit. Nothing is looked at. */
export async function bareRoute(
  db: Db,
): Promise<(request: FastifyRequest) => Promise<{ id: string }>> {
  await db`create schema if not exists bench`
  await db`
    create table bench.body (
      id bigint generated always as identity primary key,
      bytes bytea not null
    )
  `
  // As the gateway's: ciphertext does not compress.
  await db`alter table bench.body alter column bytes set storage external`
  return async (request) => {
    const [row] = await db<{ id: string }[]>`
      insert into bench.body (bytes)
      values (${request.body as Buffer})
      returning id
    `
    return { id: row!.id }
  }
}
