/** A title or a choice as it stands within a sentence, where it begins with a small letter. */
export function withinSentence(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
