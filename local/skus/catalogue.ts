import type { Fault, Line } from './line'

/** One SKU of the file, joined from all of its lines. */
export interface OwnSku {
  readonly skuId: number
  readonly name: string
  readonly ean: string
  readonly reference: string
  readonly active: boolean
  readonly policies: readonly number[]
  readonly kit: readonly { readonly skuId: number; readonly quantity: number }[]
  /** One row for each warehouse; none for a kit. */
  readonly stock: readonly {
    readonly warehouse: string
    readonly units: number
    readonly unlimited: boolean
  }[]
}

/** Where stock lies, and in which trade policies a SKU is sold, if the file does not say it: as in the demo store. */
const DEFAULT_WAREHOUSE = 'principal'
const DEFAULT_POLICIES: readonly number[] = [1, 2]

const MAX_WAREHOUSES = 100

/**
 * Joins the lines of each SKU: they may name several warehouses, and must agree in everything else. A SKU of which
 * one line is faulty is left out whole: with the others it would have less stock than the file says.
 */
export function joinLines(
  lines: readonly Line[],
  unread: readonly Fault[]
): { skus: OwnSku[]; faults: Fault[] } {
  const faults: Fault[] = [...unread]
  const bySku = new Map<number, Line[]>()
  for (const line of lines) {
    const others = bySku.get(line.skuId) ?? []
    const problem =
      others.length < MAX_WAREHOUSES
        ? others.map(other => clash(other, line)).find(found => found !== undefined)
        : `SKU ${line.skuId} stands in more than ${MAX_WAREHOUSES} lines. Keep one for each warehouse.`
    if (problem === undefined) bySku.set(line.skuId, [...others, line])
    else faults.push({ line: line.line, problem, skuId: line.skuId })
  }
  for (const { skuId } of faults) if (skuId !== undefined) bySku.delete(skuId)
  const all = new Map([...bySku].map(([skuId, own]) => [skuId, { own, sku: skuOf(skuId, own) }]))
  const broken = new Map<number, string>()
  for (const [skuId, { sku }] of all) {
    const problem = kitProblem(sku, id => all.get(id)?.sku)
    if (problem !== undefined) broken.set(skuId, problem)
  }
  for (const [skuId, problem] of broken) {
    faults.push({ line: all.get(skuId)?.own[0]?.line ?? 0, problem })
    all.delete(skuId)
  }
  return { skus: [...all.values()].map(({ sku }) => sku), faults }
}

const SHARED = ['name', 'ean', 'reference', 'active', 'policies', 'kit'] as const

/** What keeps two lines from being one SKU's. */
function clash(one: Line, other: Line): string | undefined {
  const unequal = SHARED.find(
    field =>
      one[field] !== undefined &&
      other[field] !== undefined &&
      JSON.stringify(one[field]) !== JSON.stringify(other[field])
  )
  if (unequal !== undefined)
    return `SKU ${other.skuId} stands in line ${one.line} too, with another ${WORDS[unequal]}. Make them equal.`
  if (warehouseOf(one) !== warehouseOf(other)) return undefined
  const place = other.warehouse === undefined ? '' : ` and warehouse ${other.warehouse}`
  return `SKU ${other.skuId}${place} stands in line ${one.line} too. Keep one line, or name another warehouse.`
}

const WORDS: Readonly<Record<(typeof SHARED)[number], string>> = {
  name: 'name',
  ean: 'EAN',
  reference: 'reference',
  active: 'state (active)',
  policies: 'trade policy',
  kit: 'kit',
}

const warehouseOf = ({ warehouse }: Line): string => warehouse ?? DEFAULT_WAREHOUSE

function skuOf(skuId: number, lines: readonly Line[]): OwnSku {
  const said = <Key extends keyof Line>(key: Key): Line[Key] | undefined =>
    lines.find(line => line[key] !== undefined)?.[key]
  return {
    skuId,
    name: said('name') ?? `SKU ${skuId}`,
    ean: said('ean') ?? '',
    reference: said('reference') ?? '',
    active: said('active') ?? true,
    policies: said('policies') ?? DEFAULT_POLICIES,
    kit: said('kit') ?? [],
    stock: lines.flatMap(line =>
      line.stock === undefined
        ? []
        : [
            {
              warehouse: warehouseOf(line),
              units: line.stock.kind === 'units' ? line.stock.units : 0,
              unlimited: line.stock.kind === 'unlimited',
            },
          ]
    ),
  }
}

function kitProblem(sku: OwnSku, find: (skuId: number) => OwnSku | undefined): string | undefined {
  for (const { skuId } of sku.kit) {
    if (skuId === sku.skuId) return `Kit ${sku.skuId} contains itself.`
    const part = find(skuId)
    if (part === undefined)
      return `Kit ${sku.skuId} needs SKU ${skuId}, which no good line of this file has. Add it.`
    if (part.kit.length > 0)
      return `Kit ${sku.skuId} contains kit ${skuId}. VTEX makes kits of plain SKUs only: name those.`
  }
  return undefined
}
