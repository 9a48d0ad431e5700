import { describe, expect, it } from '@jest/globals'

import { drain } from './drain'
import { createFence } from './http/fence'

const LONG_MS = 20_000

/** A platform whose calls to the service end when the test says so. */
function aPlatform() {
  const fence = createFence()
  let drained = 0
  return {
    fence,
    drain: () => void (drained += 1),
    drained: () => drained,
    ask: (id: string) => fence.enter({ 'x-vtex-operation-id': id }),
  }
}
const patient = () => ({ most: LONG_MS, signal: new AbortController().signal })

describe('ending a workspace', () => {
  it('given a service at rest, expect no wait, and nothing new begun', async () => {
    const platform = aPlatform()
    platform.ask('one')('ended')
    expect(await drain(platform, patient())).toBe(true)
    expect(platform.drained()).toBe(1)
  })

  it('given work under way, expect to wait until the last of it has ended', async () => {
    const platform = aPlatform()
    const [one, two] = [platform.ask('one'), platform.ask('two')]
    let over = false
    const drained = drain(platform, patient()).finally(() => (over = true))
    one('ended')
    await drain(platform, { ...patient(), most: 100 })
    expect(over).toBe(false)
    two('ended')
    expect(await drained).toBe(true)
  })

  it('given work that does not end, expect the end all the same', async () => {
    const platform = aPlatform()
    platform.ask('one')
    expect(await drain(platform, { ...patient(), most: 100 })).toBe(false)
  })

  it('given a person who does not want to wait, expect the end at once', async () => {
    const platform = aPlatform()
    platform.ask('one')
    const hurry = new AbortController()
    const drained = drain(platform, { most: LONG_MS, signal: hurry.signal })
    hurry.abort()
    expect(await drained).toBe(false)
  })
})
