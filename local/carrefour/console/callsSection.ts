import { html, type Html } from '../../console/html'
import { moment, section, table } from '../../console/parts'
import type { Say, Word } from '../../console/words'
import type { Operation } from '../operations'
import type { Sandbox } from '../sandbox'

const NAMES: Record<Operation, Word> = {
  V01: 'health check',
  A01: 'account',
  OF21: 'list offers',
  OF22: 'one offer',
  P31: 'find products',
  STO01: 'import stock',
  STO02: 'import status',
  STO03: 'import report',
}

/** How often each operation was called, and when last. */
export function callsSection(sandbox: Sandbox, say: Say): Html {
  const now = sandbox.clock.now()
  const seconds = sandbox.settings.read().throttleSeconds
  const rows = sandbox.calls.counters().map(
    counter =>
      html`<tr>
        <td><code>${counter.operation}</code> ${say(NAMES[counter.operation])}</td>
        <td class="number">${counter.calls}</td>
        <td class="number">${counter.refused}</td>
        <td>${moment(say, counter.lastAt, now)}</td>
        <td class="number">${limitText(say, seconds[counter.operation])}</td>
      </tr>`
  )
  const headings = [say('Operation'), say('Calls'), say('Failed'), say('Last'), say('Limit')]
  return section(
    'calls',
    say('Calls'),
    table(say, say('Calls'), headings, rows, say('No calls yet.')),
    { live: true }
  )
}

const DAY_S = 24 * 60 * 60

function limitText(say: Say, seconds: number | undefined): string {
  if (seconds === undefined || seconds === 0) return say('none')
  return seconds === DAY_S ? say('one per day') : say('one per {0} s', seconds)
}
