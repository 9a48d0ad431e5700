import type { Command } from '../command'
import { columns, moment } from '../print'
import { CliProblem, EXIT } from '../problem'

import { FILTER_OPTIONS, filterOf, wholeNumber } from './filter'

const QUERY = `query List($filter: CarrefourProcessFilter, $page: Int, $pageSize: Int) {
  carrefourProcesses(filter: $filter, page: $page, pageSize: $pageSize) {
    total page pageSize pending searchProblem
    items { skuId name ean reference status cause actor message quantity available processedAt nextCheckAt }
  }
}`

interface Page {
  readonly carrefourProcesses: {
    readonly total: number
    readonly page: number
    readonly pageSize: number
    readonly searchProblem: string | null
    readonly items: readonly {
      readonly skuId: string
      readonly name: string | null
      readonly status: string
      readonly cause: string | null
      readonly quantity: number | null
      readonly available: number | null
      readonly processedAt: string | null
    }[]
  }
}

const QUANTITIES = `query Sides($skuId: ID!) {
  carrefourProcess(skuId: $skuId) {
    skuId name ean reference status cause actor message quantity available processedAt nextCheckAt
    attempts { at reason status cause quantity message importId }
  }
}`

interface One {
  readonly carrefourProcess: {
    readonly skuId: string
    readonly name: string | null
    readonly status: string
    readonly cause: string | null
    readonly message: string | null
    readonly attempts: readonly {
      readonly at: string
      readonly reason: string
      readonly status: string
      readonly quantity: number | null
      readonly message: string | null
    }[]
  } | null
}

export const list: Command = {
  name: 'list',
  usage: [
    [
      'list [--status S] [--cause C] [--actor A] [--search T] [--page N] [--page-size N]',
      'the latest sending of each SKU',
    ],
    ['list SKU', 'one SKU with its last attempts'],
  ],
  takes: 1,
  options: {
    ...FILTER_OPTIONS,
    page: { value: 'needed', example: '2' },
    'page-size': { value: 'needed', example: '100' },
  },
  async run({ api, words, args, options }) {
    const [skuId] = args
    if (skuId !== undefined) {
      const { carrefourProcess: found } = await api.ask<One>(QUANTITIES, { skuId })
      if (found === null)
        throw new CliProblem(EXIT.missing, 'SKU_NOT_FOUND', `SKU ${skuId} was never asked for.`)
      return {
        data: found,
        text: [
          columns([
            ['SKU', found.skuId],
            ['Name', found.name],
            ['Status', words.status(found.status)],
            ['Cause', words.cause(found.cause)],
            ['Message', found.message],
          ]),
          columns(
            found.attempts.map(({ at, reason, status, quantity, message }) => [
              moment(at),
              reason,
              words.status(status),
              quantity,
              message,
            ])
          ),
        ].join('\n\n'),
      }
    }
    const { carrefourProcesses: page } = await api.ask<Page>(QUERY, {
      filter: filterOf(options),
      page: wholeNumber(options.page, 'page', 1, 1_000_000),
      pageSize: wholeNumber(options['page-size'], 'page-size', 25, 100),
    })
    if (page.searchProblem !== null)
      throw new CliProblem(
        EXIT.refused,
        page.searchProblem,
        'This search cannot be honoured, so nothing was searched for.'
      )
    const rows = page.items.map(item => [
      item.skuId,
      words.status(item.status),
      item.quantity,
      moment(item.processedAt),
      item.name,
      words.cause(item.cause),
    ])
    return {
      data: page,
      text: `${columns([['SKU', 'Status', 'Quantity', 'Processed', 'Name', 'Cause'], ...rows])}\n${page.total} in all, page ${page.page} of ${Math.max(1, Math.ceil(page.total / page.pageSize))}`,
    }
  },
}
