import React, { useCallback, useEffect, useMemo, useState } from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Button, Input } from 'vtex.styleguide'

import { SENDINGS } from '../api/generated'
import { useQueryOf } from '../api/useQueryOf'
import { PlainButton } from '../ui/buttons'
import { ROUTES } from '../ui/links'
import { LiveText } from '../ui/notice'
import { Block, PageFrame } from '../ui/PageFrame'
import { Pager } from '../ui/Pager'
import { FailureState, NothingHere, Unanswered, Waiting } from '../ui/states'
import { STYLES } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { WatchedSilence } from '../ui/SilenceNotices'
import { useText } from '../ui/useText'
import { SendingTable } from './SendingTable'

const SENDINGS_PAGE_SIZE = 25

/** The longest search that the service takes. */
const SEARCH_LIMIT = 100

interface SendingsView {
  /** Id of an import, or a SKU; empty for all. */
  search: string
  /** From 1. */
  page: number
}

type Query = Readonly<Record<string, string | undefined>>

/** Reads the view from the address. Anything that makes no sense there counts as left out. */
function readSendingsView(query: Query): SendingsView {
  const page = Number(query['page'])
  return {
    search: (query['search'] ?? '').trim().slice(0, SEARCH_LIMIT),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The view as a query for the runtime's `setQuery`, defaults left out and values encoded. */
const writeSendingsView = ({ search, page }: SendingsView): Record<string, string> => ({
  ...(search === '' ? {} : { search: encodeURIComponent(search) }),
  ...(page === 1 ? {} : { page: String(page) }),
})

interface SearchProps {
  searched: string
  onSearch: (search: string) => void
}

function Search({ searched, onSearch }: SearchProps) {
  const text = useText()
  const [typed, setTyped] = useState(searched)
  useEffect(() => setTyped(searched), [searched])
  return (
    <form
      role="search"
      className="mb5"
      onSubmit={event => {
        event.preventDefault()
        onSearch(typed.trim())
      }}
    >
      <div className="flex items-end">
        <div className="mr3" style={FIELD}>
          <Input
            label={text('sendings.search.label')}
            placeholder={text('sendings.search.placeholder')}
            value={typed}
            maxLength={SEARCH_LIMIT}
            autoComplete="off"
            onChange={event => setTyped(event.target.value)}
          />
        </div>
        <Button type="submit" variation="secondary">
          {text('sendings.search.submit')}
        </Button>
      </div>
      {searched !== '' && (
        <PlainButton className="t-small mt3 nl2" onClick={() => onSearch('')}>
          {text('sendings.search.clear')}
        </PlainButton>
      )}
    </form>
  )
}

const FIELD = { minWidth: 0, flex: '1 1 auto', maxWidth: 420 } as const

/** When the next file may leave, in a sentence, and of a SKU's sendings how many the list shows. */
function AboutList({ next, sku }: { next: string | null; sku: boolean }) {
  const text = useText()
  const { time } = useMoments()
  const words =
    next === null
      ? text('sendings.next-file.none')
      : Date.parse(next) <= Date.now()
        ? text('sendings.next-file.now')
        : text('sendings.next-file', { when: time(next) })
  return (
    <p className="mt0 mb4 t-small lh-copy" style={STYLES.quiet}>
      {words}
      {sku && <span className="db">{text('sendings.search.sku-note')}</span>}
    </p>
  )
}

interface SendingsBodyProps {
  view: SendingsView
  onShow: (change: Partial<SendingsView>) => void
}

function SendingsBody({ view, onShow }: SendingsBodyProps) {
  const text = useText()
  const { search, page } = view
  const sku = /^\d+$/.test(search) ? search : null
  const asked = { search, page, pageSize: SENDINGS_PAGE_SIZE }
  const { data, failure, loading, reload } = useQueryOf(SENDINGS, asked, { follow: true })
  if (data === null) {
    return failure !== null && !loading ? (
      <FailureState failure={failure} onRetry={reload} />
    ) : (
      <Waiting />
    )
  }
  return (
    <>
      {failure !== null && <Unanswered onRetry={reload}>{text('unanswered.sendings')}</Unanswered>}
      <AboutList next={data.nextFileAt} sku={sku !== null && data.total > 0} />
      <LiveText>{text('sendings.count', { count: data.total })}</LiveText>
      {data.items.length === 0 ? (
        <NothingHere
          title={text(search === '' ? 'sendings.empty.title' : 'sendings.no-match.title')}
        >
          {text(search === '' ? 'sendings.empty.todo' : 'sendings.no-match.todo')}
        </NothingHere>
      ) : (
        <div aria-busy={loading}>
          <SendingTable sendings={data.items} sku={sku} />
          <Pager
            label={text('sendings.pager')}
            page={data}
            onPage={next => onShow({ page: next })}
          />
        </div>
      )}
    </>
  )
}

/** Inventory > Sendings: each stock file, what Carrefour answered, and both to download. */
export function Sendings() {
  const text = useText()
  const { navigate, query, setQuery } = useRuntime()
  const view = useMemo(() => readSendingsView(query), [query])
  const show = useCallback(
    (change: Partial<SendingsView>) =>
      setQuery(writeSendingsView({ ...view, page: 1, ...change }), { merge: false }),
    [view, setQuery]
  )
  return (
    <PageFrame
      fullWidth
      title={text('sendings.title')}
      subtitle={text('sendings.subtitle')}
      back={{
        label: text('inventory.title'),
        onClick: () => navigate({ page: ROUTES.inventory }),
      }}
    >
      <WatchedSilence />
      <Block>
        <Search searched={view.search} onSearch={search => show({ search })} />
        <SendingsBody view={view} onShow={show} />
      </Block>
    </PageFrame>
  )
}
