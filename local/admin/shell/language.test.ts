import { expect, it } from '@jest/globals'

import { readLanguage, tagsIn } from './language'

it.each<[cookies: string, accepted: string, language: string]>([
  ['', 'es-AR,es;q=0.9,en;q=0.8', 'es'],
  ['', 'fr-FR, fr;q=0.9, en;q=0.5, pt;q=0.7', 'pt'],
  ['', 'EN-gb', 'en'],
  ['', 'en;q=0, de', 'pt'],
  ['', '*', 'pt'],
  ['', '', 'pt'],
  ['', ';;,q=1,=,en;q=x', 'en'],
  ['a=b; admin_language=pt', 'en', 'pt'],
  ['admin_language=xx', 'es', 'es'],
])('given the cookies "%s" and a browser of "%s", expect %s', (cookies, accepted, language) => {
  expect(readLanguage(cookies, tagsIn(accepted))).toBe(language)
})
