import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import sharp from 'sharp'

import { readJson, ROOT } from './repository'

/** What `npm run publish:check` says of an app. */
function problemsOf(root: string): readonly string[] {
  const script = path.join(ROOT, 'scripts/publish-check.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' })
  const problems = stderr.split('\n').filter(line => line !== '')
  expect(status).toBe(problems.length === 0 ? 0 : 1)
  return problems
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const LANGUAGES = ['pt-BR', 'en-US', 'es-AR']

/** The app with everything filled in that only whoever publishes it can know. */
class FilledIn {
  readonly root = mkdtempSync(path.join(tmpdir(), 'publish-'))

  constructor() {
    folders.push(this.root)
    cpSync(path.join(ROOT, 'public'), path.join(this.root, 'public'), { recursive: true })
    cpSync(path.join(ROOT, 'manifest.json'), path.join(this.root, 'manifest.json'))
    this.change('manifest.json', text => text.replace(VENDOR, 'acme').replace(...REAL))
    for (const language of LANGUAGES) {
      this.change(`public/metadata/licenses/${language}.md`, () => '# Terms')
      this.change(`public/metadata/messages/${language}.json`, text => text.replace(...REAL))
    }
  }

  change(file: string, how: (text: string) => string): void {
    const at = path.join(this.root, file)
    writeFileSync(at, how(readFileSync(at, 'utf8')))
  }

  texts(change: Readonly<Record<string, unknown>>): void {
    this.change('public/metadata/messages/en-US.json', text =>
      JSON.stringify({ ...(JSON.parse(text) as object), ...change })
    )
  }

  remove(file: string): void {
    rmSync(path.join(this.root, file), { recursive: true })
  }

  async draw(file: string, width: number, height: number, channels: 3 | 4 = 4): Promise<void> {
    const at = path.join(this.root, file)
    mkdirSync(path.dirname(at), { recursive: true })
    await sharp({ create: { width, height, channels, background: '#134cd8' } })
      .png()
      .toFile(at)
  }
}

/** The one in the manifest stands for whoever publishes the app. */
const { vendor: VENDOR } = readJson('manifest.json') as { readonly vendor: string }
const REAL = [/example\.com/g, 'acme.com.br'] as const
const IMAGES = 'public/metadata/images'
const DESKTOP = `${IMAGES}/screenshots/desktop`

describe('npm run publish:check', () => {
  it('given the app as it is, expect what only its publisher knows to be missing, and nothing else', () => {
    const problems = problemsOf(ROOT)
    expect(
      problems.filter(
        text => !/placeholder|not filled in/.test(text.replace(VENDOR, 'placeholder'))
      )
    ).toEqual([])
    for (const named of ['vendor', 'manifest.json: billingOptions.support.email', 'websiteURL'])
      expect(problems.join('\n')).toContain(named)
    for (const language of LANGUAGES)
      expect(problems).toContain(
        `public/metadata/licenses/${language}.md: the terms are not filled in`
      )
  })

  it('given all of that, expect the app to be published', () => {
    expect(problemsOf(new FilledIn().root)).toEqual([])
  })

  it.each<[string, (app: FilledIn) => Promise<void> | void, string]>([
    ['no icon', app => app.remove(`${IMAGES}/icon.png`), 'no icon'],
    [
      'an icon that is no PNG',
      app => app.change(`${IMAGES}/icon.png`, () => '<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'no icon',
    ],
    ['a small icon', app => app.draw(`${IMAGES}/icon.png`, 512, 512), '512 x 512'],
    ['an icon without alpha', app => app.draw(`${IMAGES}/icon.png`, 1024, 1024, 3), '32 bits'],
    [
      'a large picture',
      app => app.draw(`${DESKTOP}/1-problems.png`, 701, 400),
      '1-problems.png: larger',
    ],
    [
      'a picture that is no PNG',
      app => app.change(`${DESKTOP}/1-problems.png`, () => 'GIF89a'),
      '1-problems.png: it is not',
    ],
    ['no pictures', app => app.remove(DESKTOP), 'desktop: 0 pictures'],
    [
      'too many pictures',
      async app => {
        for (let more = 0; more < 10; more += 1) await app.draw(`${DESKTOP}/m${more}.png`, 10, 10)
      },
      'desktop: 16 pictures',
    ],
    [
      'no terms',
      app => app.remove('public/metadata/licenses/es-AR.md'),
      'es-AR.md: the terms are missing',
    ],
    [
      'no texts in a language',
      app => app.remove('public/metadata/messages/pt-BR.json'),
      'pt-BR.json is missing',
    ],
    ['a long name', app => app.texts({ name: 'x'.repeat(27) }), 'name has 27 characters'],
    ['a name with VTEX', app => app.texts({ name: 'Stock for VTEX' }), 'must not include VTEX'],
    ['a name with punctuation', app => app.texts({ name: 'Stock!' }), 'no punctuation'],
    [
      'a long headline',
      app => app.texts({ headline: 'x'.repeat(121) }),
      'headline has 121 characters',
    ],
    [
      'a long overview',
      app => app.texts({ overview: 'x'.repeat(201) }),
      'overview has 201 characters',
    ],
    ['no features', app => app.texts({ features: [] }), 'features are missing'],
    ['a wordy feature', app => app.texts({ features: ['word '.repeat(21).trim()] }), '21 words'],
    ['no website', app => app.texts({ websiteURL: undefined }), 'websiteURL is missing'],
    ['no support', app => app.texts({ support: {} }), 'support names no way to ask'],
    [
      'no price',
      app => app.change('manifest.json', text => text.replace('"type": "free",', '')),
      'without a type',
    ],
  ])('given %s, expect it to be refused for that alone', async (_, breakIt, said) => {
    const app = new FilledIn()
    await breakIt(app)
    expect(problemsOf(app.root)).toEqual([expect.stringContaining(said)])
  })
})
