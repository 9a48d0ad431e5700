import { describe, expect, it } from '@jest/globals'

import { CallError } from '../shared/callError'
import { asPerson } from './middleware'

const PERSON = { adminUserAuthToken: 'person-token', authToken: 'app-token' }

/** Returns the token it was called with; refuses the person's when asked to. */
const calls = (refusal: CallError | null = null) => {
  const tokens: (string | undefined)[] = []
  const call = async (headers: Readonly<Record<string, string>>) => {
    const token = headers.VtexIdclientAutCookie
    tokens.push(token)
    if (refusal !== null && token === 'person-token') throw refusal
    return token
  }
  return { tokens, call }
}

describe('calls for a person', () => {
  it('use only the person’s token', async () => {
    const { tokens, call } = calls()
    expect(await asPerson(PERSON, call)).toBe('person-token')
    expect(tokens).toEqual(['person-token'])
  })

  it('use the app’s own token when there is no person', async () => {
    const { tokens, call } = calls()
    await asPerson({ authToken: 'app-token' }, call)
    expect(tokens).toEqual(['app-token'])
  })

  it.each([401, 403])('fall back to the app when the person is refused (%s)', async status => {
    const { tokens, call } = calls(new CallError('call', status, null))
    expect(await asPerson(PERSON, call)).toBe('app-token')
    expect(tokens).toEqual(['person-token', 'app-token'])
  })

  it.each([[500], [404], [null]])(
    'make no second call after another failure (%s)',
    async status => {
      const { tokens, call } = calls(new CallError('call', status, null))
      await expect(asPerson(PERSON, call)).rejects.toThrow('call')
      expect(tokens).toEqual(['person-token'])
    }
  )
})
