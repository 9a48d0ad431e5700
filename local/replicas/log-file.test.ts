import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, expect, it } from '@jest/globals'

import { openLogFile } from './log-file'

const folder = mkdtempSync(join(tmpdir(), 'log-file-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('given a line of what ended after the log was closed, expect it dropped, and no error', async () => {
  const path = join(folder, 'service.log')
  const log = openLogFile(path)
  log.write('before\n')
  const closed = log.close()
  expect(() => log.write('while it closes\n')).not.toThrow()
  await closed
  expect(() => log.write('after\n')).not.toThrow()
  // A stream reports a late write in a separate event, after the call.
  await new Promise(setImmediate)
  expect(readFileSync(path, 'utf8')).toBe('before\n')
})
