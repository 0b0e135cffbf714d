/** What is loaded when an officer first asks for a report or an extract: one file for all of it. */
export { ExtractScreen } from './extract-screen.tsx'
export { ReportScreen } from './report-screen.tsx'
export { StartScreen } from './start-screen.tsx'
