import type { SkuId } from './stockRequest.logic'

/** The SKUs that a kit is made of, by kit. */
export type KitComponents = ReadonlyMap<SkuId, readonly SkuId[]>

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
