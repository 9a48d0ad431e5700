import type { Choices, FieldProblem } from './configuration'
import { breachOf, FIELD_RULES } from './fieldRules'

/** What is wrong with each field, each field once; empty when all is well. */
export const problemsOf = (choices: Choices): readonly FieldProblem[] =>
  FIELD_RULES.flatMap(rule => {
    const { field } = rule
    if (field === 'shopKey') return []
    const code = breachOf(rule, String(choices[field]))
    return code === null ? [] : [{ field, code }]
  })

/** What is wrong with a ShopKey that was typed; null when nothing is. */
export const keyProblemOf = (typed: string): FieldProblem | null => {
  const rule = FIELD_RULES.find(({ field }) => field === 'shopKey')
  const code = rule ? breachOf(rule, typed) : null
  return code === null ? null : { field: 'shopKey', code }
}

/** The form's values with spaces around them removed and the address without `/api` or a slash at its end. */
export function tidy(choices: Choices): Choices {
  return {
    ...choices,
    shopId: choices.shopId.trim(),
    tradePolicy: choices.tradePolicy.trim(),
    affiliateId: choices.affiliateId.trim().toUpperCase(),
    notificationEmail: choices.notificationEmail.trim(),
    carrefourUrl: choices.carrefourUrl
      .trim()
      .replace(/\/+$/, '')
      .replace(/\/api$/, ''),
    portalUrl: choices.portalUrl.trim(),
  }
}
