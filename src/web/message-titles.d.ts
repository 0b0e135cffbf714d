declare module 'virtual:message-titles' {
  /** By message type. */
  const titles: Readonly<Record<string, { readonly sv: string; readonly en: string }>>
  export default titles
}
