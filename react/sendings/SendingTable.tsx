import React, { useCallback, useState } from 'react'
import { useIntl } from 'react-intl'
import { IconCaretDown, Tag } from 'vtex.styleguide'

import { SENDING_FILES } from '../api/generated'
import type { Sending, SendingState } from '../api/generated'
import { useAsk } from '../api/useQueryOf'
import { saveFile } from '../export/saveFile'
import { SENDING_STATE_KEYS } from '../ui/keys'
import { ActionsMenu } from '../ui/Menu'
import type { MenuOption } from '../ui/Menu'
import { useNotice } from '../ui/notice'
import { Table } from '../ui/Table'
import { STYLES, TAG_COLORS } from '../ui/tokens'
import { useMoments } from '../ui/useMoments'
import { useText } from '../ui/useText'
import { bytesOf, evidenceNameOf, evidenceZip, fileNameOf, reportNameOf } from './evidence'
import type { SendingFiles } from './evidence'

const COLORS: Readonly<Record<SendingState, (typeof TAG_COLORS)[keyof typeof TAG_COLORS]>> = {
  SENT: TAG_COLORS.PENDING,
  COMPLETE: TAG_COLORS.SUCCESS,
  FAILED: TAG_COLORS.ERROR,
  UNKNOWN: TAG_COLORS.WARNING,
  NOT_TAKEN: TAG_COLORS.ERROR,
}

/** A file made from the stored part of a sending; null if that part is gone. */
type Made = (files: SendingFiles) => { name: string; parts: (BlobPart | Uint8Array)[] } | null

/** Answers a function that fetches a sending's files and gives the person one made of them. */
function useDownload(id: string) {
  const text = useText()
  const notify = useNotice()
  const ask = useAsk(SENDING_FILES)
  const [busy, setBusy] = useState(false)
  const download = useCallback(
    (make: Made) => {
      setBusy(true)
      ask({ id })
        .then(files => {
          const made = files === null ? null : make(files)
          if (made === null) return notify(text('sendings.not-kept'))
          return saveFile(
            new Blob(made.parts as BlobPart[], { type: 'application/octet-stream' }),
            made.name
          )
        })
        .catch(() => notify(text('sendings.not-downloaded')))
        .then(() => setBusy(false))
        .catch(() => undefined)
    },
    [ask, id, notify, text]
  )
  return { download, busy }
}

const KILOBYTE = 1024

function useSize(): (bytes: number) => string {
  const intl = useIntl()
  return bytes =>
    bytes < KILOBYTE
      ? `${intl.formatNumber(bytes)} B`
      : `${intl.formatNumber(bytes / KILOBYTE, { maximumFractionDigits: 1 })} KB`
}

interface SendingProps {
  sending: Sending
  /** The SKU that was searched for. */
  sku: string | null
}

function Actions({ sending, sku }: SendingProps) {
  const text = useText()
  const size = useSize()
  const { exact } = useMoments()
  const { download, busy } = useDownload(sending.id)
  const waiting = busy ? text('sendings.downloading') : null
  const gone =
    sending.reportBytes === null
      ? text('sendings.report.none')
      : sending.hasReport
        ? null
        : text('sendings.report.gone')
  const options: readonly MenuOption[] = [
    {
      label: text('sendings.evidence'),
      disabledReason: waiting,
      onSelect: () =>
        download(files => ({
          name: evidenceNameOf(files),
          parts: evidenceZip(files, sku, text),
        })),
    },
    {
      label: text(sending.hasFile ? 'sendings.file' : 'sendings.file.absent', {
        size: size(sending.fileBytes),
      }),
      disabledReason: sending.hasFile ? waiting : text('sendings.file.gone'),
      onSelect: () =>
        download(files =>
          files.file === null ? null : { name: fileNameOf(files), parts: [bytesOf(files.file)] }
        ),
    },
    {
      label: text(gone === null ? 'sendings.report' : 'sendings.report.absent', {
        size: size(sending.reportBytes ?? 0),
      }),
      disabledReason: gone ?? waiting,
      onSelect: () =>
        download(files =>
          files.report === null
            ? null
            : { name: reportNameOf(files), parts: [bytesOf(files.report)] }
        ),
    },
  ]
  const id = sending.importId === null ? exact(sending.sentAt) : sending.importId
  return (
    <ActionsMenu label={text('sendings.actions-of', { id })} options={options}>
      <span className="nowrap t-small">
        {text('sendings.column.actions')} <IconCaretDown size={10} />
      </span>
    </ActionsMenu>
  )
}

