import { describe, expect, it } from '@jest/globals'

import { EVERY_PROCESS } from '../ledger/filter.logic'
import { skuId } from '../testing/factories'
import { makePorts } from '../testing/fakes'
import { readCursor, writeCursor } from './cursor'

const WALK = { person: 'owner@lojademo.example', filter: EVERY_PROCESS }

async function setup() {
  const ports = makePorts()
  await ports.secrets.ensure()
  return { ports, cursor: await writeCursor(ports, WALK, skuId(5)) }
}

describe('the cursor of an export', () => {
  it('continues the export with the cursor it returned', async () => {
    const { ports, cursor } = await setup()
    expect(await readCursor(ports, WALK, cursor)).toEqual({ after: '5', continues: true })
  })

  it.each([
    ['a bare code', '0'],
    ['another code with its signature', 'moved'],
    ['a signature of another length', '5.aaaaaaaaaaaaaaaaaaaaaaaa'],
  ])('starts a new export, recorded in the history, with %s', async (_, given) => {
    const { ports, cursor } = await setup()
    const moved = given === 'moved' ? cursor.replace(/^5/, '4') : given
    expect(await readCursor(ports, WALK, moved)).toMatchObject({ continues: false })
  })

  it('starts a new export for another person, filter or account', async () => {
    const { ports, cursor } = await setup()
    const others = [
      { ...WALK, person: 'viewer@lojademo.example' },
      { ...WALK, filter: { ...EVERY_PROCESS, status: 'ERROR' as const } },
    ]
    for (const walk of others)
      expect(await readCursor(ports, walk, cursor)).toMatchObject({ continues: false })
    const other = { ...ports, account: 'outraloja' }
    expect(await readCursor(other, WALK, cursor)).toMatchObject({ continues: false })
  })

  it.each(['x', '-1', '05', '5.', '5.short', `5.${'a'.repeat(100)}`, '9'.repeat(30), '5\n'])(
    'refuses %j',
    async cursor => expect(await readCursor((await setup()).ports, WALK, cursor)).toBeNull()
  )

  it('starts at the beginning without a cursor', async () => {
    expect(await readCursor((await setup()).ports, WALK, null)).toEqual({
      after: null,
      continues: false,
    })
  })
})
