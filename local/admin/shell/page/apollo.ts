import { InMemoryCache } from 'apollo-cache-inmemory'
import { ApolloClient } from 'apollo-client'
import { ApolloLink } from 'apollo-link'
import { HttpLink } from 'apollo-link-http'

import { persistedLink } from './persistedLink'

const isSignedOut = (error: { extensions?: Record<string, unknown> | undefined }) =>
  error.extensions?.['code'] === 'UNAUTHENTICATED'

/**
 * The client that the Admin gives to its pages: private GraphQL of the workspace, with the cookies,
 * and only the operations that the app was built with.
 *
 * @param onSignedOut is called when an answer says that the session has ended.
 */
export function createClient(onSignedOut: () => void): ApolloClient<unknown> {
  const watch = new ApolloLink((operation, forward) =>
    forward(operation).map(result => {
      if (result.errors?.some(isSignedOut)) onSignedOut()
      return result
    })
  )
  const http = new HttpLink({ uri: '/_v/private/graphql/v1', credentials: 'same-origin' })
  return new ApolloClient({
    link: ApolloLink.from([watch, persistedLink, http]),
    cache: new InMemoryCache(),
  })
}
