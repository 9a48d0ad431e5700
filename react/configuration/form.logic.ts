import { NEW_FORM, NUMBER_FIELDS } from '../api/form'
import type { NamedShop, SaveConfigurationVariables, WholeConfiguration } from '../api/generated'
import type { FieldProblem } from './rules.logic'

/**
 * What the form holds before the first save: the configuration's fields with the defaults of the schema, and a new
 * ShopKey, which is never filled from the service: empty keeps the one that is saved.
 */
const FIRST_FORM = { ...NEW_FORM, active: true, shopKey: '' }

/** The form as typed. */
export type Form = typeof FIRST_FORM

export type FieldName = keyof Form

/** The fields that hold such a value. */
export type FieldOf<Value> = {
  [Name in FieldName]: Form[Name] extends Value ? Name : never
}[FieldName]

/** In the order of the screen, which the error summary follows: that of the schema, the ShopKey before the shop it opens. */
export const FIELDS: readonly FieldName[] = (Object.keys(NEW_FORM) as FieldName[]).flatMap(
  (field): FieldName[] => (field === 'shopId' ? ['shopKey', field] : [field])
)

type NumberField = (typeof NUMBER_FIELDS)[number]

const isNumber = (field: FieldName): field is NumberField =>
  (NUMBER_FIELDS as readonly FieldName[]).includes(field)

/** Message key of a field's label; its help has `.help` added. `shopKey` -> `field.shop-key` */
export const fieldKey = (name: FieldName) =>
  `field.${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`

/** Label key for a field name that came from the service; null when the form has no such field. */
export const fieldKeyOf = (name: string): string | null =>
  name in FIRST_FORM ? fieldKey(name as FieldName) : null

/** Above this, VTEX may not tell the app when the minimum is reached (it reports changes at 5 or below). */
export const NOTIFIED_STOCK = 5

/** Largest whole number that GraphQL's Int carries. */
const INT_LIMIT = 2_147_483_647

/** The saved configuration as a form; sensible values for the first save when there is none. */
export function toForm(saved: WholeConfiguration | null): Form {
  if (saved === null) return FIRST_FORM
  const value = (field: FieldName) => {
    if (field === 'shopKey') return ''
    if (isNumber(field)) return saved[field] === 0 ? '' : String(saved[field])
    return saved[field]
  }
  return Object.fromEntries(FIELDS.map(field => [field, value(field)])) as Form
}

export const isChanged = (form: Form, original: Form) =>
  FIELDS.some(field => form[field] !== original[field])

/**
 * What the service can be sent. The service checks every field; here only what its types cannot carry is
 * refused: a number that is not a whole one of its size.
 */
export function toInput(
  form: Form,
  version: number | null
): { toSave: SaveConfigurationVariables } | { problems: FieldProblem[] } {
  const numbers: Partial<Record<NumberField, number>> = {}
  const problems: FieldProblem[] = []
  for (const field of NUMBER_FIELDS) {
    const value = readWhole(form[field])
    if (typeof value === 'number') numbers[field] = value
    else problems.push({ field, code: value })
  }
  if (problems.length > 0) return { problems }

  const trimmed = Object.entries(form).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ])
  const { shopKey, ...input } = Object.fromEntries(trimmed) as Form
  return {
    toSave: {
      input: { ...input, ...(numbers as Record<NumberField, number>), version },
      // Apart from the form: an error about the form repeats it.
      shopKey: shopKey === '' ? null : shopKey,
    },
  }
}

/** The number, none as 0; or why it is none that can be sent. */
function readWhole(raw: string): number | 'NOT_A_WHOLE_NUMBER' | 'OUT_OF_RANGE' {
  const trimmed = raw.trim()
  if (trimmed === '') return 0
  if (!/^-?\d+$/.test(trimmed)) return 'NOT_A_WHOLE_NUMBER'
  const value = Number(trimmed)
  return Math.abs(value) > INT_LIMIT ? 'OUT_OF_RANGE' : value
}

/** Whether the minimum is higher than the stock at which VTEX still reports every change. */
export const isMinimumHigh = (raw: string) => {
  const value = readWhole(raw)
  return typeof value === 'number' && value > NOTIFIED_STOCK
}

/** The problem of each field, in the order of the screen. Fields that the form has not got come last. */
export function sortProblems<Problem extends { readonly field: string }>(
  problems: readonly Problem[]
): Problem[] {
  const place = (field: string) => {
    const at = (FIELDS as readonly string[]).indexOf(field)
    return at < 0 ? FIELDS.length : at
  }
  return [...problems].sort((a, b) => place(a.field) - place(b.field))
}

/** A field that two people left differently. */
export interface Difference {
  field: FieldName
  saved: Form[FieldName]
  typed: Form[FieldName]
}

const same = (one: Form[FieldName], other: Form[FieldName]) =>
  typeof one === 'string' && typeof other === 'string' ? one.trim() === other.trim() : one === other

/** The fields in which form and saved configuration differ, in the order of the screen. A ShopKey differs when one was typed. */
export function differences(form: Form, current: WholeConfiguration): Difference[] {
  const saved = toForm(current)
  return FIELDS.filter(field => !same(form[field], saved[field])).map(field => ({
    field,
    saved: saved[field],
    typed: form[field],
  }))
}

/** A shop as a person may know it: its name with its number, or the number alone. */
export const shopWords = ({ shopId, name }: Pick<NamedShop, 'shopId' | 'name'>) =>
  name === '' ? shopId : `${name} (${shopId})`
