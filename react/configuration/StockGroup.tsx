import React from 'react'
import { Dropdown } from 'vtex.styleguide'

import type { TradePolicy } from '../api/generated'
import { useText } from '../ui/useText'
import type { GroupProps } from './ConnectionGroup'
import type { EditorControl } from './editor'
import { FieldBox, Group, SwitchField, TextField } from './fields'
import { fieldKey, isMinimumHigh, NOTIFIED_STOCK } from './form.logic'

/**
 * Choices for the trade policy. One that is saved but no longer in the store stays, by its id. The empty
 * choice is an option like the others, as the Styleguide's own placeholder is too pale to read.
 */
export function policyOptions(
  policies: readonly TradePolicy[],
  chosen: string,
  words: { choose: string; inactive: string }
): Array<{ value: string; label: string }> {
  const options = policies.map(({ id, name, active }) => ({
    value: id,
    label: `${id} – ${name}${active ? '' : ` (${words.inactive})`}`,
  }))
  if (chosen === '') return [{ value: '', label: words.choose }, ...options]
  const known = policies.some(policy => policy.id === chosen)
  return known ? options : [{ value: chosen, label: chosen }, ...options]
}

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

/** Which stock is sent, and by which rules. */
export function StockGroup(props: GroupProps & { policies: readonly TradePolicy[] }) {
  const { editor, disabled, policies } = props
  const text = useText()
  return (
    <Group title={text('configuration.group.stock')}>
      <TradePolicyField editor={editor} disabled={disabled} policies={policies} />
      <TextField name="affiliateId" editor={editor} disabled={disabled} />
      <TextField
        name="minimumStock"
        inputMode="numeric"
        editor={editor}
        disabled={disabled}
        more={
          isMinimumHigh(editor.form.minimumStock) && (
            <strong className="db mt2 fw5 c-on-base">
              {text('field.minimum-stock.high', { limit: NOTIFIED_STOCK })}
            </strong>
          )
        }
      />
      <SwitchField name="sendKits" editor={editor} disabled={disabled} />
    </Group>
  )
}
