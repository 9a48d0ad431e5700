import type { PluginName } from '../plugins'

import { operationsNamed } from './operations'
import type { FaultFile, When } from './rule'

/** Which parts answer on which hosts, as `platform/hosts.ts` leads to them; `*` stands for any characters. */
interface Place {
  readonly host: string
  readonly parts: readonly string[]
  /** It is there only when this stands around the app. */
  readonly plugin?: PluginName
}

/** What a workspace has that calls can go to, beside VTEX itself. */
export interface Surroundings {
  readonly plugins: readonly PluginName[]
  /** Hosts that `--live` leads to. */
  readonly realHosts: readonly string[]
}

const SITE = [
  ...['store', 'masterdata', 'license-manager', 'scheduler', 'mail', 'vtexid', 'tenant'],
  ...['graphql', 'router', 'nothing'],
]

const PLACES: readonly Place[] = [
  { host: 'infra.io.vtex.com', parts: ['vbase', 'apps', 'events', 'infra'] },
  { host: 'api.vtex.com', parts: ['masterdata'] },
  { host: 'vtexid.vtex.com.br', parts: ['vtexid'] },
  { host: 'mailservice.vtex.com.br', parts: ['mail'] },
  { host: 'janus-edge.vtex.com.br', parts: ['janus-edge'] },
  { host: 'carrefour-sandbox.mirakl.net', parts: ['carrefour'], plugin: 'carrefour' },
  { host: '*.vtexcommercestable.com.br', parts: SITE },
  { host: '*.myvtex.com', parts: SITE },
  ...['localhost', '*.localhost', '127.0.0.1', '[::1]'].map(host => ({
    host,
    parts: ['loopback'],
  })),
]

/** Every part that a rule may name. */
export const PARTS: readonly string[] = [...new Set(PLACES.flatMap(({ parts }) => parts))].sort()

/** What a real host can be to the workspace (`local/live`). */
const REAL = ['store', 'carrefour', 'nothing']

/** Rules that no call can ever fit in a workspace with these surroundings, each in one sentence. */
export function neverHit(file: FaultFile, { plugins, realHosts }: Surroundings): readonly string[] {
  const places = [
    ...PLACES.filter(({ plugin }) => plugin === undefined || plugins.includes(plugin)),
    ...realHosts.map(host => ({ host, parts: REAL })),
  ]
  return file.rules.flatMap(({ when }, at) => {
    const problem = whyNever(when, places)
    return problem === undefined ? [] : [`rules[${at}].when: ${problem}`]
  })
}

function whyNever(when: When, places: readonly Place[]): string | undefined {
  const { host, part, operation, method } = when
  const near = places.filter(place => host === undefined || overlap(host.toLowerCase(), place.host))
  if (near.length === 0)
    return `nothing is called at ${String(host)}, so it would never happen; there are ${places.map(one => one.host).join(', ')}`
  const parts = new Set(near.flatMap(place => place.parts))
  if (part !== undefined && !parts.has(part))
    return `${part} is not ${host === undefined ? 'here' : `at ${host}`}, so it would never happen; there are ${[...parts].join(', ')}`
  if (operation === undefined) return undefined
  const rows = operationsNamed(operation).filter(row =>
    part === undefined ? parts.has(row.part) : row.part === part
  )
  if (rows.length === 0)
    return `"${operation}" is no operation of ${part ?? host ?? 'what is here'}, so it would never happen`
  if (method !== undefined && !rows.some(row => row.method.test(method)))
    return `"${operation}" is never a ${method}, so it would never happen`
  return undefined
}

/** Whether two patterns fit some text together; its cost grows with the product of their lengths only. */
function overlap(one: string, other: string): boolean {
  // reached[at]: whether what was read of `one` fits the first `at` characters of `other`.
  let reached = after([true], other)
  for (const char of one) {
    const next: boolean[] = []
    for (let at = 0; at <= other.length; at += 1) {
      const before = at > 0 && reached[at - 1] === true
      const stays = reached[at] === true
      if (char === '*') next[at] = stays || (at > 0 && next[at - 1] === true)
      else
        next[at] =
          (before && (other[at - 1] === char || other[at - 1] === '*')) ||
          (stays && at > 0 && other[at - 1] === '*')
    }
    reached = after(next, other)
  }
  return reached[other.length] === true
}

/** A star of `other` may stand for nothing. */
function after(reached: readonly boolean[], other: string): boolean[] {
  const all = [...reached]
  for (let at = 1; at <= other.length; at += 1)
    all[at] = all[at] === true || (other[at - 1] === '*' && all[at - 1] === true)
  return all
}
