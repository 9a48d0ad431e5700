/* Sends mails about what is open: each at most once, saved before it is sent. */

import type { CarrefourAlertTest } from '../generated/schema'
import {
  type Due,
  type AlertLog,
  type Standstill,
  afterAlert,
  dueAlert,
  isWanted,
} from './alerts.logic'
import type { Choices } from '../connection/configuration.logic'
import { HISTORY_KEPT } from '../history/history.logic'
import { type Millis, MINUTE } from '../shared/time'
import type { Ports, Mail } from '../ports'
import { wordsOf } from '../shared/callError'
import {
  type Reader,
  brakeMail,
  brakeOverMail,
  digestMail,
  incidentMail,
  movingMail,
  solvedMail,
  standstillMail,
  testMail,
} from './mail'
import { standstill } from '../engine/waiting'
import { Pending } from '../ledger/pending'
import { type ProblemUnits, NO_UNITS } from '../ledger/problems.logic'
import type { Cause } from '../shared/causes'
import { viewProblems } from '../ledger/problems'
import { KeptFiles } from '../shared/keptFiles'

/** Maximum mails per call. */
const MAX_MAILS = 2

/** Maximum problems in a digest. */
const MAX_PROBLEMS = 20

/**
 * Mails what is new: an incident, its end, and once a day what is open. The alert log is saved before a mail is sent,
 * so that no incident is mailed twice; a mail that was certainly not sent is taken back and retried at the next call.
 */
export async function alert(ports: Ports): Promise<void> {
  await ports.history.flush()
  for (let mails = 0; mails < MAX_MAILS; mails += 1) {
    const configuration = await ports.configurations.read()
    if (!configuration) return
    const stand = await standstill(ports, configuration)
    const claimed = await claimNext(ports, stand)
    if (!claimed) return
    const { due, before } = claimed
    const mail = await written(ports, configuration.choices, claimed)
    if (!mail) continue
    const delivery = await ports.mailer.send(mail)
    ports.log.info('alert.sent', { kind: due.kind, delivery })
    if (delivery === 'failed') return takeBack(ports, due, before)
  }
}

/** The mail that is due; null when it is not wanted or says nothing. What cannot be written now stays due. */
async function written(
  ports: Ports,
  choices: Choices,
  { due, before }: Claimed
): Promise<Mail | null> {
  const { account, publicUrl, clock, history } = ports
  try {
    if (due.kind === 'digest') await history.forget(clock.now() - HISTORY_KEPT)
    const wanted = choices.active && isWanted(choices, due.kind)
    return wanted ? await mailOf(ports, { account, publicUrl, choices }, due) : null
  } catch (error) {
    await takeBack(ports, due, before)
    throw error
  }
}

/** Mails must not block the work: a failure is logged, and the mail is due again at the next call. */
export async function alertQuietly(ports: Ports): Promise<void> {
  try {
    await alert(ports)
  } catch (error) {
    ports.log.warn('alert.failed', { reason: wordsOf(error) })
  }
}

interface Claimed {
  readonly due: Due
  readonly before: AlertLog
}

/** Saves the next alert to the log and returns it; null when there is none. */
async function claimNext(
  { connectionState, clock }: Ports,
  standing: Standstill | null
): Promise<Claimed | null> {
  const claimed: Claimed[] = []
  await connectionState.update(state => {
    claimed.length = 0
    const due = dueAlert(state.told, { ...state, standstill: standing }, clock.now())
    if (!due) return null
    claimed.push({ due, before: state.told })
    return { ...state, told: afterAlert(state.told, due) }
  })
  return claimed[0] ?? null
}

/** Removes the alert from the log. */
async function takeBack({ connectionState }: Ports, due: Due, before: AlertLog): Promise<void> {
  await connectionState.update(state => ({
    ...state,
    told:
      due.kind === 'digest'
        ? { ...state.told, digestAt: before.digestAt }
        : {
            ...state.told,
            incident: before.incident,
            outages: before.outages,
            standstill: before.standstill,
            brake: before.brake,
          },
  }))
}

