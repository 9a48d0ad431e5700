import { NetworkStatus } from 'apollo-client'
import React from 'react'
import { Query as ApolloQuery } from 'react-apollo'
import type { QueryComponentOptions, QueryResult } from 'react-apollo'

// What is named below takes the place of the package's own.
export * from 'react-apollo'

/** As VTEX's render-runtime has it: while the first answer is on its way, `data` is an empty object. */
export const Query = ({ children, ...rest }: QueryComponentOptions) => (
  <ApolloQuery {...rest}>
    {(result: QueryResult) =>
      children(
        result.networkStatus === NetworkStatus.loading && result.data === undefined
          ? { ...result, data: {} }
          : result
      )
    }
  </ApolloQuery>
)

type Step = (value: unknown) => unknown

/** Version 3 of the package has none; VTEX's render-runtime adds it. The last function is called first. */
export const compose =
  (...steps: readonly Step[]): Step =>
  value =>
    steps.reduceRight((before, step) => step(before), value)
