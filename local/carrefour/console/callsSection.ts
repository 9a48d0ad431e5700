import { html, type Html } from '../../console/html'
import { moment, section, table } from '../../console/parts'
import type { Sandbox } from '../sandbox'

const NAMES: Record<string, string> = {
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
export function callsSection(sandbox: Sandbox): Html {
  const now = sandbox.clock.now()
  const seconds = sandbox.settings.read().throttleSeconds
  const rows = sandbox.calls.counters().map(
    counter =>
      html`<tr>
        <td><code>${counter.operation}</code> ${NAMES[counter.operation]}</td>
        <td class="number">${counter.calls}</td>
        <td class="number">${counter.refused}</td>
        <td>${moment(counter.lastAt, now)}</td>
        <td class="number">${limitText(seconds[counter.operation])}</td>
      </tr>`
  )
  const headings = ['Operation', 'Calls', 'Failed', 'Last', 'Limit']
  return section('calls', 'Calls', table('Calls', headings, rows, 'No calls yet.'), { live: true })
}

function limitText(seconds: number | undefined): string {
  return seconds === undefined || seconds === 0 ? 'none' : `one per ${seconds} s`
}
