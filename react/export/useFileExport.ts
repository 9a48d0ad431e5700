import { useCallback, useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'

import { toFailure } from '../api/failure'
import type { Failure } from '../api/failure'
import { useLeaveGuard } from '../ui/useLeaveGuard'
import { useText } from '../ui/useText'
import { csvWriter, separatorFor } from './cells'
import { fileRun, pacer, withRetry } from './fileRun'
import type { Ask, FileRun, Written } from './fileRun'
import { saveFile } from './saveFile'
import type { Format, Table } from './table'
import { xlsxWriter } from './xlsx'

/** `estoque-2026-11-24.xlsx`; the day is that of the reader's clock. */
function fileName(name: string, format: string, now: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  return `${name}-${day}.${format}`
}

/** A requested file. */
interface ExportRequest<Row> {
  format: Format
  /** Name of the file, without day and ending. */
  name: string
  table: Table<Row>
  ask: Ask<Row>
  /** How many rows are expected. */
  total: number
}

export type ExportState =
  | { phase: 'idle' }
  /** `trouble`: a page did not come and is asked for again. */
  | ({ phase: 'running'; trouble: boolean } & Written)
  | ({ phase: 'stopped'; failure: Failure } & Written)
  | { phase: 'done'; name: string; written: number }

export interface FileExport {
  state: ExportState
  start: <Row>(request: ExportRequest<Row>) => void
  /** After a stop: resumes. */
  resume: () => void
  /** Cancels the export, or dismisses the notice of a finished one. */
  dismiss: () => void
  /** Gives the person the file again. */
  saveAgain: () => void
}

interface Work {
  run: FileRun
  name: string
  cancelled: boolean
  file: Blob | null
  told: Written
}

const IDLE: ExportState = { phase: 'idle' }

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

/** Makes a file in the browser, page by page, and downloads it. One at a time; leaving the page gives it up. */
export function useFileExport(): FileExport {
  const { locale, timeZone } = useIntl()
  const text = useText()
  const work = useRef<Work | null>(null)
  const [state, setState] = useState<ExportState>(IDLE)

  const dismiss = useCallback(() => {
    if (work.current) work.current.cancelled = true
    work.current = null
    setState(IDLE)
  }, [])

  const resume = useCallback(() => {
    const mine = work.current
    if (mine === null) return
    const show = (next: ExportState) => mine.cancelled || setState(next)
    const running = () => show({ phase: 'running', trouble: false, ...mine.told })
    running()
    mine
      .run({
        isCancelled: () => mine.cancelled,
        onPage: told => {
          mine.told = told
          running()
        },
      })
      .then(file => {
        if (file === null || mine.cancelled) return
        mine.file = file
        saveFile(file, mine.name)
        show({ phase: 'done', name: mine.name, written: mine.told.written })
      })
      .catch((error: unknown) =>
        show({ phase: 'stopped', failure: toFailure(error), ...mine.told })
      )
  }, [])

  const start = useCallback(
    <Row>({ format, name, table, ask, total }: ExportRequest<Row>) => {
      const zoned = timeZone === undefined ? table : { ...table, timeZone }
      const writer = format === 'csv' ? csvWriter(zoned, separatorFor(locale)) : xlsxWriter(zoned)
      const asking = withRetry(ask, {
        mayPass: error => !mine.cancelled && toFailure(error) === 'failed',
        onTrouble: trouble =>
          mine.cancelled || setState({ phase: 'running', trouble, ...mine.told }),
        wait,
      })
      const mine: Work = {
        run: fileRun(asking, writer, pacer()),
        name: fileName(name, format, new Date()),
        cancelled: false,
        file: null,
        told: { written: 0, total },
      }
      if (work.current) work.current.cancelled = true
      work.current = mine
      resume()
    },
    [locale, timeZone, resume]
  )

  const saveAgain = useCallback(() => {
    const { file, name } = work.current ?? {}
    if (file && name !== undefined) saveFile(file, name)
  }, [])

  useEffect(
    () => () => {
      if (work.current) work.current.cancelled = true
    },
    []
  )
  useLeaveGuard(state.phase === 'running', text('export.leave'), false)

  return { state, start, resume, dismiss, saveAgain }
}
