import { asList, asObject } from '../shared/json'
import { entriesOf } from '../shared/stored'
import { parseSkuId, type SkuId } from './stockRequest.logic'
import type { Clock, Ids } from '../ports/platform'
import type { KitParts, Kits } from '../ports/stores'
import { type Files, CasFile, BUCKETS, KITS_FILE } from '../storage/vbase'

/** Kits that are remembered, and parts of each. What does not fit follows with the next comparison. */
export const MAX_KITS = 2_000
export const MAX_PARTS = 50

/** The kits that any of these SKUs is a part of. */
export const kitsWith = (kits: KitParts, changed: ReadonlySet<SkuId>): readonly SkuId[] =>
  [...kits].flatMap(([kit, parts]) => (parts.some(part => changed.has(part)) ? [kit] : []))

/** The remembered kits after some were read from the catalog. One without parts is forgotten. */
export function withLearned(before: KitParts, learned: KitParts): KitParts {
  const after = new Map(before)
  for (const [kit, parts] of learned) {
    const bounded = parts.slice(0, MAX_PARTS)
    if (bounded.length === 0) after.delete(kit)
    else if (after.has(kit) || after.size < MAX_KITS) after.set(kit, bounded)
  }
  return after
}

interface Content {
  readonly kits: readonly { readonly skuId: SkuId; readonly parts: readonly SkuId[] }[]
}

const contentOf = (kits: KitParts): Content => ({
  kits: [...kits].map(([skuId, parts]) => ({ skuId, parts })),
})
const mapOf = ({ kits }: Content): KitParts => new Map(kits.map(one => [one.skuId, one.parts]))

/** The parts of kits in one small VBase file per account, written with `If-Match`. */
export class VBaseKits implements Kits {
  readonly #file: CasFile<Content>

  constructor(vbase: Files, exactVbase: Files, clock: Clock, ids: Ids) {
    const shape = {
      bucket: BUCKETS.control,
      path: KITS_FILE,
      empty: { kits: [] },
      read: (raw: unknown): Content => ({ kits: entriesOf(asObject(raw)?.kits, readKit) }),
    }
    this.#file = new CasFile(shape, vbase, exactVbase, clock, ids)
  }

  async read(): Promise<KitParts> {
    return mapOf(await this.#file.read())
  }

  async note(learned: KitParts): Promise<void> {
    await this.#file.update(before => contentOf(withLearned(mapOf(before), learned)))
  }
}

function readKit(raw: unknown): Content['kits'][number] | null {
  const stored = asObject(raw)
  const skuId = parseSkuId(stored?.skuId)
  const parts = (asList(stored?.parts) ?? []).flatMap(part => parseSkuId(part) ?? [])
  return skuId === null || parts.length === 0 ? null : { skuId, parts }
}
