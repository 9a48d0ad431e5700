import type { WholeConfiguration, FieldProblemCode, FieldRule } from '../api/generated'
import type { PageProblem } from '../ui/keys'
import type { Form } from './form.logic'

/** A field and its problem. */
export interface FieldProblem {
  readonly field: string
  readonly code: FieldProblemCode | PageProblem
}

/** Why a text is not as its rule asks; null when it is. Judged as the service does it: a check compares both. */
function breachOf(rule: FieldRule, raw: string): FieldProblemCode | null {
  const text = raw.trim()
  if (text === '') return rule.required ? 'REQUIRED' : null
  if (rule.longest !== null && text.length > rule.longest) return 'TOO_LONG'
  if (rule.smallest !== null && rule.largest !== null) {
    if (!/^-?\d+$/.test(text)) return 'NOT_A_WHOLE_NUMBER'
    const value = Number(text)
    if (value < rule.smallest || value > rule.largest) return 'OUT_OF_RANGE'
  }
  const matches = rule.pattern === null || new RegExp(rule.pattern).test(text)
  return matches ? null : rule.patternCode
}

const originOf = (address: string) => {
  const [origin] = /^https?:\/\/[^/?#]+/.exec(address.trim().toLowerCase()) ?? ['']
  return origin.replace(/^(https:.*):443$/, '$1')
}

/** Whether the saved ShopKey serves the form: it is only ever sent to the host and port that it was saved with. */
export const mayKeepKey = (saved: WholeConfiguration | null, form: Pick<Form, 'carrefourUrl'>) =>
  saved !== null &&
  saved.shopKey !== null &&
  originOf(saved.carrefourUrl) === originOf(form.carrefourUrl)

/** The problems, where a ShopKey that is asked for again says why: the address leads to another host. */
export const explained = (
  problems: readonly FieldProblem[],
  saved: WholeConfiguration | null,
  form: Pick<Form, 'carrefourUrl'>
): FieldProblem[] =>
  problems.map(({ field, code }) => ({
    field,
    code:
      field === 'shopKey' &&
      code === 'REQUIRED' &&
      saved !== null &&
      saved.shopKey !== null &&
      !mayKeepKey(saved, form)
        ? 'REQUIRED_FOR_ADDRESS'
        : code,
  }))

/**
 * What is wrong with the form by the rules: of each field the first that is broken.
 *
 * @param hasKey whether the saved ShopKey serves the form: else one must be typed
 */
export function problemsBy(
  rules: readonly FieldRule[],
  form: Form,
  hasKey: boolean
): FieldProblem[] {
  const found = rules.flatMap(rule => {
    const asked = rule.field === 'shopKey' && !hasKey ? { ...rule, required: true } : rule
    const value = asked.field in form ? form[asked.field as keyof Form] : ''
    const code = typeof value === 'string' ? breachOf(asked, value) : null
    return code === null ? [] : [{ field: rule.field, code }]
  })
  return found.filter(({ field }, at) => found.findIndex(one => one.field === field) === at)
}
