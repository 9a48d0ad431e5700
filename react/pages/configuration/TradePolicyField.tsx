import React from 'react'
import { Dropdown } from 'vtex.styleguide'

import type { TradePolicy } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { FieldBox } from './FieldBox'
import { fieldKey } from './fields'
import { policyOptions } from './policies.logic'
import type { EditorControl } from './useEditor'

interface TradePolicyFieldProps {
  editor: EditorControl
  disabled: boolean
  policies: readonly TradePolicy[]
}

export function TradePolicyField({ editor, disabled, policies }: TradePolicyFieldProps) {
  const text = useText()
  const label = text(fieldKey('tradePolicy'))
  const problem = editor.problemOf('tradePolicy')
  const words = {
    choose: text('field.trade-policy.choose'),
    inactive: text('field.trade-policy.inactive'),
  }

  return (
    <FieldBox
      name="tradePolicy"
      label={label}
      problem={problem}
      onLeave={() => editor.leave('tradePolicy')}
      help={`${text('field.trade-policy.help')} ${text('field.trade-policy.limits')}`}
    >
      <Dropdown
        label={label}
        options={policyOptions(policies, editor.form.tradePolicy, words)}
        value={editor.form.tradePolicy}
        disabled={disabled}
        error={problem !== null}
        onChange={(_, value) => editor.type({ tradePolicy: value })}
      />
    </FieldBox>
  )
}
