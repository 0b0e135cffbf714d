import { words } from './language.ts'

/** The bar, the banner and what is said on every page. */
export const frameWords = words({
  sv: {
    skip: 'Till innehållet',
    inbox: 'Inkorg',
    cases: 'Ärenden',
    openings: 'Mina öppningar',
    lock: 'Lås',
    signOut: 'Logga ut',
    function: 'Funktion',
    language: 'In English',
    protected: 'Skyddade personuppgifter i detta ärende. Skriv inte var någon bor.',
    loading: 'Hämtar …',
    back: 'Tillbaka',
    notFoundTitle: 'Sidan finns inte',
    notFound: 'Finns inte, eller så har du inte behörighet.',
  },
  en: {
    skip: 'To the content',
    inbox: 'Inbox',
    cases: 'Cases',
    openings: 'My openings',
    lock: 'Lock',
    signOut: 'Sign out',
    function: 'Function',
    language: 'På svenska',
    protected: 'Protected personal data in this case. Do not write where anybody lives.',
    loading: 'Loading …',
    back: 'Back',
    notFoundTitle: 'The page does not exist',
    notFound: 'Does not exist, or you are not entitled to it.',
  },
})