/** How the file stands, Carrefour's words about it, and when it may be asked about again. */
function Standing({ sending }: { sending: Sending }) {
  const text = useText()
  const { time } = useMoments()
  const { state, message, unconfirmed, nextCall, nextCallAt } = sending
  return (
    <>
      <Tag size="small" {...COLORS[state]}>
        {text(SENDING_STATE_KEYS[state])}
      </Tag>
      {unconfirmed !== null && unconfirmed > 0 && (
        <span className="db t-small mt2" style={STYLES.quiet}>
          {text('sendings.unconfirmed', { count: unconfirmed })}
        </span>
      )}
      {message !== null && (
        <span lang="pt" className="db t-small mt2 lh-copy" style={STYLES.quietBreakable}>
          {message}
        </span>
      )}
      {nextCall !== null && nextCallAt !== null && (
        <span className="db t-small mt2" style={STYLES.quiet}>
          {text('sendings.next-call', { call: nextCall, when: time(nextCallAt) })}
        </span>
      )}
    </>
  )
}

interface SendingTableProps {
  sendings: readonly Sending[]
  sku: string | null
}

const LINES = ['skus', 'accepted', 'refused'] as const

/** One line a file; on a narrow screen everything stands under the import. */
export function SendingTable({ sendings, sku }: SendingTableProps) {
  const text = useText()
  const { full } = useMoments()
  const intl = useIntl()
  const count = (lines: number | null) => (lines === null ? '–' : intl.formatNumber(lines))
  return (
    <Table
      caption={text('sendings.title')}
      hideCaption
      rows={sendings}
      keyOf={({ id }) => id}
      columns={[
        {
          heading: text('sendings.column.import'),
          isName: true,
          cell: sending => (
            <>
              <span style={STYLES.breakable}>
                {sending.importId === null ? text('sendings.no-import') : sending.importId}
              </span>
              <div className="dn-l fw4 mt2">
                <Standing sending={sending} />
                <span className="db t-small mt2" style={STYLES.quiet}>
                  {full(sending.sentAt)}
                </span>
                {LINES.map(name => (
                  <span key={name} className="db t-small" style={STYLES.quiet}>
                    {`${text(`sendings.column.${name}`)}: ${count(sending[name])}`}
                  </span>
                ))}
              </div>
            </>
          ),
        },
        {
          heading: text('sendings.column.sent'),
          className: 'dn dtc-l nowrap',
          cell: ({ sentAt }) => full(sentAt),
        },
        {
          heading: text('sendings.column.skus'),
          className: 'tr dn dtc-l',
          cell: ({ skus }) => count(skus),
        },
        {
          heading: text('sendings.column.accepted'),
          className: 'tr dn dtc-l',
          cell: ({ accepted }) => count(accepted),
        },
        {
          heading: text('sendings.column.refused'),
          className: 'tr dn dtc-l',
          cell: ({ refused }) => count(refused),
        },
        {
          heading: text('sendings.column.state'),
          className: 'dn dtc-l',
          cell: sending => <Standing sending={sending} />,
        },
        {
          heading: text('sendings.column.actions'),
          className: 'tr',
          cell: sending => (
            <div className="nt2">
              <Actions sending={sending} sku={sku} />
            </div>
          ),
        },
      ]}
    />
  )
}
