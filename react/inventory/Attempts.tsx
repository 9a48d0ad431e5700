import React from 'react'
import { useIntl } from 'react-intl'
import { useRuntime } from 'vtex.render-runtime'
import { Button } from 'vtex.styleguide'

import type { Attempt } from '../api/generated'
import { About, Which } from '../ui/About'
import { Disclosure, PlainButton } from '../ui/buttons'
import { reasonKey } from '../ui/keys'
import { ROUTES } from '../ui/links'
import { MarketplaceWords } from '../ui/MarketplaceMessage'
import { useNotice } from '../ui/notice'
import { StatusTag } from '../ui/StatusTag'
import { Table } from '../ui/Table'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'

/** The last 10 attempts, newest first. */
export function AttemptsTable({ attempts }: { attempts: readonly Attempt[] }) {
  const text = useText()
  const { full } = useMoments()
  const intl = useIntl()
  if (attempts.length === 0) return null

  return (
    <div className="mb5">
      <Table
        dense
        caption={text('attempts.title')}
        rows={attempts}
        keyOf={({ at, reason }) => `${at}-${reason}`}
        columns={[
          {
            heading: text('attempts.at'),
            cell: ({ at, reason, quantity }) => (
              <>
                <span className="nowrap-ns">{full(at)}</span>
                <span className="db dn-ns" style={STYLES.quiet}>
                  {text(reasonKey(reason))}
                  {quantity !== null && <> · {text('detail.units', { count: quantity })}</>}
                </span>
              </>
            ),
          },
          {
            heading: text('attempts.reason'),
            className: 'dn dtc-ns',
            cell: ({ reason }) => text(reasonKey(reason)),
          },
          {
            heading: text('attempts.outcome'),
            cell: ({ at, status, message }) => (
              <About of={full(at)}>
                <StatusTag status={status} />
                {message !== null && (
                  <div className="mt2">
                    <MarketplaceWords message={message} />
                  </div>
                )}
              </About>
            ),
          },
          {
            heading: text('attempts.quantity'),
            className: 'tr dn dtc-ns',
            cell: ({ quantity }) => (quantity === null ? '–' : intl.formatNumber(quantity)),
          },
          {
            heading: text('attempts.import'),
            className: 'dn dtc-l',
            cell: ({ importId }) => (importId === null ? '–' : <ToSending importId={importId} />),
          },
        ]}
      />
    </div>
  )
}

/** Leads to the file that the attempt was part of. */
function ToSending({ importId }: { importId: string }) {
  const text = useText()
  const { navigate } = useRuntime()
  return (
    <PlainButton
      className="t-small tl nl2 nt2"
      aria={{ 'aria-label': text('sendings.open', { id: importId }) }}
      onClick={() =>
        navigate({ page: ROUTES.sendings, query: `search=${encodeURIComponent(importId)}` })
      }
    >
      {importId}
    </PlainButton>
  )
}

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
          <Which />
        </Button>
      </Disclosure>
    </div>
  )
}

function Words({ children }: { children: string }) {
  return (
    <pre lang="pt" className="ma0 mb4 pa4 br2 bg-muted-5 t-small" style={STYLES.verbatim}>
      {children}
    </pre>
  )
}
