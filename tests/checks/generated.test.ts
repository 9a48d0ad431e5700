import { spawnSync } from 'node:child_process'
import { expect, it } from '@jest/globals'

import { ROOT } from './repository'

it('what `npm run generate` makes is up to date: types of the GraphQL contract, messages in order, texts of mails', () => {
  const { status, stderr } = spawnSync('node', ['scripts/generate.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})
