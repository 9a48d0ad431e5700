/** A comparison operator of `_where`. */
export type Operator = '=' | '<>' | '<' | '>'

/** A condition on one field. */
export type Leaf =
  | { kind: 'compare'; field: string; operator: Operator; value: string }
  | { kind: 'between'; field: string; from: string; to: string }
  | { kind: 'null'; field: string; isNull: boolean }

/** A parsed `_where` condition. */
export type Where =
  { kind: 'and'; left: Where; right: Where } | { kind: 'or'; left: Where; right: Where } | Leaf

/** Every simple condition below a condition. */
function* leaves(where: Where): Generator<Leaf> {
  if (where.kind === 'and' || where.kind === 'or') {
    yield* leaves(where.left)
    yield* leaves(where.right)
  } else yield where
}

/** How many of a condition's values hold a `*` wildcard. */
export function wildcards(where: Where): number {
  return [...leaves(where)].filter(leaf => leaf.kind === 'compare' && leaf.value.includes('*'))
    .length
}
