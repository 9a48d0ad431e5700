import { readNamedFaults } from '../../faults/files'

import type { Command, CommandContext } from '../command'
import { columns, moment, type Output } from '../print'
import { CliProblem, EXIT } from '../problem'

/** The first argument as one of a command's own words. */
function actionOf<Action extends string>(
  args: readonly string[],
  actions: readonly Action[],
  usual: Action
): Action {
  const [asked = usual] = args
  const found = actions.find(action => action === asked)
  if (found !== undefined) return found
  throw new CliProblem(EXIT.usage, 'UNKNOWN_ACTION', `"${asked}" is none of ${actions.join(', ')}.`)
}

function named({ args }: CommandContext, what: string): string {
  const [, name] = args
  if (name !== undefined) return name
  throw new CliProblem(EXIT.usage, 'NAME_MISSING', `Name ${what}.`)
}

interface LoadedFile {
  readonly id: string
  readonly file: {
    readonly title: string
    readonly note?: string
    readonly shows?: readonly string[]
    readonly try?: readonly string[]
  }
  readonly hits: readonly number[]
}

export const fault: Command = {
  name: 'fault',
  usage: [
    ['fault [list]', 'files of faults in force, how often they hit, and the cases that come along'],
    ['fault load FILE|CASE', 'put one in force; says what to do and what the app must show'],
    ['fault clear [NAME]', 'end one, or all'],
  ],
  takes: { list: 1, load: 2, clear: 2 },
  options: {},
  async run(context) {
    const { api, args } = context
    switch (actionOf(args, ['list', 'load', 'clear'], 'list')) {
      case 'list': {
        const data = await api.local<{ loaded: readonly LoadedFile[]; cases: readonly string[] }>(
          'GET',
          '/_local/fault-files/'
        )
        const rows = data.loaded.map(({ id, file, hits }) => [
          id,
          `${hits.reduce((sum, one) => sum + one, 0)} hits`,
          file.title,
        ])
        return {
          data,
          text: [
            rows.length > 0 ? columns(rows) : 'No file of faults is in force.',
            '',
            'Cases:',
            ...data.cases.map(name => `  ${name}`),
          ].join('\n'),
        }
      }
      case 'load': {
        const read = readNamedFaults(named(context, 'a file, or a case of the list'))
        if (read.kind === 'refused')
          throw new CliProblem(
            EXIT.refused,
            'INVALID_FAULTS',
            `${args[1] ?? ''}: ${read.problems.join('\n')}`,
            { problems: read.problems }
          )
        const data = await api.local<LoadedFile>('PUT', `/_local/fault-files/${read.id}`, read.file)
        return { data, text: loadedText(data) }
      }
      case 'clear': {
        const [, name] = args
        await api.local(
          'DELETE',
          `/_local/fault-files/${name === undefined ? '' : encodeURIComponent(name)}`
        )
        return { data: { cleared: name ?? 'all' }, text: 'No longer in force.' }
      }
    }
  },
}

function loadedText({ id, file }: LoadedFile): string {
  const list = (title: string, lines: readonly string[] = []) =>
    lines.length === 0 ? [] : [title, ...lines.map(line => `  ${line}`)]
  return [
    `In force: ${id}. ${file.title}`,
    ...(file.note === undefined ? [] : [file.note]),
    ...list('Do:', file.try),
    ...list('Then the app must show:', file.shows),
  ].join('\n')
}

interface Time {
  readonly now: string
  readonly offsetMs: number
}

