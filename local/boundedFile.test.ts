import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from '@jest/globals'

import { readBounded } from './boundedFile'
import { readFaultPath } from './faults/files'
import { readSkusFile } from './skus/read'

const folder = mkdtempSync(join(tmpdir(), 'files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MAX = 100

const at = (name: string): string => join(folder, name)
writeFileSync(at('good'), 'text')
writeFileSync(at('large'), 'x'.repeat(MAX + 1))
mkdirSync(at('folder'))
symlinkSync(at('loop'), at('loop'))
spawnSync('mkfifo', [at('pipe')])

const ODD: readonly (readonly [name: string, problem: string])[] = [
  ['nowhere', 'no such file'],
  ['good/below', 'no such file'],
  ['n'.repeat(5_000), 'no such file'],
  ['folder', 'a folder'],
  ['loop', 'leads to itself'],
  // Not every system has pipes with names.
  ...(existsSync(at('pipe')) ? [['pipe', 'no file'] as const] : []),
]

describe('a file that a person names', () => {
  it('given an ordinary one, expect its bytes', () => {
    expect(readBounded(at('good'), MAX)).toEqual({ bytes: Buffer.from('text') })
  })

  it('given a large one, expect it unread', () => {
    expect(readBounded(at('large'), MAX)).toMatchObject({
      problem: expect.stringContaining('larger'),
    })
  })

  it.each(ODD)(
    'given what is no ordinary file (%#), expect a sentence from each reader and no wait',
    (name, problem) => {
      const said = expect.stringContaining(problem)
      expect(readBounded(at(name), MAX)).toEqual({ problem: said })
      expect(readSkusFile(at(name))).toEqual({ problem: said })
      expect(readFaultPath(at(name))).toEqual({ kind: 'refused', problems: [said] })
    }
  )
})
