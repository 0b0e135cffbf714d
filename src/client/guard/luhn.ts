/** Whether the last digit is the check digit of those before it (ISO/IEC 7812-1 annex B; SKV 704 for identity numbers). */
export function isLuhnValid(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .map((digit, place) => (place % 2 === 0 ? digit : digit * 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0)
  return sum % 10 === 0
}
