import React from 'react'

import type { FieldRule } from '../../graphql/keyTestTypes'
import { useText } from '../../texts/useText'
import { fieldKey } from './fields'
import type { FieldName } from './form.logic'

/** Units, limits and default of a field, with the figures of the service's own rule. */
export function Limits({ field, rules }: { field: FieldName; rules: readonly FieldRule[] }) {
  const text = useText()
  const rule = rules.find(one => one.field === field)
  if (rule === undefined) return null
  const { longest, smallest, largest } = rule
  return <>{text(`${fieldKey(field)}.limits`, { longest, smallest, largest })}</>
}
