import { type DirectiveNode, type FieldDefinitionNode, parse } from 'graphql'

import type { Manifest } from '../config'

/**
 * Operations that VTEX's graphql builder refuses: from 2.x on it builds no app that leaves open who may ask a query or
 * mutation. Earlier builders take every schema, and what has no `@auth` is public.
 *
 * Source: VTEX's release note of 2025-09-30 on graphql builder 2.x, which names the three cases.
 *
 * @param schema one that GraphQL can read; '' for none
 * @returns what is wrong, a line for each operation; empty when the builder takes the schema
 */
export function refusedByGraphqlBuilder(
  { builders }: Pick<Manifest, 'builders'>,
  schema: string
): readonly string[] {
  const major = Number.parseInt(builders?.graphql ?? '', 10)
  if (schema.trim() === '' || !(major >= 2)) return []
  return parse(schema, { noLocation: true }).definitions.flatMap(definition => {
    if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension')
      return []
    const type = definition.name.value
    if (type !== 'Query' && type !== 'Mutation') return []
    return (definition.fields ?? []).flatMap(field => {
      const lacking = lackOf(field)
      return lacking === null ? [] : [`${type}.${field.name.value} ${lacking}`]
    })
  })
}

/** Why an operation is refused; null if it is allowed. */
function lackOf({ directives = [] }: FieldDefinitionNode): string | null {
  const auth = directives.find(({ name }) => name.value === 'auth')
  if (auth === undefined) return 'has no @auth, which graphql builder 2.x asks of every operation'
  const scope = argumentOf(auth, 'scope')
  if (scope === 'PUBLIC') return null
  if (scope !== 'PRIVATE') return 'has @auth without scope: PUBLIC or PRIVATE'
  const missing = ['productCode', 'resourceCode'].filter(name => !argumentOf(auth, name))
  return missing.length === 0 ? null : `has @auth(scope: PRIVATE) without ${missing.join(' and ')}`
}

/** The value of an argument that is a text or a word; null when it is missing or something else. */
function argumentOf({ arguments: given = [] }: DirectiveNode, name: string): string | null {
  const value = given.find(one => one.name.value === name)?.value
  return value?.kind === 'StringValue' || value?.kind === 'EnumValue' ? value.value : null
}
