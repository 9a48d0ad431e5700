import React, { useState } from 'react'
import { Button, Dropdown } from 'vtex.styleguide'

import { Language, TEST_ALERT } from '../api/generated'
import type { TradePolicy } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { WithReason } from '../ui/buttons'
import { ALERT_TEST_KEYS, failureKey } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { GroupProps } from './ConnectionGroup'
import type { EditorControl } from './editor'
import { FieldBox, Group, helpWith, OVER_BAR, SwitchField, TextField, useInView } from './fields'
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

function TradePolicyField({ editor, disabled, policies }: TradePolicyFieldProps) {
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
      help={helpWith(editor, text, 'field.trade-policy')}
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

/** Sends a test mail to the saved address, not to one that is only typed. */
function AlertTestField({ editor, disabled }: GroupProps) {
  const text = useText()
  const [test, testing] = useOperation(TEST_ALERT)
  const [said, setSaid] = useState('')
  const box = useInView<HTMLParagraphElement>(said)
  const allowed = useMay('configure')
  const to = editor.saved === null ? '' : editor.saved.notificationEmail
  const reason = !allowed
    ? text('permission.configure')
    : to === ''
      ? text('alert-test.no-address')
      : null

  const run = async () => {
    const outcome = await test({})
    setSaid(
      'done' in outcome
        ? text(ALERT_TEST_KEYS[outcome.done], { to })
        : text(`${failureKey(outcome.failure)}.action`)
    )
  }
  return (
    <div className="mb6">
      <WithReason reason={reason}>
        <Button
          size="small"
          variation="secondary"
          disabled={disabled || to === ''}
          isLoading={testing}
          onClick={() => void run()}
        >
          {text('alert-test.button')}
        </Button>
      </WithReason>
      <p className="t-small lh-copy mt2 mb0" style={STYLES.quiet}>
        {to === '' ? text('alert-test.no-address') : text('alert-test.help', { to })}
      </p>
      <p ref={box} role="status" aria-live="polite" className="lh-copy mt3 mb0" style={OVER_BAR}>
        {said}
      </p>
    </div>
  )
}

/** Each language in its own words. */
const NAMES = { PT: 'Português', EN: 'English', ES: 'Español' } as const

/** In which language the mails are written. */
function LanguageField({ editor, disabled }: GroupProps) {
  const text = useText()
  const label = text('field.alert-language')
  return (
    <FieldBox
      name="alertLanguage"
      label={label}
      problem={editor.problemOf('alertLanguage')}
      help={helpWith(editor, text, 'field.alert-language')}
    >
      <Dropdown
        label={label}
        options={Object.values(Language).map(value => ({ value, label: NAMES[value] }))}
        value={editor.form.alertLanguage}
        disabled={disabled}
        onChange={(_, value) =>
          editor.type({
            alertLanguage: Object.values(Language).find(language => language === value) ?? 'PT',
          })
        }
      />
    </FieldBox>
  )
}

/** Who hears of problems. */
export function NoticesGroup({ editor, disabled }: GroupProps) {
  const text = useText()
  return (
    <Group title={text('configuration.group.notices')}>
      <TextField
        name="notificationEmail"
        type="email"
        inputMode="email"
        editor={editor}
        disabled={disabled}
      />
      <SwitchField name="alertIncident" editor={editor} disabled={disabled} />
      <SwitchField name="alertSolved" editor={editor} disabled={disabled} />
      <SwitchField name="alertDigest" editor={editor} disabled={disabled} />
      <LanguageField editor={editor} disabled={disabled} />
      <AlertTestField editor={editor} disabled={disabled} />
    </Group>
  )
}
