import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { readJson } from '../../readJson'
import type { Progress } from '../link'
import { installedMark, runYarn } from '../packages'

import { loosen, type PackageJson, withoutAddresses } from './looserPackages'

/** Attempts with ever looser versions, after the first with the app's own. */
const ATTEMPTS = 10

/** What was told when the packages were installed; it holds at every later start too. */
const NOTES = '.installed-notes.json'

/**
 * Installs a package of an app that was not made for this machine. First as the app says; where that cannot be had
 * (a package from an address, a version that the registry does not offer), with what comes closest.
 *
 * @param folder node/ or react/ of the copy of the app's files; its package.json and lock file may be changed
 * @returns what differs from the app's own word
 */
export async function installLoosely(
  folder: string,
  progress: Progress
): Promise<readonly string[]> {
  const name = path.basename(folder)
  const source = path.join(folder, 'package.json')
  if (!existsSync(source)) return [`${name}/ has no package.json: nothing is installed for it`]
  const mark = installedMark(folder)
  const notes = path.join(folder, 'node_modules', NOTES)
  if (existsSync(mark)) return read(notes)
  progress(`Installing the packages of ${name}/ with yarn`)
  rmSync(path.join(folder, 'node_modules'), { recursive: true, force: true })
  const { installed, told } = await attempts(folder, source)
  // What could not be installed today may be there tomorrow.
  if (!installed) return told
  writeFileSync(notes, JSON.stringify(told))
  writeFileSync(mark, '')
  return told
}

const read = (file: string): readonly string[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as string[]) : []

async function attempts(
  folder: string,
  source: string
): Promise<{ installed: boolean; told: readonly string[] }> {
  const name = path.basename(folder)
  const first = await runYarn(folder, [])
  if (first.ok) return { installed: true, told: [] }
  rmSync(path.join(folder, 'yarn.lock'), { force: true })
  let wanted = withoutAddresses(readJson(source, `${name}/package.json`) as PackageJson)
  let text = first.text
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    writeFileSync(source, JSON.stringify(wanted.json, null, 2))
    const ran = await runYarn(folder, ['--no-lockfile'])
    if (ran.ok)
      return { installed: true, told: wanted.told.map(line => `${name}/package.json: ${line}`) }
    text = ran.text
    const looser = loosen(wanted, text)
    if (looser === null) break
    wanted = looser
  }
  return {
    installed: false,
    told: [`The packages of ${name}/ cannot be installed:\n${lastLines(text)}`],
  }
}

const lastLines = (text: string): string =>
  text
    .split('\n')
    .filter(line => line.startsWith('error'))
    .slice(0, 3)
    .join('\n')
