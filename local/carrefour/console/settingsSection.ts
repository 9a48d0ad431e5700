import { html, type Html } from '../../console/html'
import { actionButton, actionForm, section } from '../../console/parts'
import type { Say } from '../../console/words'
import type { Sandbox } from '../sandbox'
import { LANGUAGES } from '../texts'
import { CONSOLE } from './paths'

const THROTTLES = ['shop', 'key', 'import', 'off'] as const

/** How the sandbox behaves where Mirakl's documentation leaves it open. */
export function settingsSection(sandbox: Sandbox, say: Say): Html {
  const settings = sandbox.settings.read()
  const form = actionForm(
    { method: 'PUT', path: `${CONSOLE}/api/settings`, done: say('Behaviour changed.') },
    html`<label
        >${say('Language of reports')}<select name="language">
          ${options(LANGUAGES, settings.language)}
        </select></label
      >
      <label
        >${say('Calls counted by')}<select name="throttleBy">
          ${options(THROTTLES, settings.throttleBy)}
        </select></label
      >
      <label
        >WAITING, ms<input
          type="number"
          name="waitingMs"
          min="0"
          max="86400000"
          value="${settings.waitingMs}"
      /></label>
      <label
        >RUNNING, ms<input
          type="number"
          name="runningMs"
          min="0"
          max="86400000"
          value="${settings.runningMs}"
      /></label>
      <button>${say('Save behaviour')}</button>`,
    'fields'
  )
  const forget = actionButton(
    { method: 'DELETE', path: `${CONSOLE}/api/throttle`, done: say('Waiting times cleared.') },
    say('Clear call waiting times')
  )
  return section(
    'settings',
    say('Behaviour'),
    html`${form}
      <p>${forget}</p>`,
    { live: true }
  )
}

function options(values: readonly string[], selected: string): Html[] {
  return values.map(
    value => html`<option${value === selected && html` selected`}>${value}</option>`
  )
}
