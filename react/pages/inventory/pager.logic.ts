import type { ProcessPage } from '../../graphql/types'

/** First and last row on screen, counted from 1 over all pages, and the number of the last page. */
export function pageRange({
  page,
  pageSize,
  total,
}: Pick<ProcessPage, 'page' | 'pageSize' | 'total'>) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1
  return { from, to: Math.min(page * pageSize, total), last }
}
