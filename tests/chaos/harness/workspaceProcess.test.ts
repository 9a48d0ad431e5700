import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { WorkspaceProcess } from './workspaceProcess'

const OPTIONS = { accounts: ['lojafim'], replicas: 1, keeps: 'none' } as const

/** A host that is ready at once and is killed from outside when it is asked for its figures. */
const KILLED = `
process.on('message', ({ kind, id }) => {
  if (kind === 'figures') process.kill(process.pid, 'SIGKILL')
  else process.send({ id, value: kind })
})
process.send({ ready: 'http://127.0.0.1:9' })
`

describe('a workspace whose process a signal ended', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'host-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('fails whoever waits for it, and stops at once', async () => {
    const host = path.join(folder, 'host.mjs')
    writeFileSync(host, KILLED)
    const workspace = await WorkspaceProcess.start(OPTIONS, 1, host)
    expect(await workspace.furnish({ account: '', shopId: 1, minimumStock: 0, skus: [] })).toBe(
      'furnish'
    )
    await expect(workspace.figures()).rejects.toThrow('SIGKILL')
    await workspace.stop()
    await expect(workspace.figures()).rejects.toThrow()
  })
})
