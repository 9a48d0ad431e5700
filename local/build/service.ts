import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import { joinSchema } from './schema'
import { readServiceJson } from './service-json'

/** What the built service depends on, beside the compiler's version. */
export const SERVICE_INPUTS = [
  'node',
  'graphql',
  'manifest.json',
  'package-lock.json',
  'local/build',
] as const

/**
 * Builds the service into `outDir` as VTEX's node and graphql builders lay it out: `service/service.json`,
 * `service/schema.graphql`, `service/src/node/*.js` and `manifest.json`.
 *
 * @throws Error with the compiler's words when the types do not hold.
 */
export async function buildService(root: string, outDir: string): Promise<void> {
  const service = join(outDir, 'service')
  mkdirSync(join(service, 'src/node'), { recursive: true })

  const { routes, ...rest } = readServiceJson(root)
  const json = { ...rest, routes: { ...routes, __graphql: { path: '/_v/graphql' } } }
  writeFileSync(join(service, 'service.json'), JSON.stringify(json, null, 2))
  writeFileSync(join(service, 'schema.graphql'), joinSchema(root))
  cpSync(join(root, 'manifest.json'), join(outDir, 'manifest.json'))
  await compile(root, outDir, join(service, 'src/node'))
}

/** Tests are not part of the app, and their tools are typed for another module system. */
async function compile(root: string, outDir: string, jsDir: string): Promise<void> {
  const config = join(outDir, 'tsconfig.json')
  const options = {
    extends: join(root, 'node/tsconfig.json'),
    compilerOptions: {
      outDir: jsDir,
      rootDir: join(root, 'node'),
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: [join(root, 'node/**/*.ts')],
    exclude: [
      join(root, 'node/node_modules'),
      join(root, 'node/**/*.test.ts'),
      join(root, 'node/testing'),
    ],
  }
  writeFileSync(config, JSON.stringify(options, null, 2))
  const tsc = createRequire(join(root, 'package.json')).resolve('typescript/bin/tsc')
  await new Promise<void>((resolve, reject) => {
    execFile(process.execPath, [tsc, '-p', config], { cwd: root }, (error, stdout) => {
      if (error) reject(new Error(`node/ does not compile:\n${stdout}`))
      else resolve()
    })
  })
}
