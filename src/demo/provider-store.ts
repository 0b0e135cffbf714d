import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** Where an identity provider of the demonstration keeps logins and codes: in memory, for as long as it runs. */
export function buildProviderStore(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>()
  const isOver = ({ exp }: AdapterPayload) => exp !== undefined && exp * 1000 <= Date.now()

  return (model: string): Adapter => {
    const find = (id: string) => {
      const found = kept.get(`${model} ${id}`)
      return found === undefined || isOver(found) ? undefined : found
    }
    const findBy = (name: 'uid' | 'userCode', value: string) =>
      [...kept]
        .filter(([key]) => key.startsWith(`${model} `))
        .map(([, payload]) => payload)
        .find((payload) => payload[name] === value && !isOver(payload))
    return {
      find: async (id) => find(id),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (code) => findBy('userCode', code),
      async upsert(id, payload) {
        kept.set(`${model} ${id}`, payload)
      },
      async consume(id) {
        const found = find(id)
        if (found) kept.set(`${model} ${id}`, { ...found, consumed: Math.floor(Date.now() / 1000) })
      },
      async destroy(id) {
        kept.delete(`${model} ${id}`)
      },
      async revokeByGrantId(grantId) {
        for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
