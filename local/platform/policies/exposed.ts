import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { REGION } from '../../config'
import { isRecord } from '../../http/body'
import { readJson } from '../../readJson'

/** A policy of policies.json: what another app may do whose manifest names it as `vendor.name:policy`. */
export interface ExposedPolicy {
  readonly name: string
  readonly statements: readonly Statement[]
}

interface Statement {
  readonly effect: 'allow' | 'deny'
  /** HTTP methods in any case; `*` for all. */
  readonly actions: readonly string[]
  /** Resource names, `vrn:{vendor.name}:{region}:{account}:{workspace}:{path}`. */
  readonly resources: readonly string[]
}

/** Where a call goes, as the names of resources and principals say it. */
export interface Place {
  readonly account: string
  readonly workspace: string
}

/** Reads policies.json of the app at `root`; nothing where there is none, or where it is not a list. */
export function readExposed(root: string): readonly ExposedPolicy[] {
  const file = join(root, 'policies.json')
  if (!existsSync(file)) return []
  const read: unknown = readJson(file, 'policies.json')
  return Array.isArray(read) ? read.flatMap(exposedIn) : []
}

/** Published files also hold entries of other kinds, which expose nothing. */
function exposedIn(entry: unknown): readonly ExposedPolicy[] {
  if (!isRecord(entry) || typeof entry.name !== 'string') return []
  const statements = Array.isArray(entry.statements) ? entry.statements.flatMap(statementIn) : []
  return statements.length === 0 ? [] : [{ name: entry.name, statements }]
}

function statementIn(entry: unknown): readonly Statement[] {
  if (!isRecord(entry)) return []
  const { effect, actions, resources } = entry
  return [
    {
      effect: effect === 'deny' ? 'deny' : 'allow',
      actions: textsOf(actions),
      resources: textsOf(resources),
    },
  ]
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter(text => typeof text === 'string') : []

/** Whether a pattern of policies.json or service.json names this: `*` stands for any characters. */
export function names(pattern: string, name: string, { account, workspace }: Place): boolean {
  const parts = pattern
    .replaceAll('{{account}}', account)
    .replaceAll('{{workspace}}', workspace)
    .replaceAll('{{region}}', REGION)
    .split('*')
    .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}

/** Whether one of the actions is this method. */
export const acts = (actions: readonly string[], method: string): boolean =>
  actions.some(action => action === '*' || action.toLowerCase() === method.toLowerCase())

/** A call of one app to a path of another. */
export interface AppCall extends Place {
  readonly method: string
  readonly path: string
}

/**
 * Which policies that an app exposes let a call through; a denial takes precedence over a permission.
 *
 * @param app key of the app that is called, `vendor.name`
 * @returns their names, and the one whose denial ends the call
 */
export function judgeExposed(
  exposed: readonly ExposedPolicy[],
  app: string,
  call: AppCall
): { readonly allowing: readonly string[]; readonly denying: readonly string[] } {
  const resource = `vrn:${app}:${REGION}:${call.account}:${call.workspace}:${call.path}`
  const having = (effect: Statement['effect']): readonly string[] =>
    exposed
      .filter(({ statements }) =>
        statements.some(
          one =>
            one.effect === effect &&
            acts(one.actions, call.method) &&
            one.resources.some(pattern => names(pattern, resource, call))
        )
      )
      .map(({ name }) => `${app}:${name}`)
  return { allowing: having('allow'), denying: having('deny') }
}
