/**
 * A plugin for graphql-codegen: a constant for each operation, with the types of what it takes and answers. It
 * imports the file that VTEX's builder stores under a hash, and writes no text of an operation itself.
 */

/** `saveConfiguration` -> `SaveConfiguration` */
export const pascal = name => name.charAt(0).toUpperCase() + name.slice(1)

/** `saveConfiguration` -> `SAVE_CONFIGURATION` */
const constant = name => name.replace(/[A-Z]/g, letter => `_${letter}`).toUpperCase()

const plain = name => {
  const rest = name.replace(/Carrefour/i, '')
  return rest.charAt(0).toLowerCase() + rest.slice(1)
}

export function plugin(schema, documents) {
  const operations = documents.flatMap(({ location, document }) =>
    document.definitions
      .filter(({ kind }) => kind === 'OperationDefinition')
      .map(definition => ({ location, definition }))
  )
  const imports = operations.map(
    ({ location, definition }) => `import ${definition.name.value} from '${location}'`
  )
  const constants = operations.map(({ location, definition }) => {
    const { selections } = definition.selectionSet
    const name = definition.name.value
    if (selections.length !== 1 || selections[0].name.value !== name || selections[0].alias)
      throw new Error(`${location}: an operation asks for one field and bears its name`)
    const type = pascal(plain(name))
    const kind = pascal(definition.operation)
    return [
      `export type ${type}Answer = ${type}Data['${name}']`,
      `export const ${constant(plain(name))}: ${kind}Of<${type}Answer, ${type}Variables> = ` +
        `{ document: ${name}, field: '${name}' }`,
    ].join('\n\n')
  })
  const mutations = Object.keys(schema.getMutationType().getFields())
  return {
    prepend: [...imports, "import type { MutationOf, QueryOf } from './operation'"],
    content: [
      ...constants,
      `/** Every field of Mutation. */\nexport type MutationName = ${mutations.map(name => `'${name}'`).join(' | ')}`,
    ].join('\n\n'),
  }
}
