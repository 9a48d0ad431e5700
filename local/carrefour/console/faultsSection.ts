import { html, type Html } from '../../console/html'
import { actionButton, actionForm, section, table } from '../../console/parts'
import type { Say } from '../../console/words'
import { FAULT_KINDS, FAULT_TEXTS, type Fault } from '../faults'
import { OPERATIONS } from '../operations'
import type { Sandbox } from '../sandbox'
import { CONSOLE } from './paths'

const FAULTS = `${CONSOLE}/api/faults`

/** Faults on demand: which wait, and a form for another. */
export function faultsSection(sandbox: Sandbox, say: Say): Html {
  const rows = sandbox.faults.all().map(
    fault =>
      html`<tr>
        <td>${fault.operation === 'all' ? say('every operation') : fault.operation}</td>
        <td>${say(FAULT_TEXTS[fault.kind])}${details(fault)}</td>
        <td class="number">${fault.remaining ?? say('until removed')}</td>
        <td>
          ${actionButton(
            { method: 'DELETE', path: `${FAULTS}/${fault.faultId}`, done: say('Fault removed.') },
            say('Remove'),
            { name: say(FAULT_TEXTS[fault.kind]) }
          )}
        </td>
      </tr>`
  )
  const list = table(
    say,
    say('Faults'),
    [say('Operation'), say('Fault'), say('Calls left'), say('Action')],
    rows,
    say('No faults: everything works.')
  )
  return section(
    'faults',
    say('Faults on demand'),
    html`${list}
      <h3>${say('Add a fault')}</h3>
      ${newFault(say)}`,
    {
      live: true,
    }
  )
}

function details(fault: Fault): string {
  const parts = [
    fault.status !== null && `${fault.status}`,
    fault.retryAfter !== null && `Retry-After ${fault.retryAfter}`,
    fault.latencyMs !== null && `${fault.latencyMs} ms`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function newFault(say: Say): Html {
  return actionForm(
    { method: 'POST', path: FAULTS, done: say('Fault added.') },
    html`<label
        >${say('Operation')}<select name="operation">
          <option value="all">${say('every operation')}</option>
          ${OPERATIONS.map(operation => html`<option>${operation}</option>`)}
        </select></label
      >
      <label
        >${say('Fault')}<select name="kind">
          ${FAULT_KINDS.map(kind => html`<option value="${kind}">${say(FAULT_TEXTS[kind])}</option>`)}
        </select></label
      >
      <label
        >${say('HTTP status')}<input
          type="number"
          name="status"
          min="200"
          max="599"
          placeholder="500"
          data-optional
      /></label>
      <label
        >Retry-After, s<input type="number" name="retryAfter" min="0" max="86400" data-optional
      /></label>
      <label
        >${say('Latency, ms')}<input
          type="number"
          name="latencyMs"
          min="0"
          max="120000"
          placeholder="3000"
          data-optional
      /></label>
      <label
        >${say('Next calls')}<input type="number" name="times" min="1" value="1" data-optional
      /></label>
      <button>${say('Add fault')}</button>`,
    'fields'
  )
}
