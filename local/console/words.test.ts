import { afterEach, expect, it } from '@jest/globals'

import { bench as carrefourBench } from '../carrefour/testing'
import { bench as storeBench } from '../store/testing'

import { sayIn, type Word, WORDS } from './words'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const placesIn = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort()

it.each(Object.entries(WORDS))(
  '%s holds the same values in every language',
  (english, [pt, es]) => {
    expect(placesIn(pt)).toEqual(placesIn(english))
    expect(placesIn(es)).toEqual(placesIn(english))
  }
)

it('puts the values in, and does not say which use of a word it is', () => {
  expect(sayIn('pt')('Page {0} of {1}', 2, 7)).toBe('Página 2 de 7')
  expect(sayIn('en')('active (key)')).toBe('active')
  expect(sayIn('es')('active (key)')).toBe('activa')
})

/** Words of one language that say the same in English cannot be told apart. */
const english = (Object.entries(WORDS) as [Word, readonly [string, string]][])
  .filter(([word, others]) => !/\{|\(/.test(word) && !others.includes(word as never))
  .map(([word]) => word)

async function pages(language: string): Promise<string> {
  const [store, carrefour] = [await storeBench(), await carrefourBench()]
  ends.push(
    () => store.close(),
    () => carrefour.close()
  )
  const headers = { Cookie: `admin_language=${language}` }
  const read = async (url: string) => (await fetch(url, { headers })).text()
  const importId = await carrefour.importNow('"offer-sku";"quantity"\n"1";"5"')
  return [
    await read(`${store.url}/console/store`),
    await read(`${carrefour.url}/console/carrefour`),
    await read(`${carrefour.url}/console/carrefour/imports/${importId}`),
  ].join('\n')
}

it.each(['pt', 'es'])('leaves no English on the pages in %s', async language => {
  const shown = await pages(language)
  const texts = new Set([...shown.matchAll(/>([^<]*)</g)].map(match => (match[1] ?? '').trim()))
  const left = english.filter(word => texts.has(word))
  expect(left).toEqual([])
  expect(shown).not.toMatch(/\{\d\}/)
})
