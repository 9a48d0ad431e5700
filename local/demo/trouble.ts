/** What is out of the ordinary about a SKU of the demo. */
export type Trouble =
  | 'catalogued-soon'
  | 'not-catalogued'
  | 'blocked'
  | 'price-refused'
  | 'outside-policy'
  | 'inactive'
  | 'over-reserved'
  | 'low-stock'
  | 'no-stock'
  | 'unlimited'
  | 'none'

// Spread over all departments by position, so that every page of the list shows some.
const PLACES: { trouble: Trouble; every: number; from: number }[] = [
  { trouble: 'catalogued-soon', every: 160, from: 21 },
  { trouble: 'blocked', every: 150, from: 33 },
  { trouble: 'price-refused', every: 150, from: 108 },
  { trouble: 'inactive', every: 80, from: 36 },
  { trouble: 'over-reserved', every: 170, from: 64 },
  { trouble: 'not-catalogued', every: 25, from: 7 },
  { trouble: 'low-stock', every: 36, from: 15 },
  { trouble: 'no-stock', every: 45, from: 27 },
  { trouble: 'unlimited', every: 60, from: 50 },
  { trouble: 'outside-policy', every: 10, from: 4 },
]

/** The trouble of the SKU at a position of the demo's list. */
export function troubleAt(position: number): Trouble {
  const place = PLACES.find(
    ({ every, from }) => position % every === from % every && position >= from
  )
  return place?.trouble ?? 'none'
}

/** Words with which Carrefour refuses stock of an offer that exists. Made up, like all of its words. */
export const REFUSALS: Partial<Record<Trouble, string>> = {
  blocked: 'Esta oferta está bloqueada pelo operador',
  'price-refused': 'O preço desta oferta está fora da faixa permitida para a categoria',
}
