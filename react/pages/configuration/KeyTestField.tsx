import React from 'react'
import { Alert, Button } from 'vtex.styleguide'

import { KeyTestResult } from '../../components/KeyTestResult'
import { keyTestTone, unblockedBy } from '../../components/keyTest.logic'
import { useTestShopKey } from '../../data/useTestShopKey'
import { useText } from '../../texts/useText'
import type { Outcome } from '../../data/useAction'
import type { KeyTest } from '../../graphql/keyTestTypes'
import type { GroupProps } from './ConnectionGroup'
import { focusField } from './focusField'
import { explained, mayKeepKey } from './rules.logic'
import type { EditorControl } from './useEditor'

interface KeyTestFieldProps extends GroupProps {
  /** Told when the saved key was tried and accepted: how many SKUs a refusal of it blocked. */
  onUnblocked: (blocked: number) => void
}

/** Tries the key, shop and address of the form, and saves nothing. An empty key stands for the saved one. */
export function KeyTestField({ editor, disabled, onUnblocked }: KeyTestFieldProps) {
  const text = useText()
  const { test, testing, outcome, clear } = useTestShopKey()
  const { shopKey, shopId, carrefourUrl } = editor.form
  const nothingToTest = editor.saved === null && shopKey.trim() === ''

  const wish = {
    shopKey: shopKey.trim() === '' ? null : shopKey.trim(),
    shopId: shopId.trim(),
    carrefourUrl: carrefourUrl.trim(),
  }
  return (
    <div className="mb6">
      <Button
        size="small"
        variation="secondary"
        disabled={disabled || nothingToTest}
        isLoading={testing}
        onClick={() => {
          if (wish.shopKey === null && !mayKeepKey(editor.saved, editor.form)) focusField('shopKey')
          void test(wish).then(tested => {
            const blocked = unblockedBy(tested)
            if (blocked !== null) onUnblocked(blocked)
          })
        }}
      >
        {text('key-test.button')}
      </Button>
      <p className="t-small lh-copy mt2 mb0">{text('key-test.help')}</p>
      <div role="status" aria-live="polite" className={outcome === null ? '' : 'mt4'}>
        {outcome !== null && (
          <Alert type={keyTestTone(outcome)} onClose={clear} closeIconLabel={text('common.close')}>
            <div>
              <KeyTestResult outcome={explainedTest(outcome, editor)} />
            </div>
          </Alert>
        )}
      </div>
    </div>
  )
}

/** The outcome, where a ShopKey that is asked for again says why. */
function explainedTest(
  outcome: Outcome<KeyTest>,
  { saved, form }: EditorControl
): Outcome<KeyTest> {
  if ('failure' in outcome || outcome.done.__typename !== 'CarrefourInvalidConfiguration')
    return outcome
  const { done } = outcome
  return { done: { ...done, problems: explained(done.problems, saved, form) } }
}
