import type { Choices, FieldProblem } from './configuration'
import type { FieldRule } from './fieldRules'
import { breachOf, fieldRules } from './fieldRules'
import { ShopKey } from './shopKey'

/** The first rule of each field that its text breaks. */
function breaches(
  rules: readonly FieldRule[],
  textOf: (field: FieldRule['field']) => string | null
): readonly FieldProblem[] {
  const found = new Map<string, FieldProblem>()
  for (const rule of rules) {
    const text = textOf(rule.field)
    const code = text === null || found.has(rule.field) ? null : breachOf(rule, text)
    if (code !== null) found.set(rule.field, { field: rule.field, code })
  }
  return [...found.values()]
}

/**
 * What is wrong with each field, each field once; empty when all is well.
 *
 * @param hosts names that may stand for Carrefour besides those of the manifest
 */
export const problemsOf = (
  choices: Choices,
  hosts: readonly string[] = []
): readonly FieldProblem[] =>
  breaches(fieldRules(hosts), field => (field === 'shopKey' ? null : String(choices[field])))

/** Where and at which shop Carrefour is called. */
export type AccessChoices = Pick<Choices, 'shopId' | 'carrefourUrl'>

/** What is wrong with shop and address. */
export const accessProblemsOf = (
  access: AccessChoices,
  hosts: readonly string[]
): readonly FieldProblem[] =>
  breaches(fieldRules(hosts), field =>
    field === 'shopId' || field === 'carrefourUrl' ? access[field] : null
  )

/** What is wrong with a ShopKey that was typed; null when nothing is. */
export const keyProblemOf = (typed: string): FieldProblem | null =>
  breaches(fieldRules(), field => (field === 'shopKey' ? typed : null))[0] ?? null

/** The ShopKey that was typed; null when none was, or what was typed is none. */
export const parseKey = (typed: string | null): ShopKey | null =>
  keyProblemOf(typed ?? '') ? null : ShopKey.parse(typed)

/** Whether two addresses are the same host and port: the saved ShopKey is sent to no other. */
export function sameHost(one: string, other: string): boolean {
  const originOf = (address: string): string | null =>
    /^https?:\/\/[^/?#]+/.exec(address.toLowerCase())?.[0].replace(/^(https:.*):443$/, '$1') ?? null
  const origin = originOf(one)
  return origin !== null && origin === originOf(other)
}

/** Shop and address with spaces removed, the address without `/api`, `:443` or a slash at its end. */
export const tidyAccess = ({ shopId, carrefourUrl }: AccessChoices): AccessChoices => ({
  shopId: shopId.trim(),
  carrefourUrl: carrefourUrl
    .trim()
    .replace(/\/+$/, '')
    .replace(/\/api$/, '')
    .replace(/^(https:\/\/[^/:]+):443(?=\/|$)/i, '$1'),
})

/** The form's values with spaces around them removed. */
export function tidy(choices: Choices): Choices {
  return {
    ...choices,
    ...tidyAccess(choices),
    tradePolicy: choices.tradePolicy.trim(),
    affiliateId: choices.affiliateId.trim().toUpperCase(),
    notificationEmail: choices.notificationEmail.trim(),
    portalUrl: choices.portalUrl.trim(),
  }
}
