import { asList, asObject } from '../shared/json'
import { entriesOf } from '../shared/stored'
import { type KitComponents, withLearned } from './kits.logic'
import { parseSkuId, type SkuId } from './stockRequest.logic'
import type { Clock, Ids } from '../ports/platform'
import type { Kits } from '../ports/stores'
import { type Files, CasFile, BUCKETS, KITS_FILE } from '../storage/vbase'

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
