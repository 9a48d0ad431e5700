import path from 'node:path'
import { Script } from 'node:vm'

import { type Declared, declaredIn } from './declared'
import type { Mutant } from './mutant'

/** The service's files by their paths. */
export type Files = ReadonlyMap<string, string>

interface Found extends Declared {
  readonly file: string
}

/** The service's files, and what each of them declares. */
export class Code {
  readonly #byName = new Map<string, Found[]>()

  constructor(private readonly files: Files) {
    for (const [file, text] of files)
      for (const one of declaredIn(file, text))
        this.#byName.set(one.name, [...(this.#byName.get(one.name) ?? []), { ...one, file }])
  }

  text(file: string): string {
    return this.files.get(file) ?? ''
  }

  /** @throws Error unless exactly one fits */
  find(name: string, having = ''): Found {
    const all = this.#byName.get(name) ?? []
    const fit = all.filter(({ text }) => text.includes(having))
    const [only] = fit
    if (only && fit.length === 1) return only
    const words = having === '' ? name : `${name} with "${having}" in it`
    const where = all.map(({ file }) => file).join(', ')
    throw new Error(
      `${words} is declared ${fit.length} times, not once${where && ` (${name}: ${where})`}`
    )
  }
}

/** The files that a mutant changes, as they are then. */
export function patch(code: Code, { breaks }: Mutant): Files {
  const changed = new Map<string, string>()
  const found = breaks
    .map(one => ({ ...one, at: code.find(one.of, one.having) }))
    // From the end of a file to its beginning: places before stay where they are.
    .sort((a, b) => b.at.from - a.at.from)
  for (const { at, by } of found) {
    const text = changed.get(at.file) ?? code.text(at.file)
    changed.set(at.file, replace(text, at, `(${resolved(code, at.file, by)})`))
  }
  return changed
}

/** Makes sure that callers in the same file get the broken one as well. */
function replace(text: string, { kind, name, from, to }: Found, by: string): string {
  const before = text.slice(0, from)
  const after = text.slice(to)
  const real = `real$${name}`
  switch (kind) {
    case 'constant':
      return `${before}${by}(${text.slice(from, to)})${after}`
    case 'function':
      return `${before}${real}${after}
var made$${name};
function ${name}(...args) { return (made$${name} ??= ${by}(${real})).apply(this, args) }
`
    case 'method': {
      const [of, method] = name.split('.')
      const place = `${of}.prototype.${method}`
      return `${text}\n${place} = ${by}(${place});\n`
    }
  }
}

const NEED = /need\('(\w+)'(?:, '([^']*)')?\)/g

function resolved(code: Code, file: string, by: string): string {
  return by.replace(NEED, (_, name: string, having?: string) => {
    const found = code.find(name, having)
    if (found.file === file) return name
    const to = path.posix.relative(path.posix.dirname(file), found.file).replace(/\.[jt]s$/, '')
    return `require(${JSON.stringify(to.startsWith('.') ? to : `./${to}`)}).${name}`
  })
}

/** Why mutants cannot be made; empty when all can. Checked before anything is played. */
export const unmakeable = (code: Code, mutants: readonly Mutant[]): readonly string[] =>
  mutants.flatMap(({ name, breaks }) =>
    breaks.flatMap(({ of, having, by }) => {
      try {
        const text = resolved(code, code.find(of, having).file, by)
        new Script(`(${text})`)
        return []
      } catch (error) {
        // One of another realm, as a syntax error is in a test, is no instance of Error here.
        return [`${name}: ${String(error).replace(/^\w*Error: /, '')}`]
      }
    })
  )
