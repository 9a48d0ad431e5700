import type { State } from '../support/states'
import { fileOf } from './picture'

/** A picture of the running workspace. */
export interface Shown {
  readonly file: string
  readonly title: string
}

/** The page that leads to every picture. */
export function indexOf(
  states: readonly State[],
  files: ReadonlySet<string>,
  workspace: readonly Shown[]
): string {
  const groups = [...new Set(states.map(({ group }) => group))]
  return [
    '# Screens',
    '',
    'Pictures of every page and state, made by `npm run screens` from the page of states (`/admin/states` of the local',
    'workspace), whose clock stands still, and from a workspace with the demo store.',
    '',
    ...groups.flatMap(group => [
      `## ${group}`,
      '',
      '| state | pictures |',
      '|---|---|',
      ...states
        .filter(state => state.group === group)
        .map(state => `| ${state.title} | ${linksOf(state, files)} |`),
      '',
    ]),
    '## The local workspace',
    '',
    '| page | picture |',
    '|---|---|',
    ...workspace.map(({ file, title }) => `| ${title} | [picture](${file}) |`),
    '',
  ].join('\n')
}

const NAMES = {
  pt: 'Portuguese',
  'pt-320': 'Portuguese, 320 px',
  en: 'English',
  es: 'Spanish',
} as const

const linksOf = ({ id }: State, files: ReadonlySet<string>): string =>
  Object.entries(NAMES)
    .map(([folder, name]) => [fileOf(folder, id), name] as const)
    .filter(([file]) => files.has(file))
    .map(([file, name]) => `[${name}](${file})`)
    .join(' · ')
