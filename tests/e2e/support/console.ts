import type { Page } from '@playwright/test'

/** What libraries say that the app can do nothing about, each with the reason. */
const NOISE: readonly RegExp[] = [
  // Chromium tells of each answer that is no success; the pages show these as states of their own.
  /^Failed to load resource: the server responded with a status of/,
]

/** Every error and warning that the page's console tells, but for the noise; it grows while the page lives. */
export function watchConsole(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', error => problems.push(error.message))
  page.on('console', message => {
    if (!['error', 'warning'].includes(message.type())) return
    if (!NOISE.some(known => known.test(message.text()))) problems.push(message.text())
  })
  return problems
}
