import React, { useState } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { RENEW_WEBHOOK } from '../api/generated'
import type { Connection } from '../api/generated'
import { useMay } from '../api/permissions'
import { useOperation } from '../api/useOperation'
import { BlockedOffer } from '../jobs/BlockedOffer'
import { ButtonRow, WithReason } from '../ui/buttons'
import { failureKey, WEBHOOK_KEYS } from '../ui/keys'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { EditorControl } from './editor'
import { Group, OVER_BAR, SwitchField, TextField, useInView } from './fields'
import { shopWords } from './form.logic'
import { KeyTestField } from './KeyTest'
import { ShopKeyField } from './ShopKeyField'

/** Switching off needs a confirmation, in place: from then on Carrefour sells the last stock it received. */
function ActiveField({ editor, disabled }: { editor: EditorControl; disabled: boolean }) {
  const text = useText()
  const [asking, setAsking] = useState(false)

  const onToggle = (active: boolean) => {
    if (active || editor.saved === null) editor.type({ active })
    else setAsking(true)
  }

  return (
    <>
      <SwitchField
        name="active"
        editor={editor}
        disabled={disabled || asking}
        onToggle={onToggle}
      />
      {asking && (
        <div className="mb6">
          <Alert type="warning">
            <div>
              <p className="ma0 mb4 lh-copy">
                {text('configuration.switch-off')} {text('configuration.switch-off.save')}
              </p>
              <ButtonRow>
                <Button
                  size="small"
                  variation="primary"
                  onClick={() => {
                    editor.type({ active: false })
                    setAsking(false)
                  }}
                >
                  {text('configuration.switch-off.confirm')}
                </Button>
                <Button size="small" variation="secondary" onClick={() => setAsking(false)}>
                  {text('configuration.switch-off.cancel')}
                </Button>
              </ButtonRow>
            </div>
          </Alert>
        </div>
      )}
    </>
  )
}

/** Gives the address to which the store tells its changes another secret. */
function WebhookField({ disabled }: { disabled: boolean }) {
  const text = useText()
  const allowed = useMay('configure')
  const [renew, renewing] = useOperation(RENEW_WEBHOOK)
  const [told, setTold] = useState('')
  const box = useInView<HTMLParagraphElement>(told)

  const run = async () => {
    const outcome = await renew({})
    const said =
      'done' in outcome ? WEBHOOK_KEYS[outcome.done] : failureKey(outcome.failure) + '.action'
    setTold(text(said))
  }
  return (
    <div className="mb6">
      <WithReason reason={allowed ? null : text('permission.configure')}>
        <Button
          size="small"
          variation="secondary"
          disabled={disabled}
          isLoading={renewing}
          onClick={() => void run()}
        >
          {text('webhook.button')}
        </Button>
      </WithReason>
      <p className="t-small lh-copy mt2 mb0" style={STYLES.quiet}>
        {text('webhook.help')}
      </p>
      <p ref={box} role="status" aria-live="polite" className="lh-copy mt3 mb0" style={OVER_BAR}>
        {told}
      </p>
    </div>
  )
}

export interface GroupProps {
  editor: EditorControl
  disabled: boolean
}

interface ConnectionGroupProps extends GroupProps {
  production: boolean
}

interface KeyGroupProps extends GroupProps {
  /** The shop that stock goes to; null while unknown. */
  boundShop: Connection['boundShop']
}

/** The ShopKey, its shop and where it is used: changed most often, so it has its own save. */
export function KeyGroup({ editor, disabled, boundShop }: KeyGroupProps) {
  const text = useText()
  const allowed = useMay('configure')
  const [blocked, setBlocked] = useState(0)
  return (
    <Group title={text('configuration.group.key')}>
      <ShopKeyField editor={editor} disabled={disabled} />
      <TextField name="shopId" inputMode="numeric" editor={editor} disabled={disabled} />
      {editor.saved !== null && editor.saved.shopId === '' && (
        <p className="t-small lh-copy nt4 mb6">
          {boundShop === null
            ? text('configuration.shop-unknown')
            : text('configuration.shop-now', { shop: shopWords(boundShop) })}
        </p>
      )}
      <TextField
        name="carrefourUrl"
        type="url"
        inputMode="url"
        editor={editor}
        disabled={disabled}
      />
      <KeyTestField editor={editor} disabled={disabled} onUnblocked={setBlocked} />
      <BlockedOffer blocked={blocked} onReprocessed={() => setBlocked(0)} linkToList />
      {editor.saved !== null && (
        <div className="mb6">
          <WithReason reason={allowed ? null : text('permission.configure')}>
            <Button
              size="small"
              disabled={disabled || !editor.keyChanged}
              isLoading={editor.saving && editor.part === 'key'}
              onClick={() => void editor.saveKey()}
            >
              {text('configuration.save-key')}
            </Button>
          </WithReason>
        </div>
      )}
    </Group>
  )
}

/** Whether stock is sent, and how the store notifies changes. */
export function ConnectionGroup({ editor, disabled, production }: ConnectionGroupProps) {
  const text = useText()
  return (
    <Group title={text('configuration.group.connection')}>
      <ActiveField editor={editor} disabled={disabled} />
      {!production && (
        <SwitchField name="sendFromDevelopment" editor={editor} disabled={disabled} />
      )}
      {editor.saved !== null && <WebhookField disabled={disabled} />}
      <TextField name="portalUrl" type="url" inputMode="url" editor={editor} disabled={disabled} />
    </Group>
  )
}
