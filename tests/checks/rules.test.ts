import { expect, it } from '@jest/globals'

import type { FieldName } from '../../node/connection/configuration.logic'
import { keyProblemOf, problemsOf, tidy, fieldRules } from '../../node/connection/form.logic'
import { someChoices } from '../../node/testing/factories'
import { problemsBy } from '../../react/configuration/rules.logic'
import { NUMBER_FIELDS } from '../../react/api/form'
import { toForm } from '../../react/configuration/form.logic'
import { inCase } from '../../node/testing/cases'

/** What people type, paste and mistype. */
const TYPED: readonly string[] = [
  '',
  ' ',
  '2001',
  ' 2001 ',
  '-1',
  '1.5',
  '100000',
  '100001',
  '1e3',
  'crf',
  ' CRF ',
  'CAR',
  'a@b.co',
  'a@b',
  'a@b.co, c@d.co',
  'https://x.mirakl.net/api/',
  'HTTPS://x.mirakl.net',
  'https://x.mirakl.net/a b',
  'http://x.mirakl.net',
  'http://127.0.0.1:4000/mirakl',
  'https://a:b@x.mirakl.net',
  'https://',
  'javascript:alert(1)',
  'chave-ç',
  'Bearer KEY-1234',
  '“KEY-1234”',
  'ShopKey=KEY-1234',
  'KEY\u200b1234',
  'KEY-1234==',
  'https://carrefour.example',
  'https://x.mirakl.net:8443',
  'https://x.mirakl.net/../y',
  'k'.repeat(500),
  'k'.repeat(501),
  `https://x.mirakl.net/${'p'.repeat(300)}`,
]

const isNumber = (field: string): boolean => (NUMBER_FIELDS as readonly string[]).includes(field)

const form = {
  ...toForm(null),
  ...someChoices(),
  ...(Object.fromEntries(NUMBER_FIELDS.map(field => [field, '0'])) as Record<
    (typeof NUMBER_FIELDS)[number],
    string
  >),
  shopKey: '',
}

const RULES = fieldRules()

it.each([...new Set(RULES.map(({ field }) => field))])(
  'the page judges %s as the service does',
  (field: FieldName) => {
    for (const typed of TYPED) {
      const page = problemsBy(RULES, { ...form, [field]: typed }, true)
      const value = isNumber(field) ? Number(typed.trim() || '0') : typed
      const service =
        field === 'shopKey'
          ? [keyProblemOf(typed)].flatMap(problem => problem ?? [])
          : problemsOf(tidy({ ...someChoices(), [field]: value }))
      if (isNumber(field) && typed === '1e3') continue
      inCase(typed.slice(0, 40), () => expect(page).toEqual(service))
    }
  }
)
