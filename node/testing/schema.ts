import { readdirSync, readFileSync } from 'fs'
import path from 'path'
import type { GraphQLField, GraphQLOutputType, GraphQLSchema } from 'graphql'
import { buildSchema, getNamedType, isObjectType, isUnionType } from 'graphql'

const FOLDER = path.join(__dirname, '../../graphql')

/** The schema of `graphql/`, without the runtime's directives. */
export const readSchema = (): GraphQLSchema =>
  buildSchema(
    [
      'enum IOAuthScope { PUBLIC PRIVATE }',
      'directive @auth(scope: IOAuthScope, productCode: String, resourceCode: String) on FIELD_DEFINITION',
      ...[FOLDER, path.join(FOLDER, 'types')].flatMap(folder =>
        readdirSync(folder)
          .filter(file => file.endsWith('.graphql'))
          .map(file => readFileSync(path.join(folder, file), 'utf8'))
      ),
    ].join('\n')
  )

/** A field of Query or Mutation. */
export interface RootField {
  readonly of: 'query' | 'mutation'
  readonly field: GraphQLField<unknown, unknown>
}

export const rootFieldsOf = (schema: GraphQLSchema): readonly RootField[] => {
  const of = (name: RootField['of'], type: ReturnType<GraphQLSchema['getQueryType']>) =>
    Object.values(type?.getFields() ?? {}).map(field => ({ of: name, field }))
  return [...of('query', schema.getQueryType()), ...of('mutation', schema.getMutationType())]
}

/** A selection of every field of a type, including the members of unions. */
export function wholeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (isUnionType(named)) {
    // Members may use the same name for fields of different types: each gets an alias.
    const members = named
      .getTypes()
      .map(member => `... on ${member.name} ${selectionOf(member, `${member.name}_`)}`)
    return `{ __typename ${members.join(' ')} }`
  }
  return isObjectType(named) ? selectionOf(named, '') : ''
}

const selectionOf = (type: ReturnType<GraphQLSchema['getQueryType']>, prefix: string): string =>
  `{ ${Object.values(type?.getFields() ?? {})
    .map(({ name, type: inner }) => `${prefix && `${prefix}${name}: `}${name} ${wholeOf(inner)}`)
    .join(' ')} }`
