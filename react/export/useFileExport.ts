import { useCallback, useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'

import type { Failure } from '../data/failure.logic'
import { toFailure } from '../data/failure.logic'
import { useText } from '../texts/useText'
import { breather } from './breather'
import { csvWriter, separatorFor } from './csv'
import type { Ask, FileRun, Told } from './fileRun'
import { fileRun } from './fileRun'
import type { Format } from './formats'
import { patient } from './patient'
import { fileName, saveFile } from './saveFile'
import type { Table } from './table'
import { useLeaveQuestion } from './useLeaveQuestion'
import { xlsxWriter } from './xlsx'

/** A file that a person wants. */
export interface Wish<Row> {
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
  | ({ phase: 'running'; trouble: boolean } & Told)
  | ({ phase: 'stopped'; failure: Failure } & Told)
  | { phase: 'done'; name: string; written: number }

export interface FileExport {
  state: ExportState
  start: <Row>(wish: Wish<Row>) => void
  /** After a stop: goes on where it was. */
  resume: () => void
  /** Gives up, or puts away what is told of a file that is there. */
  dismiss: () => void
  /** Gives the person the file again. */
  saveAgain: () => void
}

interface Work {
  run: FileRun
  name: string
  cancelled: boolean
  file: Blob | null
  told: Told
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
    <Row>({ format, name, table, ask, total }: Wish<Row>) => {
      const zoned = timeZone === undefined ? table : { ...table, timeZone }
      const writer = format === 'csv' ? csvWriter(zoned, separatorFor(locale)) : xlsxWriter(zoned)
      const asking = patient(ask, {
        mayPass: error => !mine.cancelled && toFailure(error) === 'failed',
        onTrouble: trouble =>
          mine.cancelled || setState({ phase: 'running', trouble, ...mine.told }),
        wait,
      })
      const mine: Work = {
        run: fileRun(asking, writer, breather()),
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
  useLeaveQuestion(state.phase === 'running', text('export.leave'))

  return { state, start, resume, dismiss, saveAgain }
}
