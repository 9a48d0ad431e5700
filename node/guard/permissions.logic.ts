/** The three things that one may be allowed to do here. */
export type Permission = 'view' | 'reprocess' | 'configure'

/** A License Manager resource of a product. */
export interface Resource {
  readonly product: string
  readonly resource: string
}

/**
 * The License Manager resources behind each permission; any of them is enough. `@auth` in `graphql/schema.graphql`
 * asks for the first of `view` or `configure`; a test keeps both equal. `reprocess` is asked for by `@allowed`, so
 * here is the one place to change it: the first resource is documented by VTEX, the second is not and would let a
 * role reprocess without configuring. Whoever links the app checks it (ADR 7).
 */
export const RESOURCES: Readonly<Record<Permission, readonly [Resource, ...Resource[]]>> = {
  view: [{ product: '64', resource: 'read_account_config' }],
  reprocess: [
    { product: '66', resource: 'workspace-read-write' },
    { product: '64', resource: 'save_account_config' },
  ],
  configure: [{ product: '66', resource: 'workspace-read-write' }],
}
