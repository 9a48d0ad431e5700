import { expect, it } from '@jest/globals'

import { files, readJson } from './repository'

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

it.each(['node', 'react'])(
  'the root tries %s with the very versions that VTEX installs',
  folder => {
    const { dependencies = {}, devDependencies: own = {} } = readJson(
      `${folder}/package.json`
    ) as Package
    // Compilers and types are the builder's; the root has its own.
    const libraries = Object.entries(own).filter(([name]) => !/^(typescript$|@types\/)/.test(name))
    const { devDependencies } = readJson('package.json') as Package
    expect(Object.keys(dependencies).length).toBeGreaterThan(1)
    expect(devDependencies).toMatchObject({ ...dependencies, ...Object.fromEntries(libraries) })
  }
)

it('node/ and react/ are packages of their own: no workspaces above them, one lock file each', () => {
  expect(readJson('package.json')).not.toHaveProperty('workspaces')
  const locks = files().filter(file =>
    /^(node|react)\/.*(yarn\.lock|package-lock\.json|pnpm-lock\.yaml)$/.test(file)
  )
  expect([...locks].sort()).toEqual(['node/yarn.lock', 'react/yarn.lock'])
})
