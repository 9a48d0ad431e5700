import { userIdOf } from '../vtexid/tokens'

/** What somebody wrote into the public namespace of a session; the only one that a caller can write. */
export type PublicItems = Readonly<Record<string, unknown>>

/** What a session says of whom, each value as VTEX wraps it. */
export type Namespaces = Readonly<Record<string, Readonly<Record<string, { value: unknown }>>>>

/** What the namespaces of a session are made from. */
export interface Visit {
  readonly account: string
  readonly items: PublicItems
  /** E-mails of who is signed in; undefined for nobody. */
  readonly admin?: string | undefined
  readonly shopper?: string | undefined
}

/** The segment of an account whose shopper has chosen nothing; names and order are VTEX's. */
const SEGMENT = {
  campaigns: null,
  channel: '1',
  priceTables: null,
  regionId: null,
  utm_campaign: null,
  utm_source: null,
  utmi_campaign: null,
  currencyCode: 'BRL',
  currencySymbol: 'R$',
  countryCode: 'BRA',
  cultureInfo: 'pt-BR',
  channelPrivacy: 'public',
}

/** A segment: what decides which shelf somebody sees, the same for everybody who has chosen the same. */
export type Segment = { readonly [Name in keyof typeof SEGMENT]: string | null }

/** The public item of a segment's field: a trade policy is `sc` where a shopper names it. */
const itemOf = (field: string): string => (field === 'channel' ? 'sc' : field)

/** The segment that a shopper's choices make. */
export function segmentOf(items: PublicItems): Segment {
  const chosen = Object.keys(SEGMENT).flatMap(field => {
    const value = items[itemOf(field)]
    return typeof value === 'string' && value !== '' ? [[field, value] as const] : []
  })
  return { ...SEGMENT, ...Object.fromEntries(chosen) }
}

/** A segment's token is the segment itself, in base64. */
export const segmentToken = (segment: Segment): string =>
  Buffer.from(JSON.stringify(segment)).toString('base64')

/** The segment behind a token; undefined for what is none. */
export function segmentIn(token: string): Segment | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64').toString())
    return typeof read === 'object' && read !== null ? { ...SEGMENT, ...read } : undefined
  } catch {
    return undefined
  }
}

/** Every namespace of a session. */
export function namespacesOf({ account, items, admin, shopper }: Visit): Namespaces {
  const { channel, countryCode, cultureInfo, currencyCode, currencySymbol } = segmentOf(items)
  return {
    account: wrapped({ id: userIdOf(account), accountName: account }),
    store: wrapped({ channel, countryCode, cultureInfo, currencyCode, currencySymbol }),
    public: wrapped(items),
    profile: wrapped({
      isAuthenticated: shopper === undefined ? 'False' : 'True',
      ...(shopper !== undefined && { id: userIdOf(shopper), email: shopper }),
    }),
    authentication: wrapped({
      ...(shopper !== undefined && { storeUserId: userIdOf(shopper), storeUserEmail: shopper }),
      ...(admin !== undefined && { adminUserId: userIdOf(admin), adminUserEmail: admin }),
    }),
  }
}

const wrapped = (values: PublicItems): Namespaces[string] =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]))

/** The items that are asked for: `*`, `namespace.*` or `namespace.item`, separated by commas. */
export function picked(all: Namespaces, asked: string): Namespaces {
  const wanted = asked.split(',').map(item => item.trim())
  if (wanted.includes('*')) return all
  const isWanted = (namespace: string, item: string): boolean =>
    wanted.includes(`${namespace}.*`) || wanted.includes(`${namespace}.${item}`)
  return Object.fromEntries(
    Object.entries(all).flatMap(([namespace, values]) => {
      const kept = Object.entries(values).filter(([item]) => isWanted(namespace, item))
      return kept.length === 0 ? [] : [[namespace, Object.fromEntries(kept)]]
    })
  )
}
