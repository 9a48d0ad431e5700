import type {
  QueryCarrefourSendingFilesArgs,
  QueryCarrefourSendingsArgs,
} from '../generated/schema'
import { isoOrNull, toIso } from '../shared/time'
import { resolver } from '../guard/resolver'
import type { Zipped } from '../ports/sendings'
import {
  type SendingFiles,
  type SendingsView,
  type SendingView,
  takeSendingFiles,
  viewSendings,
} from './viewSendings'

/** A sending as `CarrefourSending`. */
export const showSending = ({ next, kept, key, batchId: _, ...sending }: SendingView) => ({
  ...sending,
  sentAt: toIso(sending.sentAt),
  endedAt: isoOrNull(sending.endedAt),
  keyEnding: key,
  hasFile: kept.file !== undefined,
  hasReport: kept.report !== undefined,
  nextCall: next?.operation ?? null,
  nextCallAt: isoOrNull(next?.at ?? null),
})

const showPage = ({ nextFileAt, items, ...page }: SendingsView) => ({
  ...page,
  items: items.map(showSending),
  nextFileAt: isoOrNull(nextFileAt),
})

const asBase64 = (content: Zipped | null): string | null => content?.toString('base64') ?? null

const showFiles = ({ sending, account, answers, file, report }: SendingFiles) => ({
  sending: showSending(sending),
  account,
  answers: answers.map(({ at, operation, words }) => ({ at: toIso(at), operation, words })),
  file: asBase64(file),
  report: asBase64(report),
})

export const carrefourSendings = resolver(
  async (ports, { search, page, pageSize }: Partial<QueryCarrefourSendingsArgs>) =>
    showPage(
      await viewSendings(ports, {
        search: search ?? '',
        page: page ?? 1,
        pageSize: pageSize ?? 25,
      })
    )
)

export const carrefourSendingFiles = resolver(
  async (ports, { id }: QueryCarrefourSendingFilesArgs) => {
    const found = await takeSendingFiles(ports, id)
    return found && showFiles(found)
  }
)
