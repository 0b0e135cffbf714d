/** What is loaded when an officer first leaves the queue: one file for all of it. */
export { CaseScreen } from './case-screen.tsx'
