import React from 'react'

import { useText } from '../../texts/useText'
import type { TradePolicy } from '../../graphql/types'
import type { GroupProps } from './ConnectionGroup'
import { isMinimumHigh, NOTIFIED_STOCK } from './form.logic'
import { Group } from './Group'
import { SwitchField } from './SwitchField'
import { TextField } from './TextField'
import { TradePolicyField } from './TradePolicyField'

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
