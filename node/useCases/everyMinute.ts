import { wordsOf } from '../clients/callError'
import type { Ports } from '../ports'
import { alert } from './alert'
import { work, WORK_BUDGET } from './work'

/** What each minute brings: the work that is due, and the mails. */
export async function everyMinute(ports: Ports): Promise<void> {
  await Promise.all([work(ports, WORK_BUDGET), tell(ports)])
}

/** Mails never stand in the way of the work: what fails is noted, and due again at the next call. */
async function tell(ports: Ports): Promise<void> {
  try {
    await alert(ports)
  } catch (error) {
    ports.log.warn('alert.failed', { reason: wordsOf(error) })
  }
}
