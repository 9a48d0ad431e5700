import type { Ports } from '../ports'
import { testMail } from './alertMail'

export type AlertTest = 'SENT' | 'NOT_SENT' | 'NO_ADDRESS'

/** Sends a mail to the saved address, to see that it arrives. */
export async function testAlert(ports: Ports): Promise<AlertTest> {
  const configuration = await ports.configurations.read()
  if (!configuration?.choices.notificationEmail) return 'NO_ADDRESS'
  const { account, publicUrl } = ports
  const mail = testMail({ account, publicUrl, choices: configuration.choices })
  const outcome = (await ports.mailer.send(mail)) === 'sent' ? 'SENT' : 'NOT_SENT'
  await ports.history.note({ kind: 'ALERT_TESTED', outcome })
  return outcome
}
