import type { Command } from '../command'
import { columns, moment } from '../print'

import { wholeNumber } from './filter'

const QUERY = `query Sendings($search: String, $page: Int) {
  carrefourSendings(search: $search, page: $page) {
    total page pageSize nextFileAt
    items { id importId state sentAt endedAt skus accepted refused unconfirmed shop message }
  }
}`

interface Page {
  readonly carrefourSendings: {
    readonly total: number
    readonly nextFileAt: string | null
    readonly items: readonly {
      readonly id: string
      readonly importId: string | null
      readonly state: string
      readonly sentAt: string
      readonly skus: number
      readonly accepted: number | null
      readonly refused: number | null
    }[]
  }
}

export const sendings: Command = {
  name: 'sendings',
  usage: [
    [
      'sendings [--search IMPORT|SKU] [--page N]',
      'the stock files of the last 14 days, newest first',
    ],
  ],
  takes: 0,
  options: {
    search: { value: 'needed', example: '10001' },
    page: { value: 'needed', example: '2' },
  },
  async run({ api, options }) {
    const { carrefourSendings: page } = await api.ask<Page>(QUERY, {
      search: options.search ?? null,
      page: wholeNumber(options.page, 'page', 1, 1_000_000),
    })
    const rows = page.items.map(one => [
      moment(one.sentAt),
      one.state,
      one.skus,
      one.accepted,
      one.refused,
      one.importId,
    ])
    return {
      data: page,
      text: `${columns([['Sent', 'State', 'SKUs', 'Accepted', 'Refused', 'Import'], ...rows])}\n${page.total} in all; next file ${moment(page.nextFileAt)}`,
    }
  },
}
