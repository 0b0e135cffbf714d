/**
 * The answers that rules ask for, by name: yes or no, a code, or a day until which something holds. Never free text, an
 * age, a name or a diagnosis. Which names exist is the policy's vocabulary, not this type's.
 */
export type Facts = Readonly<Record<string, boolean | string>>
