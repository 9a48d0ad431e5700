import React from 'react'
import { Button } from 'vtex.styleguide'

import type { Configuration } from '../api/generated'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'
import type { EditorControl } from './editor'
import { differences, fieldKey } from './form.logic'
import type { Difference } from './form.logic'

interface ConflictFieldsProps {
  editor: EditorControl
  /** What is saved now. */
  current: Configuration
}

/** Both versions of every field that differs, side by side; each saved one can be taken over. */
export function ConflictFields({ editor, current }: ConflictFieldsProps) {
  const text = useText()
  const found = differences(editor.form, current)
  if (found.length === 0) return <p className="mt0 mb4 lh-copy">{text('conflict.none')}</p>

  return (
    <ul className="list pl0 ma0 mb3">
      {found.map(difference => {
        const { field, saved } = difference
        const label = text(fieldKey(field))
        return (
          <li key={field} className="mb4">
            <h3 className="t-body fw7 ma0 mb2">{label}</h3>
            <div className="flex flex-wrap">
              <Version title={text('conflict.saved')}>
                {savedWords(difference, current, text)}
              </Version>
              <Version title={text('conflict.typed')}>
                {words(field, difference.typed, text)}
              </Version>
            </div>
            <Button
              size="small"
              variation="tertiary"
              onClick={() => editor.type({ [field]: saved })}
            >
              {text('conflict.take', { field: label })}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function Version({ title, children }: { title: string; children: string }) {
  return (
    <div className="mr6 mb2" style={{ minWidth: 110, maxWidth: 260, overflowWrap: 'anywhere' }}>
      <div className="t-small" style={STYLES.quiet}>
        {title}
      </div>
      <div>{children}</div>
    </div>
  )
}

/** A value in words; a typed ShopKey is not repeated. */
function words(field: string, value: string | boolean, text: Text): string {
  if (typeof value === 'boolean') return text(value ? 'value.yes' : 'value.no')
  if (field === 'shopKey') return text('conflict.new-key')
  return value.trim() === '' ? text('value.empty') : value
}

function savedWords({ field, saved }: Difference, current: Configuration, text: Text): string {
  if (field !== 'shopKey') return words(field, saved, text)
  const last4 = current.shopKey === null ? null : current.shopKey.last4
  return last4 === null ? text('shop-key.hidden') : text('shop-key.ends-with', { last4 })
}
