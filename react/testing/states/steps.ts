import type { Text } from '../../ui/useText'
import type { UnderWay } from '../scripted'
import type { SceneStep } from './scene'

const PRESSABLE = 'button, a, [role="menuitem"], input[type="checkbox"]'
const PATIENCE_MS = 4000
const EVERY_MS = 30

const pause = () => new Promise(resolve => setTimeout(resolve, EVERY_MS))

function nameOf(element: Element): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null
  const name = element.getAttribute('aria-label') ?? label ?? element.textContent ?? ''
  return name.replace(/\s+/g, ' ').trim()
}

async function found<Found extends Element>(
  root: Element,
  selector: string,
  name: string
): Promise<Found> {
  for (let waited = 0; waited < PATIENCE_MS; waited += EVERY_MS) {
    const usable = [...root.querySelectorAll<Found>(selector)].filter(
      one => !(one instanceof HTMLButtonElement && one.disabled)
    )
    const match =
      usable.find(one => nameOf(one) === name) ||
      // What the place is about follows the words that are seen.
      usable.find(one => nameOf(one).startsWith(`${name} –`))
    if (match !== undefined) return match
    await pause()
  }
  throw new Error(`Nothing here is called "${name}"`)
}

/** Fills a field in such a way that React takes it for typing. */
function fill(input: HTMLInputElement, value: string): void {
  const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')
  native?.set?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Performs a person's steps in order, in the language of the page. */
export async function perform(
  root: Element,
  steps: readonly SceneStep[],
  text: Text
): Promise<void> {
  for (const step of steps) {
    if ('press' in step) {
      const element = await found<HTMLElement>(root, PRESSABLE, text(step.press, step.values))
      element.focus()
      element.click()
    } else {
      fill(await found<HTMLInputElement>(root, 'input', text(step.into)), step.type)
    }
    await pause()
  }
}

/** Waits until every answer has come, those also that an answer made the page ask for. */
export async function untilAnswered(underWay: UnderWay): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    await pause()
    quiet = underWay.count === 0 ? quiet + 1 : 0
  }
}
