import { basename } from 'node:path'

import type { OwnSku } from './catalogue'
import { shown } from './line'
import type { OwnSkus } from './read'
import { carrefourPolicyOf } from './store'

/** So many faults are shown; the others are counted. */
const SHOWN = 10

/** What would be made of a file, and what is wrong with it, before anything is made. */
export function preview(path: string, own: OwnSkus): string {
  const rows = [
    ['SKUs', skusLine(own.skus)],
    ['Stock', stockLine(own.skus)],
    ['Sold at Carrefour', soldLine(own.skus)],
    ['EAN', eanLine(own.skus)],
  ]
  return [
    `${basename(path)}: ${count(own.lines, 'line')} below the headings (${own.form})`,
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(20)}${value}`),
    ...own.notes.map(note => `  ${note}`),
    ...faultLines(own),
    '',
  ].join('\n')
}

const count = (many: number, one: string): string =>
  `${many.toLocaleString('en-US')} ${one}${many === 1 ? '' : 's'}`

function skusLine(skus: readonly OwnSku[]): string {
  const kits = skus.filter(({ kit }) => kit.length > 0).length
  const inactive = skus.filter(({ active }) => !active).length
  return `${count(skus.length, 'SKU')}, of them ${count(kits, 'kit')} and ${inactive} inactive`
}

function stockLine(skus: readonly OwnSku[]): string {
  const rows = skus.flatMap(({ stock }) => stock)
  const units = rows.reduce((sum, row) => sum + row.units, 0)
  const places = [...new Set(rows.map(({ warehouse }) => warehouse))]
  const names = places.slice(0, 5).map(shown).join(', ')
  const unlimited = rows.filter(row => row.unlimited).length
  const empty = skus.filter(
    ({ kit, stock }) => kit.length === 0 && stock.every(row => row.units === 0 && !row.unlimited)
  ).length
  return `${count(units, 'unit')} in ${count(places.length, 'warehouse')} (${names}${places.length > 5 ? ', …' : ''}); ${empty} at 0, ${unlimited} unlimited`
}

function soldLine(skus: readonly OwnSku[]): string {
  const policy = carrefourPolicyOf(skus)
  const sold = skus.filter(({ policies }) => policies.includes(policy)).length
  return `${count(sold, 'SKU')} (trade policy ${policy})`
}

function eanLine(skus: readonly OwnSku[]): string {
  const without = skus.filter(({ ean }) => ean === '').length
  const odd = skus.filter(({ ean }) => ean !== '' && !isEan(ean)).length
  const zeros = skus.filter(({ ean }) => ean.startsWith('0')).length
  return `${without} without (Carrefour cannot know them); ${odd} with another length or a wrong check digit, kept as written; ${zeros} begin with 0`
}

/** GS1's check digit: weights 1 and 3 from the right. */
function isEan(ean: string): boolean {
  if (![8, 12, 13, 14].includes(ean.length)) return false
  const sum = [...ean].reduceRight(
    (total, digit, at) => total + Number(digit) * ((ean.length - at) % 2 === 1 ? 1 : 3),
    0
  )
  return sum % 10 === 0
}

function faultLines({ faults }: OwnSkus): string[] {
  if (faults.length === 0) return ['No faults.']
  const more = faults.length - SHOWN
  return [
    `${count(faults.length, 'fault')}:`,
    ...faults.slice(0, SHOWN).map(({ line, problem }) => `  line ${line}: ${problem}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ]
}
