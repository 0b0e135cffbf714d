/** What `build/precompiled.ts` provides. */
declare module 'virtual:message-types' {
  /** By name, what loads a message type (a JSON Schema with annotations) and makes its checks known. */
  export const MESSAGE_TYPES: Readonly<
    Record<string, () => Promise<{ readonly schema: Readonly<Record<string, unknown>> }>>
  >
}
