import type { Uuid } from '../protocol/uuid.ts'
import { CliError } from './errors.ts'
import type { Session } from './session.ts'

/** A colleague whom somebody typed by id or, if the folder has him, by short name. Throws `colleague-missing` for anybody not of the agency. */
export async function memberNamed(
  { folder, directory, settings }: Session,
  name: string,
): Promise<Uuid> {
  const colleagues = [...(directory.states.get(settings.agency)?.members.values() ?? [])]
  const isColleague = (id: Uuid) => colleagues.some(({ payload }) => payload.member === id)
  if (isColleague(name)) return name
  const slugs = await folder.listMembers()
  if (!slugs.includes(name)) throw new CliError('colleague-missing', name)
  const { member: id } = await folder.loadMember(name)
  if (!isColleague(id)) throw new CliError('colleague-missing', name)
  return id
}
