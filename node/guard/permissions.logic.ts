/** The three permissions of this app. */
export type Permission = 'view' | 'reprocess' | 'configure'

/** A License Manager resource of a product. */
export interface Resource {
  readonly product: string
  readonly resource: string
}

/**
 * The License Manager resources behind each permission; any of them is enough. `@auth` in `graphql/schema.graphql`
 * checks the first of `view` or `configure`; a test keeps both equal. `reprocess` is checked by `@allowed`, so this is
 * the one place to change it: its first resource is documented by VTEX, the second is not and would let a role
 * reprocess without configuring. Whoever links the app verifies it (ADR 7).
 */
export const RESOURCES: Readonly<Record<Permission, readonly [Resource, ...Resource[]]>> = {
  view: [{ product: '64', resource: 'read_account_config' }],
  reprocess: [
    { product: '66', resource: 'workspace-read-write' },
    { product: '64', resource: 'save_account_config' },
  ],
  configure: [{ product: '66', resource: 'workspace-read-write' }],
}
