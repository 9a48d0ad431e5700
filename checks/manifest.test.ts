import Ajv from 'ajv'
import { describe, expect, it } from 'vitest'
import { files, read, readJson } from './repository'

interface Manifest {
  readonly name: string
  readonly vendor: string
  readonly version: string
  readonly builders: Readonly<Record<string, string>>
  readonly policies: readonly {
    readonly name: string
    readonly attrs?: Readonly<Record<string, string>>
  }[]
}

const manifest = readJson('manifest.json') as Manifest

describe('manifest.json', () => {
  it('given the schema that @vtex/api publishes, expect the manifest to be valid', () => {
    const schema = readJson('node_modules/@vtex/api/gen/manifest.schema') as object
    const validate = new Ajv({ strict: false }).compile(schema)
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true)
  })

  it('given the builders of today, expect just those', () => {
    expect(manifest.builders).toEqual({
      admin: '0.x',
      docs: '0.x',
      graphql: '2.x',
      masterdata: '1.x',
      messages: '1.x',
      node: '7.x',
      react: '3.x',
    })
  })

  it('given least privilege, expect no outbound policy for a whole host of VTEX, and no deprecated key', () => {
    const wide = manifest.policies.filter(
      policy => policy.attrs?.['path'] === '*' || policy.attrs?.['path'] === '/*'
    )
    expect(wide).toEqual([])
    expect(Object.keys(manifest)).not.toContain('credentialType')
  })

  it('given the store, expect a policy for each path that is called and for no other', () => {
    const paths = manifest.policies.flatMap(({ attrs }) =>
      attrs?.['host'] === '{{account}}.vtexcommercestable.com.br' ? [attrs['path']] : []
    )
    expect(paths).toEqual([
      '/api/checkout/pub/orderForms/simulation',
      '/api/catalog_system/pvt/sku/stockkeepingunitbyid/*',
      '/api/catalog_system/pvt/saleschannel/list',
      '/api/logistics/pvt/configuration/*',
      '/api/logistics/pvt/inventory/skus/*',
      '/api/catalog_system/pvt/sku/stockkeepingunitidsbysaleschannel',
      '/api/fulfillment/pvt/affiliates*',
      '/api/template-render/pvt/templates*',
      '/api/license-manager/pvt/accounts/*',
    ])
  })

  it('given the vendor, expect it in no file that the app is made of but the manifest', () => {
    const parts = /^(admin|graphql|masterdata|messages|node|react|local|e2e|bench|checks)\//
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
