/** A License Manager resource of a product, as `@auth` names them. */
export interface Permission {
  productCode: string
  resourceCode: string
}

/** One kind of user that every account of the workspace has. */
export interface Role {
  name: 'owner' | 'operator' | 'viewer'
  permissions: readonly Permission[]
}

const VIEW: Permission = { productCode: '64', resourceCode: 'read_account_config' }
const REPROCESS: Permission = { productCode: '64', resourceCode: 'save_account_config' }
const CONFIGURE: Permission = { productCode: '66', resourceCode: 'workspace-read-write' }

/** The users of each account, the most powerful first. */
export const ROLES: readonly [Role, ...Role[]] = [
  { name: 'owner', permissions: [VIEW, REPROCESS, CONFIGURE] },
  { name: 'operator', permissions: [VIEW, REPROCESS] },
  { name: 'viewer', permissions: [VIEW] },
]

/** A role's e-mail in an account. */
export function emailOf(role: Role, account: string): string {
  return `${role.name}@${account}.example`
}

/** The role behind an e-mail in an account; undefined for anybody else. */
export function roleOf(email: string, account: string): Role | undefined {
  return ROLES.find(role => emailOf(role, account) === email.toLowerCase())
}

/** Whether a user holds a resource of a product in an account. */
export function isGranted(email: string, account: string, wanted: Permission): boolean {
  const permissions = roleOf(email, account)?.permissions ?? []
  return permissions.some(
    held => held.productCode === wanted.productCode && held.resourceCode === wanted.resourceCode
  )
}
