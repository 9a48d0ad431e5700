import {
  type DirectiveNode,
  type FieldDefinitionNode,
  type TypeDefinitionNode,
  parse,
} from 'graphql'
import { describe, expect, it } from '@jest/globals'

import { RESOURCES } from '../../node/guard/people'
import { files, read } from './repository'
import { inCase } from '../../node/testing/cases'

const definitions = files()
  .filter(file => /^graphql\/.*\.graphql$/.test(file))
  .flatMap(file => parse(read(file)).definitions) as readonly TypeDefinitionNode[]

const rootFields = definitions.flatMap(definition =>
  definition.kind === 'ObjectTypeDefinition' && /^(Query|Mutation)$/.test(definition.name.value)
    ? (definition.fields ?? [])
    : []
)

const argument = (directive: DirectiveNode | undefined, name: string): string | undefined => {
  const value = directive?.arguments?.find(candidate => candidate.name.value === name)?.value
  return value?.kind === 'StringValue' || value?.kind === 'EnumValue' ? value.value : undefined
}

const authOf = (field: FieldDefinitionNode) =>
  field.directives?.find(directive => directive.name.value === 'auth')

const mutations = definitions.flatMap(definition =>
  definition.kind === 'ObjectTypeDefinition' && definition.name.value === 'Mutation'
    ? (definition.fields ?? [])
    : []
)

describe('the GraphQL schema', () => {
  it('given every query and mutation, expect @auth with one of the three permissions', () => {
    const known = [RESOURCES.view, RESOURCES.configure].map(
      ([{ product, resource }]) => `PRIVATE ${product} ${resource}`
    )
    expect(rootFields.length).toBeGreaterThan(5)
    for (const field of rootFields) {
      const auth = authOf(field)
      const found = ['scope', 'productCode', 'resourceCode']
        .map(name => argument(auth, name))
        .join(' ')
      inCase(field.name.value, () => expect(known).toContain(found))
    }
  })

  it('given every query and mutation, expect refusals to be recorded, around @auth', () => {
    for (const field of rootFields) {
      const names = field.directives?.map(directive => directive.name.value)
      inCase(field.name.value, () =>
        expect(names?.filter(name => name !== 'allowed')).toEqual(['auth', 'recorded'])
      )
      // The last is asked first: what stands behind @auth would judge callers whom @auth has not seen.
      inCase(field.name.value, () => expect(names?.slice(-2)).toEqual(['auth', 'recorded']))
    }
  })

  it('given mutations, expect none that viewing alone allows', () => {
    expect(mutations.length).toBeGreaterThan(10)
    for (const field of mutations) {
      const allowed = field.directives?.find(directive => directive.name.value === 'allowed')
      if (allowed) expect(argument(allowed, 'to')).toBe('REPROCESS')
      else {
        inCase(field.name.value, () =>
          expect(argument(authOf(field), 'resourceCode')).toBe(RESOURCES.configure[0].resource)
        )
      }
    }
  })

  it('given every type, field, argument and value, expect a description', () => {
    const missing = definitions.flatMap(definition => [
      ...(definition.description || /^(Query|Mutation)$/.test(definition.name.value)
        ? []
        : [definition.name.value]),
      ...partsOf(definition).flatMap(part =>
        part.description ? [] : [`${definition.name.value}.${part.name.value}`]
      ),
    ])
    expect(missing).toEqual([])
  })
})

function partsOf(definition: TypeDefinitionNode) {
  switch (definition.kind) {
    case 'ObjectTypeDefinition':
      return (definition.fields ?? []).flatMap(field => [field, ...(field.arguments ?? [])])
    case 'InputObjectTypeDefinition':
      return definition.fields ?? []
    case 'EnumTypeDefinition':
      return definition.values ?? []
    default:
      return []
  }
}
