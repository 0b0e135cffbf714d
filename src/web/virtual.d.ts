/** What `build/precompiled.ts` provides. */
declare module 'virtual:message-types' {
  type JsonObject = import('../protocol/json.ts').JsonObject

  /** By name, what loads a message type and makes its checks known. */
  export const MESSAGE_TYPES: Readonly<
    Record<string, () => Promise<{ readonly schema: JsonObject }>>
  >
}
