import { ApolloLink } from 'apollo-link'
import type { DocumentNode } from 'graphql'

/**
 * Sends an operation as VTEX's pages do: by the hash that the builder wrote into it and the app that it came with,
 * never as a text. VTEX sends the text after all when the gateway does not know the hash; that hides mistakes of
 * building, so it is not done here.
 *
 * @throws Error for an operation that no `.graphql` file holds, as VTEX does in a developer's workspace.
 */
export const persistedLink = new ApolloLink((operation, forward) => {
  const sha256Hash = argumentOf(operation.query, 'runtimeMeta', 'hash')
  const sender = argumentOf(operation.query, 'context', 'sender')
  if (sha256Hash === null || sender === null)
    throw new Error(`${operation.operationName} has no hash: operations stand in .graphql files`)
  operation.extensions.persistedQuery = { version: 1, sha256Hash, sender }
  operation.setContext({ http: { includeQuery: false, includeExtensions: true } })
  return forward(operation)
})

function argumentOf(document: DocumentNode, directive: string, name: string): string | null {
  for (const definition of document.definitions) {
    if (definition.kind !== 'OperationDefinition') continue
    const found = definition.directives?.find(one => one.name.value === directive)
    const value = found?.arguments?.find(one => one.name.value === name)?.value
    if (value?.kind === 'StringValue') return value.value
  }
  return null
}
