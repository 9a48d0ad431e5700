import { spawnSync } from 'node:child_process'

import { expect, it } from '@jest/globals'

it('given placeholders for vendor, support and terms, expect publishing to be refused, each named', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/publish-check.mjs'], {
    encoding: 'utf8',
  })
  expect(status).toBe(1)
  for (const named of [
    'vendor',
    'support.email',
    'support.url',
    'licenses/pt.md',
    'licenses/es.md',
  ])
    expect(stderr).toContain(named)
})
