import { afterEach, describe, expect, it } from '@jest/globals'
import { cleanup, render } from '@testing-library/react'
import React from 'react'
import { IntlProvider } from 'react-intl'

import { useMoments } from './useMoments'

afterEach(cleanup)

/** What a page in a language says of moments. */
function momentsIn(locale: string) {
  let said: ReturnType<typeof useMoments> | null = null
  function Page() {
    said = useMoments()
    return null
  }
  render(
    <IntlProvider locale={locale} timeZone="America/Sao_Paulo">
      <Page />
    </IntlProvider>
  )
  if (said === null) throw new Error('not rendered')
  return said as ReturnType<typeof useMoments>
}

const AFTERNOON = '2026-11-24T20:42:00Z'
const MIDNIGHT = '2026-11-24T03:05:00Z'

describe('moments', () => {
  it.each(['pt-BR', 'es-AR'])('have a day of 24 hours in %s', locale => {
    expect(momentsIn(locale).full(AFTERNOON)).toMatch(/24\/11\/2026,? 17:42/)
    expect(momentsIn(locale).full(MIDNIGHT)).toMatch(/24\/11\/2026,? 00:05/)
  })

  it('have a day of two times 12 hours in English', () => {
    expect(momentsIn('en-US').full(AFTERNOON)).toMatch(/11\/24\/2026, 5:42.PM/)
    expect(momentsIn('en-US').full(MIDNIGHT)).toMatch(/11\/24\/2026, 12:05.AM/)
    expect(momentsIn('en-US').exact(AFTERNOON)).toMatch(/11\/24\/2026, 5:42:00.PM/)
  })

  it('show a day of the calendar as it is, in any time zone', () => {
    expect(momentsIn('pt-BR').day('2026-11-24')).toBe('24/11/2026')
  })

  it('tell the zone of a moment when it is not the one of now', () => {
    expect(momentsIn('pt-BR').short('2018-12-24T12:00:00Z')).toMatch(/GMT-2|BRST/)
  })
})
