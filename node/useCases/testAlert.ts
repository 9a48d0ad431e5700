import { MINUTE } from '../domain/time'
import type { Ports } from '../ports'
import { testMail } from './alertMail'

export type AlertTest = 'SENT' | 'NOT_SENT' | 'NO_ADDRESS' | 'TOO_SOON'

/** Shortest time between two test mails of an account. */
const PAUSE = MINUTE

/** Sends a mail to the saved address, to see that it arrives; at most one a minute, written down before it leaves. */
export async function testAlert(ports: Ports): Promise<AlertTest> {
  const { account, publicUrl, clock, control } = ports
  const configuration = await ports.configurations.read()
  if (!configuration?.choices.notificationEmail) return 'NO_ADDRESS'
  const taken = await control.update(state => {
    const since = clock.now() - (state.alertTestedAt ?? 0)
    return Math.abs(since) < PAUSE ? null : { ...state, alertTestedAt: clock.now() }
  })
  if (!taken) return 'TOO_SOON'
  const mail = testMail({ account, publicUrl, choices: configuration.choices })
  const outcome = (await ports.mailer.send(mail)) === 'sent' ? 'SENT' : 'NOT_SENT'
  await ports.history.note({ kind: 'ALERT_TESTED', outcome })
  return outcome
}
