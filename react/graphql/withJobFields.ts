import type { DocumentNode } from 'graphql'

import JOB_FIELDS from './jobFields.graphql'

/** An operation with the fragments that it names; a `.graphql` file cannot take them from another by itself. */
export const withJobFields = (operation: DocumentNode): DocumentNode => ({
  ...operation,
  definitions: [...operation.definitions, ...JOB_FIELDS.definitions],
})
