import type { FieldRule } from '../../graphql/keyTestTypes'

/** The form's rules, where a new ShopKey is what it is all about: nothing typed would keep the refused one. */
export const required = (rules: readonly FieldRule[]): readonly FieldRule[] =>
  rules.map(rule => (rule.field === 'shopKey' ? { ...rule, required: true } : rule))
