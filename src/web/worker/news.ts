/** Tells the page something that it did not ask for; `news` is `area.what`, and the value is plain data. */
export type News = (news: string, value: unknown) => void
