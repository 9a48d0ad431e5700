import { expect, it } from '@jest/globals'

import { ask, createBench, serve } from './platform/testing'
import { createOrigin } from './origin'

async function origin() {
  const { tokens } = createBench()
  const answer = (text: string) => (_: unknown, res: { end(text: string): void }) => res.end(text)
  return serve(
    createOrigin({
      home: '/admin/first',
      accounts: ['lojademo'],
      tokens,
      site: (_account, url) =>
        url.startsWith('/_v/')
          ? { part: 'router', handle: answer('app') }
          : url.startsWith('/api/')
            ? { part: 'store', handle: answer('api') }
            : undefined,
      session: answer('session'),
      control: answer('control'),
      mounted: [{ prefix: '/admin', handle: answer('admin') }],
    })
  )
}

it.each(['/', '/admin', '/admin/', '/admin?from=console'])(
  'given %s, which names no page, expect it to lead to the first one',
  async path => {
    const response = await fetch((await origin()) + path, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/admin/first')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  }
)

it('given an address that nothing answers, expect 404', async () => {
  expect((await ask(`${await origin()}/administration`, 'GET')).status).toBe(404)
})

it("given the app's own answer, expect it to go out without the headers of the workspace's pages", async () => {
  const at = await origin()
  const [own, others] = [await fetch(`${at}/_v/page`), ['/admin/x', '/_local/x', '/api/x', '/none']]
  const added = ['content-security-policy', 'x-frame-options', 'x-content-type-options']
  expect(added.filter(name => own.headers.has(name))).toEqual([])
  expect(own.headers.has('cross-origin-opener-policy')).toBe(false)
  for (const path of others)
    expect((await fetch(at + path)).headers.get('x-content-type-options')).toBe('nosniff')
})
