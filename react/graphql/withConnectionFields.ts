import type { DocumentNode } from 'graphql'

import CONNECTION_FIELDS from './connectionFields.graphql'

/** An operation with the fragments that it names; a `.graphql` file cannot take them from another by itself. */
export const withConnectionFields = (operation: DocumentNode): DocumentNode => ({
  ...operation,
  definitions: [...operation.definitions, ...CONNECTION_FIELDS.definitions],
})
