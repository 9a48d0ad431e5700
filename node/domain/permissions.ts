/** The three things that one may be allowed to do here. */
export type Permission = 'view' | 'reprocess' | 'configure'

/**
 * The License Manager resource behind each permission. The same pairs stand in the `@auth` directives of
 * `graphql/schema.graphql`; a test keeps both equal.
 */
export const RESOURCES: Readonly<
  Record<Permission, { readonly product: string; readonly resource: string }>
> = {
  view: { product: '64', resource: 'read_account_config' },
  reprocess: { product: '64', resource: 'save_account_config' },
  configure: { product: '66', resource: 'workspace-read-write' },
}
