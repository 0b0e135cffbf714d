/** What is loaded when an officer first leaves the queue: one file for all of it. */
export { CaseScreen } from './case-screen.tsx'
export { InquireScreen } from './inquire-screen.tsx'
export { InquiriesScreen } from './inquiries-screen.tsx'
export { MemberScreen } from './member-screen.tsx'
