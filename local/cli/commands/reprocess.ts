import { randomUUID } from 'node:crypto'

import type { Command, CommandContext } from '../command'
import { columns, moment, type Output } from '../print'
import { CliProblem, EXIT } from '../problem'

import { FILTER_OPTIONS, filterOf } from './filter'

const PLAN = `query Plan($filter: CarrefourReprocessFilter!) {
  carrefourReprocessPlan(filter: $filter) {
    __typename
    ... on CarrefourReprocessPlan { total waiting blocked missing files nextSendAt jobsAhead refusal }
    ... on CarrefourJobRefused { code skuIds }
  }
}`

const START = `mutation Start($filter: CarrefourReprocessFilter!, $key: String!) {
  startCarrefourReprocess(filter: $filter, key: $key) {
    __typename
    ... on CarrefourReprocessJob { id state expected createdAt }
    ... on CarrefourJobRefused { code skuIds }
  }
}`

const JOB = `query Job($id: ID!) {
  carrefourReprocessJob(id: $id) { id state expected total settled succeeded failed waiting skipped filesLeft endedAt }
}`

interface Refused {
  readonly __typename: 'CarrefourJobRefused'
  readonly code: string
  readonly skuIds: readonly string[]
}

interface Plan {
  readonly __typename: 'CarrefourReprocessPlan'
  readonly total: number
  readonly waiting: number
  readonly blocked: number
  readonly files: number
  readonly nextSendAt: string | null
  readonly refusal: string | null
}

interface Job {
  readonly __typename: 'CarrefourReprocessJob'
  readonly id: string
  readonly state: string
  readonly expected: number
}

export const reprocess: Command = {
  name: 'reprocess',
  usage: [
    [
      'reprocess SKU... | --all | --status S | --cause C | --actor A | --search T',
      "send today's stock again",
    ],
    ['          --plan', 'only tell what it would do'],
    ['          --yes', 'do not ask; needed where nobody sits at the terminal'],
    ['          --key K', 'the same key with the same filter starts nothing twice'],
    ['reprocess --job ID', 'how a reprocess stands'],
  ],
  takes: Infinity,
  options: {
    ...FILTER_OPTIONS,
    all: { value: 'none' },
    plan: { value: 'none' },
    yes: { value: 'none' },
    key: { value: 'needed', example: 'nightly-1' },
    job: { value: 'needed', example: 'ID' },
  },
  async run(context) {
    const { api, options, confirm } = context
    if (options.job !== undefined) return jobState(context, options.job)
    const filter = filterFor(context)
    const { carrefourReprocessPlan: plan } = await api.ask<{
      carrefourReprocessPlan: Plan | Refused
    }>(PLAN, { filter })
    if (plan.__typename === 'CarrefourJobRefused') throw refusal(plan.code, plan.skuIds)
    if (options.plan !== undefined) return planned(plan)
    if (plan.refusal !== null) throw refusal(plan.refusal, [])
    if (plan.total === 0) throw refusal('NOTHING_TO_DO', [])
    if (options.yes === undefined) {
      if (confirm === undefined)
        throw new CliProblem(
          EXIT.usage,
          'NOT_CONFIRMED',
          `This sends ${skus(plan.total)} again. Add --yes.`,
          { plan: planned(plan).data }
        )
      if (!(await confirm(`${planned(plan).text}\nSend ${skus(plan.total)} again? [y/N] `)))
        throw new CliProblem(EXIT.refused, 'NOT_CONFIRMED', 'Nothing was sent.')
    }
    const { startCarrefourReprocess: job } = await api.ask<{
      startCarrefourReprocess: Job | Refused
    }>(START, {
      filter,
      key: options.key ?? randomUUID(),
    })
    if (job.__typename === 'CarrefourJobRefused') throw refusal(job.code, job.skuIds)
    const { __typename: _, ...data } = job
    return {
      data,
      text: `Reprocess ${job.id} of ${skus(job.expected)}: ${job.state}. See how it stands with: reprocess --job ${job.id}`,
    }
  },
}

const skus = (count: number): string => (count === 1 ? '1 SKU' : `${count} SKUs`)

function filterFor({ args, options }: CommandContext): Readonly<Record<string, unknown>> {
  const filter = filterOf(options)
  const asked = Object.keys(filter).length
  const named = args.length
  if (Number(asked > 0) + Number(named > 0) + Number(options.all !== undefined) !== 1)
    throw new CliProblem(EXIT.usage, 'WHICH_SKUS', 'Name SKUs, or a filter, or --all; one of them.')
  return named > 0 ? { skuIds: args } : filter
}

function planned(plan: Plan): Output {
  const { __typename: _, ...data } = plan
  return {
    data,
    text: columns([
      ['SKUs', plan.total],
      ['Files, one a minute', plan.files],
      ['Next file', moment(plan.nextSendAt)],
      ['Not catalogued: sending again does not help', plan.waiting],
      ['Blocked by the ShopKey', plan.blocked],
      ...(plan.refusal === null ? [] : [['Refused just now', plan.refusal]]),
    ]),
  }
}

async function jobState({ api }: CommandContext, id: string): Promise<Output> {
  const { carrefourReprocessJob: job } = await api.ask<{
    carrefourReprocessJob: Readonly<Record<string, string | number | null>> | null
  }>(JOB, { id })
  if (job === null) throw refusal('JOB_NOT_FOUND', [])
  return { data: job, text: columns(Object.entries(job)) }
}

const refusal = (code: string, skuIds: readonly string[]): CliProblem =>
  new CliProblem(
    code === 'JOB_NOT_FOUND' || code === 'SKU_NOT_FOUND' ? EXIT.missing : EXIT.refused,
    code,
    `${REASONS[code] ?? 'The app refuses it.'}${skuIds.length > 0 ? ` (${skuIds.slice(0, 10).join(', ')})` : ''}`,
    skuIds.length > 0 ? { skuIds } : {}
  )

const REASONS: Readonly<Record<string, string>> = {
  NOTHING_TO_DO: 'No SKU matches.',
  TOO_MANY: 'These are more SKUs than may be named at once: use a filter.',
  SKU_NOT_FOUND: 'A SKU was never asked for.',
  INVALID_FILTER: 'The filter has a condition that cannot be met.',
  KEY_REUSED: 'This key was used with another filter.',
  TOO_MANY_JOBS: 'As many reprocesses as may be open are open.',
  JOB_NOT_FOUND: 'This reprocess is not remembered.',
  INCIDENT_OPEN: 'Carrefour refuses the ShopKey: save a working one first.',
  CONNECTION_OFF: 'Sending is switched off.',
  NOT_CONFIGURED: 'Nothing is configured.',
}
