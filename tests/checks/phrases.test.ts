import { describe, expect, it } from '@jest/globals'

import { read, readJson } from './repository'

const LANGUAGES = ['pt', 'es', 'en'] as const

/** Rows of the glossary's table of phrases: of a language, what is not said, and what is said in its place. */
const rows = (read('GLOSSARY.md').split('## Phrases that people do not read\n')[1] ?? '')
  .split('\n## ')[0]
  ?.split('\n')
  .map(line => /^\| (pt|es|en) \| (.+?) \| (.+?) \|$/.exec(line))
  .flatMap(match =>
    match ? [{ language: match[1], not: match[2] ?? '', but: match[3] ?? '' }] : []
  )

const bannedIn = (language: string) =>
  (rows ?? [])
    .filter(row => row.language === language)
    .flatMap(({ not, but }) =>
      [...not.matchAll(/`([^`]+)`/g)].map(match => ({ phrase: String(match[1]), but }))
    )

/** Whole words only, in any case; `*` is any ending. `\b` does not know accents. */
function phrasePattern(phrase: string): RegExp {
  const words = phrase.replace(/[.]/g, '\\.').replace('*', '\\p{L}*')
  return new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'iu')
}

describe('phrases that people do not read', () => {
  it.each(LANGUAGES)(
    'are named in the glossary for %s, each with what is said instead',
    language => {
      const banned = bannedIn(language)
      expect(banned.length).toBeGreaterThan(10)
      expect(banned.filter(({ but }) => but.trim() === '')).toEqual([])
    }
  )

  it.each([
    ['sozinh*', 'é enviado sozinho', true],
    ['app', 'o app tenta', true],
    ['app', 'o aplicativo tenta', false],
    ['tu', 'en su tienda', false],
    ['pidió', 'Pidió una prueba', true],
    ['a. m.', 'a las 10:32 a. m.', true],
  ])('%s in "%s": %s', (phrase, text, found) => {
    expect(phrasePattern(phrase).test(text)).toBe(found)
  })

  it.each(LANGUAGES)('stand nowhere in the texts in %s', language => {
    const texts = Object.entries(
      readJson(`messages/${language}.json`) as Readonly<Record<string, string>>
    ).map(([key, text]): readonly [string, string] => [key, text.replace(/\{\w+/g, '{')])
    const found = bannedIn(language).flatMap(({ phrase, but }) => {
      const pattern = phrasePattern(phrase)
      return texts.filter(([, text]) => pattern.test(text)).map(([key]) => ({ key, phrase, but }))
    })
    expect(found).toEqual([])
  })

  it.each(LANGUAGES)('and no text in %s has a dash between sentences', language => {
    const texts = readJson(`messages/${language}.json`) as Readonly<Record<string, string>>
    expect(Object.entries(texts).filter(([, text]) => text.includes('—'))).toEqual([])
  })
})
