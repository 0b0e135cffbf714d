/** The options of a period; the last day is not in it. */
export const PERIOD_OPTIONS = {
  from: {
    value: 'DAG',
    required: true,
    text: { sv: 'från och med, som 2026-03-01', en: 'from, as 2026-03-01' },
  },
  until: {
    value: 'DAG',
    required: true,
    text: { sv: 'till men inte med, som 2026-04-01', en: 'up to and without, as 2026-04-01' },
  },
} as const
