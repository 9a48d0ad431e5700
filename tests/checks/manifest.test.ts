import Ajv from 'ajv'
import { describe, expect, it } from '@jest/globals'

import { readManifest } from '../../local/config'
import { createPolicies } from '../../local/platform/policies/policies'
import { CARREFOUR_HOSTS } from '../../node/connection/form.logic'
import { files, read, readJson } from './repository'
import { inCase } from '../../node/testing/cases'

interface Manifest {
  readonly name: string
  readonly vendor: string
  readonly version: string
  readonly builders: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly policies: readonly {
    readonly name: string
    readonly attrs?: { readonly host: string; readonly path: string }
  }[]
}

const manifest = readJson('manifest.json') as Manifest

/** An address that the service calls. */
interface Address {
  readonly host: string
  readonly path: string
}

const ACCOUNT_HOST = '{{account}}.vtexcommercestable.com.br'

/** Every value in a template is one word without a slash. */
const plain = (literal: string): string => literal.replace(/\$\{[^}]*\}/g, 'x')

const hostIn = (text: string): string =>
  text.replace('${context.account}', '{{account}}').replace(/\/.*$/, '')

/** What a client's source calls: its whole addresses, and its paths on the host that it names first. */
function addressesIn(source: string): readonly Address[] {
  const whole = [...source.matchAll(/['"`]http:\/\/([^'"`/]+)(\/[^'"`]*)?['"`]/g)]
  const base = whole.find(([, , path]) => path === undefined)?.[1]
  const paths = [...source.matchAll(/['"`](\/api\/[^'"`?]*)/g)]
  return [
    ...whole.flatMap(([, host = '', path]) =>
      path === undefined ? [] : [{ host: hostIn(host), path: plain(path) }]
    ),
    ...paths.map(([, path = '']) => ({
      host: base === undefined ? ACCOUNT_HOST : hostIn(base),
      path: plain(path),
    })),
  ]
}

/** Carrefour's host is a setting, and Master Data's address is the library's. */
const CALLED: readonly Address[] = [
  ...files()
    .filter(file => /^node\/vtex\/.*\.ts$/.test(file) && !/\.test\.ts$/.test(file))
    .flatMap(file => addressesIn(read(file))),
  { host: 'carrefour.mirakl.net', path: '/api/offers/imports' },
  { host: 'api.vtex.com', path: '/api/dataentities/entity/documents/1' },
]

const outbound: readonly Address[] = manifest.policies.flatMap(({ name, attrs }) =>
  name === 'outbound-access' && attrs ? [attrs] : []
)

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`
  )

const covers = (policy: Address, { host, path }: Address): boolean =>
  glob(policy.host).test(host) && glob(policy.path).test(path)

/** The service only reads these. */
const READ_ONLY = /^\/api\/(logistics|catalog_system)\//

describe('manifest.json', () => {
  it('given the schema that @vtex/api publishes, expect the manifest to be valid', () => {
    const schema = readJson('node_modules/@vtex/api/gen/manifest.schema') as object
    const validate = new Ajv({ strict: false }).compile(schema)
    inCase(JSON.stringify(validate.errors), () => expect(validate(manifest)).toBe(true))
  })

  it('given the builders of today, expect just those', () => {
    expect(manifest.builders).toEqual({
      admin: '0.x',
      docs: '0.x',
      graphql: '2.x',
      messages: '1.x',
      node: '7.x',
      react: '3.x',
    })
  })

  it('given least privilege, expect no outbound policy for a whole host of VTEX, and no deprecated key', () => {
    const wide = manifest.policies.filter(
      policy => policy.attrs?.path === '*' || policy.attrs?.path === '/*'
    )
    expect(wide).toEqual([])
    expect(Object.keys(manifest)).not.toContain('credentialType')
  })

  it('given what node/vtex calls, expect an outbound policy for each address', () => {
    expect(CALLED.length).toBeGreaterThan(12)
    const uncovered = CALLED.filter(address => !outbound.some(policy => covers(policy, address)))
    expect(uncovered).toEqual([])
  })

  it('given the outbound policies, expect each to be needed by a call', () => {
    const unused = outbound.filter(policy => !CALLED.some(address => covers(policy, address)))
    expect(unused).toEqual([])
  })

  it('given the APIs that ask for a License Manager policy, expect those that are called to be declared', () => {
    const policies = createPolicies(readManifest('.'))
    const missing = CALLED.flatMap(({ path }) =>
      ['GET', 'POST'].flatMap(method =>
        READ_ONLY.test(path) && method !== 'GET' ? [] : (policies.missingFor(method, path) ?? [])
      )
    )
    expect(missing).toEqual([])
  })

  it('given events of another app, expect that app among the dependencies', () => {
    const { events } = readJson('node/service.json') as {
      events: Record<string, { sender?: string }>
    }
    const senders = Object.values(events).flatMap(({ sender }) => sender ?? [])
    expect(senders).toContain('vtex.broadcaster')
    // `apps` is a part of VTEX, not an app.
    const unknown = senders.filter(
      sender => sender !== 'apps' && !(sender in manifest.dependencies)
    )
    expect(unknown).toEqual([])
  })

  it('given the hosts that the form takes for Carrefour, expect a policy for each and for no other', () => {
    const hosts = manifest.policies.flatMap(({ attrs }) =>
      attrs?.['path'] === '/api/*' && !attrs['host']?.includes('vtex') ? [attrs['host']] : []
    )
    expect(hosts).toEqual(CARREFOUR_HOSTS)
  })

  it('given the vendor, expect it in no file that the app is made of but the manifest', () => {
    const parts = /^(admin|graphql|messages|node|react|local|tests)\//
    const holding = files()
      .filter(file => parts.test(file) && /\.(ts|tsx|mjs|cjs|json|graphql|css|html)$/.test(file))
      .filter(file => read(file).includes(manifest.vendor))
    expect(holding).toEqual([])
  })

  it('given what other apps could name too, expect the name of this one in it', () => {
    const { routes } = readJson('node/service.json') as { routes: Record<string, { path: string }> }
    for (const { path } of Object.values(routes))
      expect(path).toMatch(new RegExp(`^/_v/${manifest.name}/`))
    const pages = readJson('admin/routes.json') as Record<string, { path: string }>
    for (const { path } of Object.values(pages))
      expect(path).toMatch(new RegExp(`^/admin/app/${manifest.name}/`))
  })
})

interface ServiceJson {
  readonly memory: number
  readonly timeout: number
  readonly minReplicas: number
  readonly routes: Readonly<
    Record<
      string,
      {
        readonly public?: boolean
        readonly rateLimitPerReplica?: { readonly perMinute: number; readonly concurrent: number }
      }
    >
  >
  readonly events: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

describe('service.json', () => {
  const service = readJson('node/service.json') as ServiceJson

  it('given a public route, expect a limit for each replica, which a load of the whole catalog keeps below', () => {
    const open = Object.entries(service.routes).filter(([, route]) => route.public === true)
    expect(open.map(([name]) => name)).toEqual(['notify', 'tick'])
    for (const [name, { rateLimitPerReplica }] of open)
      inCase(name, () => {
        expect(rateLimitPerReplica?.perMinute).toBeGreaterThan(0)
        expect(rateLimitPerReplica?.concurrent).toBeGreaterThan(0)
      })
    // 10,000 notifications in a minute, all at one replica.
    expect(service.routes['notify']?.rateLimitPerReplica?.perMinute).toBeGreaterThanOrEqual(10_000)
  })

  it('given one process for all accounts, expect twice the memory that the largest measured load needs', () => {
    // docs/performance.md: five accounts with 10,000 SKUs each must stay under 256 MB.
    expect(service.memory).toBeGreaterThanOrEqual(2 * 256)
    expect(service.minReplicas).toBeGreaterThanOrEqual(2)
  })

  it('given events, expect the documented name of their topics, not the deprecated keys', () => {
    for (const [name, event] of Object.entries(service.events))
      inCase(name, () => {
        expect(Object.keys(event).filter(key => !['sender', 'topics'].includes(key))).toEqual([])
        expect(event['topics']).toHaveLength(1)
      })
  })
})