async function mailOf(ports: Ports, reader: Reader, due: Due): Promise<Mail | null> {
  switch (due.kind) {
    case 'incident':
      return incidentMail(reader, due.incident, {
        shops: due.shops,
        waiting: await waitingNow(ports),
        units: await unitsNow(ports, due.incident.cause),
      })
    case 'solved':
      return solvedMail(reader, due.incident, ports.clock.now(), due.gap)
    case 'standstill':
      return standstillMail(reader, due.standstill, await waitingNow(ports))
    case 'moving':
      return movingMail(reader, due.since, ports.clock.now(), due.gap)
    case 'brake':
      return brakeMail(reader, due.brake)
    case 'brakeOver':
      return brakeOverMail(reader, due.since, ports.clock.now())
    case 'digest': {
      const { problems } = await viewProblems(ports)
      const open = problems.filter(problem => !problem.dismissed).slice(0, MAX_PROBLEMS)
      return open.length > 0 ? digestMail(reader, open) : null
    }
  }
}

/** How many SKUs wait to be sent or confirmed, in figures; null when that cannot be read, which keeps no mail back. */
async function waitingNow(ports: Ports): Promise<string | null> {
  try {
    const { size, isWhole } = await Pending.read(ports)
    return size === 0 ? null : isWhole ? String(size) : `${size}+`
  } catch (error) {
    ports.log.warn('alert.uncounted', { reason: wordsOf(error) })
    return null
  }
}

/**
 * Units of the SKUs whose last outcome has this cause, from the summary. Those that only wait are not among them: their
 * stock is read when they are sent (ADR 77).
 */
async function unitsNow({ summary, log }: Ports, cause: Cause): Promise<ProblemUnits> {
  try {
    const { problems } = await summary.read()
    return problems.find(problem => problem.cause === cause)?.units ?? NO_UNITS
  } catch (error) {
    log.warn('alert.uncounted', { reason: wordsOf(error) })
    return NO_UNITS
  }
}

export type AlertTest = CarrefourAlertTest

/** Minimum time between two test mails of an account. */
const PAUSE = MINUTE

/** Sends a test mail to the saved address, at most one a minute; saved before it is sent. */
export async function testAlert(ports: Ports): Promise<AlertTest> {
  const { account, publicUrl, clock, connectionState } = ports
  const configuration = await ports.configurations.read()
  if (!configuration?.choices.notificationEmail) return 'NO_ADDRESS'
  const taken = await connectionState.update(state => {
    const since = clock.now() - (state.alertTestedAt ?? 0)
    return Math.abs(since) < PAUSE ? null : { ...state, alertTestedAt: clock.now() }
  })
  if (!taken) return 'TOO_SOON'
  const mail = testMail({ account, publicUrl, choices: configuration.choices })
  const outcome = (await ports.mailer.send(mail)) === 'sent' ? 'SENT' : 'NOT_SENT'
  await ports.history.note({ kind: 'ALERT_TESTED', outcome })
  return outcome
}

/** How often one process looks, for an account. */
const WATCH_PAUSE: Millis = 5 * MINUTE

/** Accounts remembered. */
const ACCOUNTS_REMEMBERED = 2_000

/**
 * Alerts raised from the webhook: when the scheduler and the app's own events are dead, it is the only entrance that
 * is still called. Checks every few minutes whether a mail is due.
 */
export class Watch {
  readonly #looked = new KeptFiles<Millis>(ACCOUNTS_REMEMBERED, () => 1)

  /** @param owner account and workspace */
  async check(ports: Ports, owner: string): Promise<void> {
    const now = ports.clock.now()
    if (now - (this.#looked.get(owner) ?? 0) < WATCH_PAUSE) return
    this.#looked.set(owner, now)
    await alertQuietly(ports)
  }
}
