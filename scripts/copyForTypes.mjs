import {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')

/** What is judged and what it imports; a `tsconfig.json` that would be taken for a file is not among it. */
const READ = /\.(tsx?|mts|mjs|cjs|js|json)$/
const LEFT_OUT = ['node_modules', 'tsconfig.json']

/** What is judged and belongs to no program of TypeScript. */
const PLAIN = ['jest.config.mjs', 'scripts']

/** What files import beside each other, and the rules themselves. */
const BESIDE = ['.oxlintrc.json', 'admin', 'manifest.json', 'messages', 'package.json']

/**
 * A copy of all that is judged, with the one program of `tsconfig.lint.json`: its folder, which goes when this process
 * ends, and the folders in it that are to be judged. oxlint judges each file by the next `tsconfig.json` above it, and
 * those of `node/` and `react/`, which are for VTEX's builders, ask for a way of finding modules that TypeScript 7 no
 * longer has. It lies outside the project, as oxlint reads nothing that git ignores.
 */
export function copyForTypes() {
  const folder = mkdtempSync(path.join(tmpdir(), 'types-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const config = path.join(ROOT, 'tsconfig.lint.json')
  const { include, exclude } = JSON.parse(readFileSync(config, 'utf8'))
  const judged = [...include.filter(name => !name.includes('*')), ...PLAIN]
  for (const name of [...BESIDE, ...judged]) copy(name, folder)
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: config, include, exclude })
  )
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  return { folder, judged }
}

function copy(name, folder) {
  cpSync(path.join(ROOT, name), path.join(folder, name), {
    recursive: true,
    filter: file =>
      !LEFT_OUT.includes(path.basename(file)) && (READ.test(file) || statSync(file).isDirectory()),
  })
}
