import React, { useEffect, useMemo, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Input } from 'vtex.styleguide'

import { CAUSES } from '../api/causes'
import { Actor, Cause, CONNECTION } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { causeKey, problemActorKey, slug } from '../ui/keys'
import { LearnMore, ROUTES } from '../ui/links'
import { Block, PageFrame } from '../ui/PageFrame'
import { WatchedSilence } from '../ui/SilenceNotices'
import { StatusTag } from '../ui/StatusTag'
import { STYLES } from '../ui/tokens'
import { useText } from '../ui/useText'
import type { Text } from '../ui/useText'

/** Letters without their accents, so that "catalogacao" finds "catalogação". */
const plain = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()

/** The causes whose texts contain every search word; all of them without a search. */
function matchingCauses(search: string, text: Text): readonly Cause[] {
  const wanted = plain(search).split(/\s+/).filter(Boolean)
  return Object.values(Cause).filter(cause => {
    const words = plain(
      [
        cause,
        ...(['title', 'meaning', 'todo'] as const).map(part => text(causeKey(cause, part))),
      ].join(' ')
    )
    return wanted.every(word => words.includes(word))
  })
}

interface CauseHelpProps {
  cause: Cause
  portalUrl: string | null
}

/** One cause: its status, what it means, what to do, and links to more. */
function CauseHelp({ cause, portalUrl }: CauseHelpProps) {
  const text = useText()
  const { navigate } = useRuntime()
  return (
    <section className="bt b--muted-4 pv5" aria-labelledby={`cause-${slug(cause)}`}>
      <h3
        id={`cause-${slug(cause)}`}
        tabIndex={-1}
        className="t-heading-6 ma0 mb3 c-on-base"
        style={STYLES.noOutline}
      >
        <span className="mr3">{text(causeKey(cause, 'title'))}</span>
        <StatusTag status={CAUSES[cause].status} />
      </h3>
      <p className="lh-copy mt0 mb3">{text(causeKey(cause, 'meaning'))}</p>
      <p className="lh-copy mt0 mb4">
        <strong className="fw7">{text('detail.todo')}:</strong> {text(causeKey(cause, 'todo'))}
      </p>
      <LearnMore portalUrl={portalUrl} cause={cause} />
      <PlainButton
        className="t-small nl2"
        aria={{ 'aria-label': `${text('help.page.show')}: ${text(causeKey(cause, 'title'))}` }}
        onClick={() => navigate({ page: ROUTES.inventory, query: `cause=${slug(cause)}` })}
      >
        {text('help.page.show')}
      </PlainButton>
    </section>
  )
}

/** Inventory > Help: every cause, grouped by who resolves it. */
export function Help() {
  const text = useText()
  const { navigate, query } = useRuntime()
  const [search, setSearch] = useState('')
  const { data } = useQueryOf(CONNECTION, {})
  const found = useMemo(() => matchingCauses(search, text), [search, text])
  const portalUrl = data?.configuration?.portalUrl ?? null

  const wanted = query['cause']
  useEffect(() => {
    if (wanted === undefined) return
    const heading = document.getElementById(`cause-${wanted}`)
    if (heading === null) return
    heading.focus({ preventScroll: true })
    heading.scrollIntoView({ block: 'start' })
  }, [wanted])

  return (
    <PageFrame
      title={text('help.page.title')}
      subtitle={text('help.page.subtitle')}
      back={{
        label: text('inventory.title'),
        onClick: () => navigate({ page: ROUTES.inventory }),
      }}
    >
      <WatchedSilence />
      <Block>
        <div className="mb5" style={{ maxWidth: 420 }}>
          <Input
            label={text('help.page.search')}
            value={search}
            maxLength={100}
            autoComplete="off"
            onChange={event => setSearch(event.target.value)}
          />
        </div>
        <p role="status" className="t-small mt0 mb5" style={STYLES.quiet}>
          {found.length === 0
            ? text('help.page.none')
            : text('help.page.count', { count: found.length })}
        </p>
        {Object.values(Actor).map(actor => {
          const those = found.filter(cause => CAUSES[cause].actor === actor)
          return (
            those.length > 0 && (
              <div key={actor} className="mb6">
                <h2 className="t-heading-5 mt0 mb4">{text(problemActorKey(actor))}</h2>
                {those.map(cause => (
                  <CauseHelp key={cause} cause={cause} portalUrl={portalUrl} />
                ))}
              </div>
            )
          )
        })}
      </Block>
    </PageFrame>
  )
}
