/** As the device says, or as somebody has chosen on it: light at a desk, dark in a car at night. */
export const THEMES = ['device', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const CHOSEN = 'sluss.theme'

/** The theme that was chosen on this device. */
export function chosenTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem(CHOSEN)) ?? 'device'
}

/** Shows everything so from now on. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(CHOSEN, theme)
  startTheme()
}

/** Shows everything as it was chosen. */
export function startTheme(): void {
  document.documentElement.dataset['theme'] = chosenTheme()
}
