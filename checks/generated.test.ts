import { spawnSync } from 'node:child_process'
import { expect, it } from '@jest/globals'
import { ROOT } from './repository'

it('the types of the GraphQL contract are those that `npm run generate` makes', () => {
  const { status, stderr } = spawnSync('node', ['scripts/generate.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
