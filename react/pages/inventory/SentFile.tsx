import React from 'react'
import { Button } from 'vtex.styleguide'

import { Disclosure } from '../../components/Disclosure'
import { useNotice } from '../../components/notice'
import type { Attempt } from '../../graphql/types'
import { useText } from '../../texts/useText'

/** What the last sending said and what came back, as it was, without any key; for who asks Carrefour about it. */
export function SentFile({ attempts }: { attempts: readonly Attempt[] }) {
  const text = useText()
  const notify = useNotice()
  const attempt = attempts.find(({ sentLine }) => sentLine !== null)
  if (attempt === undefined || attempt.sentLine === null) return null
  const answer = [attempt.importId ?? '', attempt.message ?? ''].filter(Boolean).join('\n')
  const whole = `POST /api/offers/stock/imports\n${attempt.sentLine}\n\n${answer}`
  const copy = () =>
    void navigator.clipboard.writeText(whole).then(
      () => notify(text('sent.copied')),
      () => notify(text('sent.not-copied'))
    )

  return (
    <div className="mb5">
      <Disclosure label={text('sent.title')}>
        <h3 className="t-small fw5 mt0 mb2">{text('sent.request')}</h3>
        <Words>{`POST /api/offers/stock/imports\n${attempt.sentLine}`}</Words>
        <h3 className="t-small fw5 mt0 mb2">{text('sent.answer')}</h3>
        <Words>{answer}</Words>
        <Button size="small" variation="secondary" onClick={copy}>
          {text('sent.copy')}
        </Button>
      </Disclosure>
    </div>
  )
}

function Words({ children }: { children: string }) {
  return (
    <pre
      lang="pt"
      className="ma0 mb4 pa4 br2 bg-muted-5 t-small"
      style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}
    >
      {children}
    </pre>
  )
}
