import { asList, asObject } from '../shared/json'
import { entriesOf } from '../shared/stored'
import { parseSkuId, type SkuId } from './stockRequest.logic'
import type { Clock, Ids } from '../ports/platform'
import type { KitComponents, Kits } from '../ports/stores'
import { type Files, CasFile, BUCKETS, KITS_FILE } from '../storage/vbase'

/** Kits that are remembered, and components of each. What does not fit follows with the next comparison. */
export const MAX_KITS = 2_000
export const MAX_COMPONENTS = 50

/** The kits that any of these SKUs is a component of. */
export const kitsWith = (kits: KitComponents, changed: ReadonlySet<SkuId>): readonly SkuId[] =>
  [...kits].flatMap(([kit, components]) =>
    components.some(component => changed.has(component)) ? [kit] : []
  )

/** The remembered kits after some were read from the catalog. One without components is forgotten. */
export function withLearned(before: KitComponents, learned: KitComponents): KitComponents {
  const after = new Map(before)
  for (const [kit, components] of learned) {
    const bounded = components.slice(0, MAX_COMPONENTS)
    if (bounded.length === 0) after.delete(kit)
    else if (after.has(kit) || after.size < MAX_KITS) after.set(kit, bounded)
  }
  return after
}

interface Content {
  readonly kits: readonly { readonly skuId: SkuId; readonly components: readonly SkuId[] }[]
}

const contentOf = (kits: KitComponents): Content => ({
  kits: [...kits].map(([skuId, components]) => ({ skuId, components })),
})
const mapOf = ({ kits }: Content): KitComponents =>
  new Map(kits.map(one => [one.skuId, one.components]))

/** The components of kits in one small VBase file per account, written with `If-Match`. */
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

  async read(): Promise<KitComponents> {
    return mapOf(await this.#file.read())
  }

  async note(learned: KitComponents): Promise<void> {
    await this.#file.update(before => contentOf(withLearned(mapOf(before), learned)))
  }
}

function readKit(raw: unknown): Content['kits'][number] | null {
  const stored = asObject(raw)
  const skuId = parseSkuId(stored?.skuId)
  const components = (asList(stored?.components) ?? []).flatMap(
    component => parseSkuId(component) ?? []
  )
  return skuId === null || components.length === 0 ? null : { skuId, components }
}
