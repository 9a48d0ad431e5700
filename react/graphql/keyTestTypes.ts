import type { FieldProblem, NamedShop } from './connectionTypes'

/** What a field must be like; the service judges by the same. */
export interface FieldRule {
  field: string
  required: boolean
  longest: number | null
  smallest: number | null
  largest: number | null
  pattern: string | null
  patternCode: string | null
}

export const NAMELESS = ['TOO_SOON', 'NOT_SAID'] as const

/** What to try; null stands for what is saved. */
export interface KeyToTest {
  shopKey: string | null
  shopId: string | null
  carrefourUrl: string | null
}

export type KeyTest =
  | {
      __typename: 'CarrefourShopKeyAccepted'
      shop: { shopId: string; name: string; state: string } | null
      nameless: (typeof NAMELESS)[number] | null
      nextShopCheckAt: string
      /** SKUs that a refusal of the saved key blocked; null for another key, and while the list cannot be read. */
      blocked?: number | null
    }
  | { __typename: 'CarrefourInvalidConfiguration'; problems: readonly FieldProblem[] }
  | { __typename: 'CarrefourShopKeyRefused'; httpStatus: number; message: string }
  | { __typename: 'CarrefourOtherShop'; opens: NamedShop; shopId: string }
  | { __typename: 'CarrefourUnreachable'; message: string; retryAfterSeconds: number | null }
