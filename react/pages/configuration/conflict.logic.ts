import type { Configuration } from '../../graphql/connectionTypes'
import type { FieldName, Form } from './form.logic'
import { FIELDS, toForm } from './form.logic'

/** A field that two people left differently. */
export interface Difference {
  field: FieldName
  saved: Form[FieldName]
  typed: Form[FieldName]
}

const same = (one: Form[FieldName], other: Form[FieldName]) =>
  typeof one === 'string' && typeof other === 'string' ? one.trim() === other.trim() : one === other

/** Where the form and what is saved now differ, in the order of the screen. A ShopKey differs when one was typed. */
export function differences(form: Form, current: Configuration): Difference[] {
  const saved = toForm(current)
  return FIELDS.filter(field => !same(form[field], saved[field])).map(field => ({
    field,
    saved: saved[field],
    typed: form[field],
  }))
}
