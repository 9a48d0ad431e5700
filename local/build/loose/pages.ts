import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { componentsOf, readAdmin } from '../../admin/appFiles'
import { readableDocuments } from '../../admin/operations'
import { bundleEntries, type PageFiles } from '../pages'
import { uploadedFiles } from '../uploaded'

const ENDINGS = ['.tsx', '.ts', '.jsx', '.js', '/index.tsx', '/index.ts', '/index.jsx', '/index.js']

const TSCONFIG = JSON.stringify({
  compilerOptions: { jsx: 'react-jsx', experimentalDecorators: true },
})

/**
 * The bundler reads tsconfig.json of every folder that it takes code from, VTEX's does not: what an app says there of JSX,
 * or takes from a package, would decide what is made. They lie in the workspace's copy of the app, which is made anew at
 * every start; that of the service is left alone.
 */
function useOwnTsconfig(dir: string): void {
  const others = uploadedFiles(dir).filter(file => /(^|\/)tsconfig[^/]*\.json$/.test(file))
  for (const file of ['react/tsconfig.json', ...others])
    if (!file.startsWith('node/')) writeFileSync(path.join(dir, file), TSCONFIG)
}

// oxlint-disable-next-line no-control-regex -- colours of a terminal begin with a control character
const COLOURS = /\u001b\[[\d;]*m/g

/** The file of react/ that a component's name stands for. */
const fileOf = (dir: string, component: string): string | undefined =>
  ENDINGS.map(ending => path.join(dir, 'react', component + ending)).find(file => existsSync(file))

/**
 * Bundles the Admin pages of any app into `outDir`. A page that cannot be bundled is told and left out; the others are
 * there.
 */
export async function bundlePagesLoosely(dir: string, outDir: string): Promise<readonly string[]> {
  const { routes, told } = readAdmin(dir)
  const names = componentsOf(routes)
  const entries: PageFiles = Object.fromEntries(
    names.flatMap(name => {
      const file = fileOf(dir, name)
      return file === undefined ? [] : [[name, file]]
    })
  )
  const absent = names
    .filter(name => entries[name] === undefined)
    .map(name => `react/ has no ${name}, which admin/routes.json names`)
  useOwnTsconfig(dir)
  const failure = await tryBundle(dir, outDir, entries)
  if (failure === null) return [...told, ...absent]
  const broken: string[] = []
  const whole: Record<string, string> = {}
  for (const [name, file] of Object.entries(entries)) {
    const alone = await tryBundle(dir, outDir, { [name]: file })
    if (alone === null) whole[name] = file
    else broken.push(`The page ${name} cannot be bundled:\n${alone}`)
  }
  await tryBundle(dir, outDir, whole)
  return [...told, ...absent, ...broken]
}

/** The first words of an error of the bundler, without its colours. */
export const shortWords = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(COLOURS, '')
    .split('\n')
    .filter(line => line.trim() !== '')
    .slice(0, 4)
    .join('\n')

/** Bundles; answers what stood in the way. */
async function tryBundle(dir: string, outDir: string, entries: PageFiles): Promise<string | null> {
  for (const name of readdirSync(outDir)) rmSync(path.join(outDir, name), { recursive: true })
  if (Object.keys(entries).length === 0) return null
  try {
    await bundleEntries(dir, outDir, entries, {
      documents: readableDocuments(dir),
      quiet: true,
      commonJs: true,
    })
    return null
  } catch (error) {
    return shortWords(error)
  }
}
