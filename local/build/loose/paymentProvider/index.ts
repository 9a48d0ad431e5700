import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { appIdentity, type Manifest } from '../../../config'
import { isRecord } from '../../../http/body'
import { readJson } from '../../../readJson'
import type { ServiceJson, ServiceRoute } from '../../service-json'

/** What the builder makes of paymentProvider/configuration.json. */
export interface ProviderConfiguration {
  /** Paths that VTEX answers itself from the configuration. */
  readonly manifestPath: string
  readonly methodsPath: string
  /** The answer of `/manifest`, as the guide's table of options completes it. */
  readonly manifest: Readonly<Record<string, unknown>>
}

const BUILDER = 'paymentProvider'
const FILE = 'paymentProvider/configuration.json'

/** The options of the guide with their defaults. */
const DEFAULTS = {
  paymentMethods: [],
  customFields: [],
  implementsOAuth: false,
  implementsSplit: false,
  usesProviderHeadersName: true,
  useAntifraud: false,
  usesBankInvoiceEnglishName: false,
  usesSecureProxy: true,
  requiresDocument: false,
  acceptSplitPartialRefund: false,
  usesAutoSettleOptions: false,
}

/** The protocol's routes that the connector answers. */
const PROTOCOL: Readonly<Record<string, string>> = {
  createPayment: '/payments',
  cancelPayment: '/payments/:paymentId/cancellations',
  settlePayment: '/payments/:paymentId/settlements',
  refundPayment: '/payments/:paymentId/refunds',
  inboundPayment: '/payments/:paymentId/inbound-request/:action',
}

/** Where a connector answers: VTEX does not say it, so this is the path that the guide overrides the manifest with. */
const baseOf = (manifest: Manifest): string => `/_v/api/${appIdentity(manifest).name}`

/** Answered by VTEX's app of the gateway, also where service.json gives them another path. */
const isOfGateway = ({ handler }: ServiceRoute & { handler?: unknown }): boolean =>
  typeof handler === 'string' && handler.startsWith('vtex.payment-gateway@')

/** service.json with the routes that the builder adds; an app's own route of the same name stays. */
export function withProviderRoutes(json: ServiceJson, manifest: Manifest): ServiceJson {
  if (manifest.builders?.[BUILDER] === undefined) return json
  const base = baseOf(manifest)
  const added = Object.entries(PROTOCOL).map(
    ([id, at]) => [id, { path: base + at, public: true }] as const
  )
  const own = Object.entries(json.routes).filter(([, route]) => !isOfGateway(route))
  return { ...json, routes: { ...Object.fromEntries(added), ...Object.fromEntries(own) } }
}

/** What is configured; `told` says what is wrong with it. Undefined for an app without the builder. */
export function readProvider(
  dir: string,
  manifest: Manifest,
  routes: ServiceJson['routes']
): { configuration?: ProviderConfiguration; told: readonly string[] } {
  if (manifest.builders?.[BUILDER] === undefined) return { told: [] }
  if (!existsSync(path.join(dir, FILE)))
    return { told: [`Builder ${BUILDER}: there is no ${FILE}, which names the payment methods`] }
  const raw = readLeniently(dir)
  if (!isRecord(raw)) return { told: [`${FILE} must hold a JSON object`] }
  const { name, paymentMethods } = raw
  const told = [
    typeof name !== 'string' && `${FILE}: name must be a text`,
    !(Array.isArray(paymentMethods) && paymentMethods.every(isMethod)) &&
      `${FILE}: paymentMethods must be a list of {"name", "allowsSplit"}`,
  ].filter(line => line !== false)
  const base = baseOf(manifest)
  const overridden = Object.values(routes).find(isOfGateway)
  return {
    told,
    configuration: {
      manifestPath: overridden?.path ?? `${base}/manifest`,
      methodsPath: `${base}/payment-methods`,
      manifest: { ...DEFAULTS, ...raw },
    },
  }
}

const isMethod = (one: unknown): boolean => isRecord(one) && typeof one.name === 'string'

function readLeniently(dir: string): unknown {
  try {
    return readJson(path.join(dir, FILE), FILE)
  } catch {
    return undefined
  }
}

const PACKAGE = '@vtex/payment-provider'

/** Types of the package are the connector's own business here: any value has them. */
const TYPES = `import { Service } from '@vtex/api'
${['Authorization', 'Cancellation', 'Refund', 'Settlement', 'Inbound']
  .map(name => `export type ${name}Request = any\nexport type ${name}Response = any`)
  .join('\n')}
export type CardAuthorization = any
export type CustomField = any
export type PaymentProviderState = any
export const Authorizations: any
export const Cancellations: any
export const Refunds: any
export const Settlements: any
export const isBankInvoiceAuthorization: (request: any) => boolean
export const isCardAuthorization: (request: any) => boolean
export const isTokenizedCard: (card: any) => boolean
export class PaymentProvider<Clients = any, State = any, Custom = any> {
  constructor(context: any)
  protected context: any
  protected readonly isTestSuite: boolean
  protected retry(request: any): void
  protected callback(request: any, response: any): void
}
export class PaymentProviderService<Clients = any, State = any, Custom = any> extends Service<any, any, any> {
  constructor(config: any)
}
export class SecureExternalClient {
  constructor(url: string, context: any, options?: any)
  protected context: any
  protected http: any
}
`

/**
 * Puts a stand-in in the place of VTEX's package where an app needs it and the registry does not have it.
 *
 * @param folder node/ of the copy of the app, installed
 * @param told what installing said; the line about the package is replaced
 */
export function playProviderPackage(folder: string, told: readonly string[]): readonly string[] {
  const missing = told.filter(line => line.includes(`${PACKAGE} is left out`))
  if (missing.length === 0) return told
  const into = path.join(folder, 'node_modules', PACKAGE)
  mkdirSync(into, { recursive: true })
  copyFileSync(path.join(__dirname, 'package.cjs'), path.join(into, 'index.js'))
  writeFileSync(path.join(into, 'index.d.ts'), TYPES)
  const json = { name: PACKAGE, version: '0.0.0', main: 'index.js', types: 'index.d.ts' }
  writeFileSync(path.join(into, 'package.json'), JSON.stringify(json))
  return [
    ...told.filter(line => !missing.includes(line)),
    `node/package.json: ${PACKAGE} is played by a stand-in, for the registry does not have it: its documented part, without Secure Proxy`,
  ]
}