export const clock: Command = {
  name: 'clock',
  usage: [
    ['clock [show]', 'the time of the workspace'],
    ['clock forward 10m', 'move it, for the app and all that stands around it: s, m, h or d'],
  ],
  takes: { show: 1, forward: 2 },
  options: {},
  async run(context) {
    const action = actionOf(context.args, ['show', 'forward'], 'show')
    const data =
      action === 'show'
        ? await context.api.local<Time>('GET', '/_local/clock')
        : await context.api.local<Time>('POST', '/_local/clock', {
            advanceMs: milliseconds(named(context, 'how far, such as 10m')),
          })
    const ahead = Math.round(data.offsetMs / 1000)
    return { data, text: `${moment(data.now)}, ${ahead} s ahead of this machine` }
  },
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

function milliseconds(text: string): number {
  const match = /^\+?(\d{1,7})([smhd])$/.exec(text)
  const ms = Number(match?.[1] ?? 0) * (UNITS[match?.[2] ?? ''] ?? 0)
  if (ms > 0) return ms
  throw new CliProblem(
    EXIT.usage,
    'BAD_DURATION',
    `"${text}" is no time to move by. Write a number with s, m, h or d, such as 10m.`
  )
}

interface Item {
  readonly name: string
  readonly savedAt: string
  readonly bytes: number
}

/** Files of faults that a snapshot holds and this workspace cannot have are named when it is loaded. */
interface Loaded extends Item {
  readonly leftOut?: readonly string[]
}

interface Change {
  readonly table: string
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly rows: readonly {
    readonly key: string
    readonly change: string
    readonly fields: readonly {
      readonly field: string
      readonly before?: unknown
      readonly after?: unknown
    }[]
  }[]
}

const PATH = '/_local/snapshots'

export const snapshot: Command = {
  name: 'snapshot',
  usage: [
    ['snapshot [list]', 'the snapshots of the workspace'],
    ['snapshot save NAME [--replace]', 'keep the whole state under a name, without keys'],
    ['snapshot load NAME', 'put it back'],
    ['snapshot diff NAME [OTHER]', 'what changed since, or from one to another'],
    ['snapshot remove NAME', 'delete it'],
  ],
  takes: { list: 1, save: 2, load: 2, diff: 3, remove: 2 },
  options: { replace: { value: 'none' } },
  async run(context) {
    const { api, args, options } = context
    const action = actionOf(args, ['list', 'save', 'load', 'diff', 'remove'], 'list')
    const line = ({ name, savedAt, bytes }: Item): readonly string[] => [
      name,
      moment(savedAt),
      `${Math.ceil(bytes / 1024)} kB`,
    ]
    if (action === 'list') {
      const data = await api.local<{ snapshots: readonly Item[] }>('GET', `${PATH}/`)
      return {
        data,
        text:
          data.snapshots.length === 0 ? 'No snapshot is kept.' : columns(data.snapshots.map(line)),
      }
    }
    const name = named(context, 'the snapshot')
    const path = `${PATH}/${encodeURIComponent(name)}`
    switch (action) {
      case 'save':
      case 'load': {
        const data = await (action === 'save'
          ? api.local<Loaded>('POST', path, { replace: options.replace !== undefined })
          : api.local<Loaded>('POST', `${path}/load`))
        const { leftOut = [] } = data
        return {
          data,
          text: [
            columns([[action === 'save' ? 'Saved' : 'Loaded', ...line(data)]]),
            ...leftOut.map(why => `Faults not put in force here: ${why}`),
          ].join('\n'),
        }
      }
      case 'diff': {
        const [, , other] = args
        return diffOutput(
          await api.local<{ changes: readonly Change[] }>(
            'GET',
            `${path}/diff${other === undefined ? '' : `?to=${encodeURIComponent(other)}`}`
          )
        )
      }
      case 'remove':
        await api.local('DELETE', path)
        return { data: { removed: name }, text: `Removed ${name}.` }
    }
  },
}

function diffOutput(data: { readonly changes: readonly Change[] }): Output {
  const shownAs = (value: unknown): string => (value === undefined ? '–' : JSON.stringify(value))
  const text = data.changes.flatMap(({ table, added, removed, changed, rows }) => [
    `${table}: ${added} added, ${removed} removed, ${changed} changed`,
    ...rows
      .slice(0, 10)
      .flatMap(row =>
        row.change === 'changed'
          ? row.fields
              .slice(0, 8)
              .map(
                ({ field, before, after }) =>
                  `  ${row.key}  ${field}: ${shownAs(before)} > ${shownAs(after)}`
              )
          : [`  ${row.change}: ${row.key}`]
      ),
  ])
  return {
    data,
    text: text.length === 0 ? 'Nothing changed.' : text.map(line => line.slice(0, 300)).join('\n'),
  }
}
