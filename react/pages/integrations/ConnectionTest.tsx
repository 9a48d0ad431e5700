import React from 'react'
import { Alert } from 'vtex.styleguide'

import { KeyTestResult } from '../../components/KeyTestResult'
import { keyTestTone } from '../../components/keyTest.logic'
import { Waiting } from '../../components/Waiting'
import type { useTestShopKey } from '../../data/useTestShopKey'
import { useText } from '../../texts/useText'

interface ConnectionTestProps {
  test: ReturnType<typeof useTestShopKey>
}

/** The last test of the saved configuration, on the card. */
export function ConnectionTest({ test }: ConnectionTestProps) {
  const text = useText()
  const { testing, outcome, clear } = test
  return (
    <div role="status" aria-live="polite" className={testing || outcome !== null ? 'mt5' : ''}>
      {testing && <Waiting height={80} />}
      {!testing && outcome !== null && (
        <Alert type={keyTestTone(outcome)} onClose={clear} closeIconLabel={text('common.close')}>
          <div>
            <KeyTestResult outcome={outcome} />
          </div>
        </Alert>
      )}
    </div>
  )
}
