import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterEach, beforeEach, expect, it } from '@jest/globals'

const CACHE = path.join(__dirname, 'codeCache.cjs')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'code-'))
  write(
    'main.js',
    "module.exports = [require('./part').word, require.resolve('./part'), __dirname]"
  )
  writeOld('part.js', "exports.word = 'one'")
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string): string => path.join(folder, name)
const write = (name: string, text: string) => writeFileSync(fileOf(name), text)

const LONG_AGO = new Date('2020-02-02T00:00:00Z')

/** A file that looks as old as any other that is made so. */
function writeOld(name: string, text: string): void {
  write(name, text)
  utimesSync(fileOf(name), LONG_AGO, LONG_AGO)
}

/** Loads a module in a process of its own; answers what it exports. */
function loaded(name = 'main.js'): unknown {
  const script = `
    const done = require(${JSON.stringify(CACHE)}).keepCode(${JSON.stringify(fileOf('.code'))})
    Promise.resolve(require(${JSON.stringify(fileOf(name))})).then(answer => {
      done()
      console.log(JSON.stringify(answer))
    })`
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
}

const expected = (word: string) => [word, fileOf('part.js'), folder]

it('given a service that has been loaded before, expect what was kept of its files to run', () => {
  expect(loaded()).toEqual(expected('one'))
  expect(readdirSync(folder).filter(name => name.startsWith('.code'))).toHaveLength(1)
  writeOld('part.js', "exports.word = 'two'")
  expect(loaded()).toEqual(expected('one'))
})

it('given a file that has changed since, expect the new one to run', () => {
  loaded()
  write('part.js', "exports.word = 'another'")
  expect(loaded()).toEqual(expected('another'))
})

it('given a file that has gone, and another one in its place, expect that one to be found', () => {
  loaded()
  rmSync(fileOf('part.js'))
  write('part.json', '{ "word": "json" }')
  expect(loaded()).toEqual(['json', fileOf('part.json'), folder])
})

it('given what is kept in no state to be read, expect the files to be loaded and kept anew', () => {
  loaded()
  const kept = readdirSync(folder).find(name => name.startsWith('.code')) ?? ''
  write(kept, 'half a file')
  expect(loaded()).toEqual(expected('one'))
  writeOld('part.js', "exports.word = 'two'")
  expect(loaded()).toEqual(expected('one'))
})

it('given a module that imports another in the new way, expect both to be loaded, first and later', () => {
  write('part.mjs', 'export const word = import.meta.url')
  write('new.js', "module.exports = import('./part.mjs').then(part => part.word)")
  const url = new URL(`file://${fileOf('part.mjs')}`).href
  expect([loaded('new.js'), loaded('new.js')]).toEqual([url, url])
})
