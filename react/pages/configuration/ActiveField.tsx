import React, { useState } from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { ButtonRow } from '../../components/ButtonRow'
import { useText } from '../../texts/useText'
import { SwitchField } from './SwitchField'
import type { EditorControl } from './useEditor'

/** Switching off is asked about in place: from then on Carrefour sells what it last heard of. */
export function ActiveField({ editor, disabled }: { editor: EditorControl; disabled: boolean }) {
  const text = useText()
  const [asking, setAsking] = useState(false)

  const onWish = (wish: boolean) => {
    if (wish || editor.saved === null) editor.type({ active: wish })
    else setAsking(true)
  }

  return (
    <>
      <SwitchField name="active" editor={editor} disabled={disabled || asking} onWish={onWish} />
      {asking && (
        <div className="mb6">
          <Alert type="warning">
            <div>
              <p className="ma0 mb4 lh-copy">{text('configuration.switch-off')}</p>
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
