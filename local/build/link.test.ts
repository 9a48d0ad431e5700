import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'

import { undeclaredImports } from './packages'
import { runStage } from './stage'
import { copyUploadedSet } from './uploadedSet'

const temp = mkdtempSync(path.join(tmpdir(), 'linked-'))
const root = path.join(temp, 'app')
const into = path.join(temp, 'into')
afterAll(() => rmSync(temp, { recursive: true, force: true }))
beforeEach(() => {
  for (const dir of [root, into]) rmSync(dir, { recursive: true, force: true })
})

const write = (dir: string, file: string, text: string) => {
  mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
  writeFileSync(path.join(dir, file), text)
}

describe('the folder of uploaded files', () => {
  it('follows the app, keeps what yarn installed, and keeps no other file', () => {
    write(root, 'manifest.json', '{}')
    write(root, 'node/a.ts', 'one')
    write(root, 'node/old/b.ts', 'two')
    expect(copyUploadedSet(root, into)).toMatchObject({ bytes: 8 })
    write(into, 'node/node_modules/p/index.js', 'installed')
    write(into, 'node/stranger.ts', 'three')
    write(root, 'node/a.ts', 'another')
    rmSync(path.join(root, 'node/old'), { recursive: true })

    expect(copyUploadedSet(root, into).files).toEqual(['manifest.json', 'node/a.ts'])
    const files = readdirSync(into, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => entry.name)
    expect(files.sort()).toEqual(['a.ts', 'index.js', 'manifest.json'])
    expect(readFileSync(path.join(into, 'node/a.ts'), 'utf8')).toBe('another')
  })
})

describe('imports that package.json does not declare', () => {
  const undeclared = (name: 'node' | 'react', code: string) => {
    const dependencies = { '@vtex/api': '1', fflate: '1' }
    const devDependencies = { typescript: '1' }
    write(root, `${name}/package.json`, JSON.stringify({ dependencies, devDependencies }))
    write(root, 'manifest.json', '{ "dependencies": { "vtex.styleguide": "9.x" } }')
    write(root, `${name}/a.ts`, code)
    return undeclaredImports(root, name, [`${name}/a.ts`, `${name}/package.json`])
  }

  it.each([
    "import { a } from 'koa'",
    "import type { A } from 'koa'",
    "import 'koa/lib/request'",
    "export * from 'koa'",
    "const a = require('koa')",
    "const a = import('koa')",
    "import a = require('koa')",
    "type A = import('koa').A",
  ])('given %s, expect it named', code => {
    expect(undeclared('node', code)).toHaveLength(1)
    expect(undeclared('react', code)).toHaveLength(1)
  })

  it.each<['node' | 'react', string]>([
    ['node', "import a from '@vtex/api/lib/a'; import b from './b'; import c from '../c'"],
    ['node', "import { join } from 'path'; import fs from 'node:fs/promises'"],
    ['react', "import { Button } from 'vtex.styleguide'; import { zipSync } from 'fflate'"],
    ['react', "// import 'koa'\nconst text = \"import 'koa'\""],
  ])('given declared ones in %s: %s, expect none', (name, code) => {
    expect(undeclared(name, code)).toEqual([])
  })

  it('given what only the other package has, expect it named', () => {
    expect(undeclared('react', "import fs from 'fs'")).toHaveLength(1)
    expect(undeclared('node', "import { Button } from 'vtex.styleguide'")).toHaveLength(1)
    expect(undeclared('react', "import { a } from 'vtex.other'")).toHaveLength(1)
  })
})

describe('a part of a build', () => {
  const dir = path.join(into, 'part')
  const make = (hash: string, text: string, failure?: string | Error) =>
    runStage({
      dir,
      hash,
      make: outDir => {
        write(outDir, 'file', text)
        if (failure instanceof Error) return Promise.reject(failure)
        return Promise.resolve(failure === undefined ? [] : [failure])
      },
    })
  const made = () => readFileSync(path.join(dir, 'file'), 'utf8')

  it('given the same content, expect it not made again; given other content, expect it made', async () => {
    expect(await make('1', 'one')).toEqual([])
    expect(await make('1', 'two')).toEqual([])
    expect(made()).toBe('one')
    expect(await make('2', 'three')).toEqual([])
    expect(made()).toBe('three')
  })

  it.each(['refused', new Error('refused')])(
    'given a failure (%p), expect it told, the last good one kept, and another try',
    async failure => {
      await make('1', 'one')
      expect(await make('2', 'two', failure)).toEqual(['refused'])
      expect(made()).toBe('one')
      await make('2', 'two')
      expect(made()).toBe('two')
    }
  )

  it('given a first one that fails, expect nothing there', async () => {
    await make('1', 'one', 'refused')
    expect(existsSync(dir)).toBe(false)
  })
})
