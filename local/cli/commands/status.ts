import type { Command } from '../command'
import { columns, moment } from '../print'

const QUERY = `{
  carrefourConnection {
    production pending success warning error lastConfirmedAt nextSendAt waitingSince
    configuration { active shopId tradePolicy }
    incident { cause since }
    outages { cause since }
    standstill { kind since }
  }
  carrefourProblems { problems { cause fingerprint count since actor sampleMessage } }
}`

interface Status {
  readonly carrefourConnection: {
    readonly production: boolean
    readonly pending: number
    readonly success: number | null
    readonly warning: number | null
    readonly error: number | null
    readonly lastConfirmedAt: string | null
    readonly nextSendAt: string | null
    readonly waitingSince: string | null
    readonly configuration: {
      readonly active: boolean
      readonly shopId: string
      readonly tradePolicy: string
    } | null
    readonly incident: { readonly cause: string; readonly since: string } | null
    readonly outages: readonly { readonly cause: string; readonly since: string }[]
    readonly standstill: { readonly kind: string; readonly since: string } | null
  }
  readonly carrefourProblems: {
    readonly problems: readonly {
      readonly cause: string
      readonly fingerprint: string | null
      readonly count: number
      readonly since: string | null
      readonly actor: string
      readonly sampleMessage: string | null
    }[]
  }
}

export const status: Command = {
  name: 'status',
  usage: [['status', 'how the connection stands: counts, what is open, the next file']],
  takes: 0,
  options: {},
  async run({ api, words }) {
    const data = await api.ask<Status>(QUERY)
    const { carrefourConnection: connection, carrefourProblems } = data
    const { configuration, incident, outages, standstill } = connection
    const state =
      configuration === null
        ? 'not configured'
        : configuration.active
          ? `shop ${configuration.shopId || '–'}, trade policy ${configuration.tradePolicy}`
          : 'switched off'
    const open = [incident, ...outages].filter(one => one !== null)
    const rows = [
      ['Connection', state],
      ...(['SUCCESS', 'WARNING', 'ERROR'] as const).map(code => [
        words.status(code),
        String(connection[code.toLowerCase() as 'success' | 'warning' | 'error'] ?? '–'),
      ]),
      [
        words.status('PENDING'),
        `${connection.pending}${connection.waitingSince === null ? '' : `, since ${moment(connection.waitingSince)}`}`,
      ],
      ['Last outcome', moment(connection.lastConfirmedAt)],
      ['Next file', moment(connection.nextSendAt)],
      ...open.map(one => ['Open', `${words.cause(one.cause)}, since ${moment(one.since)}`]),
      ...(standstill === null
        ? []
        : [['Stock is not moving', `since ${moment(standstill.since)}`]]),
      ...carrefourProblems.problems.map(({ cause, count, fingerprint, sampleMessage }) => [
        `  ${count}`,
        // Reasons that nobody has classified share a cause: their words tell them apart.
        `${words.cause(cause)}${fingerprint === null ? '' : `: “${sampleMessage ?? ''}”`}`,
      ]),
    ]
    return { data: { ...connection, problems: carrefourProblems.problems }, text: columns(rows) }
  },
}
