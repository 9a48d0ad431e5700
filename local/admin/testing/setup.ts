/** Lets the real Styleguide run in jsdom: without stylesheets, and with elements that have a size. */
import { MessageChannel } from 'node:worker_threads'

// Loads react-dom, whose scheduler must not find a MessageChannel: it would keep one open, and the process alive.
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from '@jest/globals'

Object.assign(window, { MessageChannel })

for (const [name, size] of [
  ['offsetWidth', 1200],
  ['offsetHeight', 800],
] as const) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size })
}

// jsdom knows neither media queries nor scrolling.
window.matchMedia = query => ({
  matches: true,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
})
Element.prototype.scrollIntoView = () => undefined
window.scroll = () => undefined

// How long a test waits for what it expects: a busy machine must not fail it (tests/jest/patience.cjs).
configure({ asyncUtilTimeout: 20_000 })

afterEach(cleanup)
