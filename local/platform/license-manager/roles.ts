import { isRecord } from '../../http/body'

import roles from './roles.json'

/** A License Manager resource of a product, as `@auth` names them. */
export interface Permission {
  productCode: string
  resourceCode: string
}

/** One kind of user that every account of the workspace has. */
export interface Role {
  /** The name before the `@` of its e-mail. */
  name: string
  permissions: readonly Permission[]
}

const recordOf = (raw: unknown): Record<string, unknown> => (isRecord(raw) ? raw : {})

/**
 * Reads roles as roles.json holds them, the most powerful first.
 *
 * @throws Error that names the role that cannot be used.
 */
export function readRoles(raw: unknown): readonly [Role, ...Role[]] {
  const [first, ...rest] = (Array.isArray(raw) ? raw : []).map((role: unknown): Role => {
    const { name, permissions } = recordOf(role)
    if (typeof name !== 'string' || !/^[a-z0-9.-]+$/.test(name) || !Array.isArray(permissions)) {
      throw new Error(`A role has a name and permissions: ${JSON.stringify(role)}`)
    }
    return {
      name,
      permissions: permissions.map((one: unknown): Permission => {
        const { productCode, resourceCode } = recordOf(one)
        if (typeof productCode !== 'string' || typeof resourceCode !== 'string') {
          throw new Error(`Role ${name}: a permission has productCode and resourceCode`)
        }
        return { productCode, resourceCode }
      }),
    }
  })
  if (first === undefined) throw new Error('There must be at least one role')
  return [first, ...rest]
}

/** The users of each account. */
export const ROLES = readRoles(roles)

/** Whether any role holds a resource: License Manager does not know one that no role has. */
export const isKnownResource = (wanted: Permission): boolean =>
  ROLES.some(({ permissions }) => permissions.some(held => isSame(held, wanted)))

const isSame = (one: Permission, other: Permission): boolean =>
  one.productCode === other.productCode && one.resourceCode === other.resourceCode

/** A role's e-mail in an account. */
export function emailOf(role: Role, account: string): string {
  return `${role.name}@${account}.example`
}

/** The role behind an e-mail in an account; undefined for anybody else. */
export function roleOf(email: string, account: string): Role | undefined {
  return ROLES.find(role => emailOf(role, account) === email.toLowerCase())
}

/** The name of the key with which a program calls as a role, in the form of VTEX's keys. */
export const keyOf = (role: Role, account: string): string =>
  `vtexappkey-${account}-${role.name.toUpperCase()}`

/** The account and the role behind the name of a key; undefined for any other name. */
export function holderOfKey(key: string): { account: string; role: Role } | undefined {
  const [, account = '', name = ''] = /^vtexappkey-(.+)-([^-]+)$/.exec(key) ?? []
  const role = ROLES.find(one => one.name.toUpperCase() === name)
  return role === undefined ? undefined : { account, role }
}

/** Whether a role holds a resource of a product. */
export function isGranted(role: Role | undefined, wanted: Permission): boolean {
  const permissions = role?.permissions ?? []
  return permissions.some(held => isSame(held, wanted))
}
