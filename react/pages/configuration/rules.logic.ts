import type { FieldProblem } from '../../graphql/connectionTypes'
import type { FieldRule } from '../../graphql/keyTestTypes'
import type { Form } from './form.logic'

/** Why a text is not as its rule asks; null when it is. Judged as the service does it: a check compares both. */
export function breachOf(rule: FieldRule, raw: string): string | null {
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

/**
 * What is wrong with the form by the rules.
 *
 * @param hasKey whether a ShopKey is saved: the first save needs one
 */
export function problemsBy(
  rules: readonly FieldRule[],
  form: Form,
  hasKey: boolean
): FieldProblem[] {
  return rules.flatMap(rule => {
    const asked = rule.field === 'shopKey' && !hasKey ? { ...rule, required: true } : rule
    const value = asked.field in form ? form[asked.field as keyof Form] : ''
    const code = typeof value === 'string' ? breachOf(asked, value) : null
    return code === null ? [] : [{ field: rule.field, code }]
  })
}
