/** The compliance officer's screens, in one file to load. */
export { CaseScreen } from './case-screen.tsx'
export { InquireScreen } from './inquire-screen.tsx'
export { InquiriesScreen } from './inquiries-screen.tsx'
export { MemberScreen } from './member-screen.tsx'
export { QueueScreen } from './queue-screen.tsx'
export { SampleScreen } from './sample-screen.tsx'
export { StartScreen } from './start-screen.tsx'
