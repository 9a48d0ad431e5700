// Refuses to publish while the App Store would show what nobody has filled in. `npm run publish:check`.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const LANGUAGES = ['pt', 'en', 'es']

/** What keeps the app in `root` from being published, in words; empty when nothing does. */
export function publishProblems(root) {
  const read = file => readFileSync(path.join(root, file), 'utf8')
  const { vendor, billingOptions } = JSON.parse(read('manifest.json'))
  const problems = []
  if (vendor === 'yourvendor') problems.push('manifest.json: vendor is still "yourvendor"')
  const support = billingOptions?.support ?? {}
  for (const [name, value] of Object.entries(support)) {
    if (/\bexample\.(com|org|net)\b/.test(value))
      problems.push(`manifest.json: billingOptions.support.${name} is still a placeholder`)
  }
  if (!support.email) problems.push('manifest.json: billingOptions.support has no email')
  for (const language of LANGUAGES) {
    const terms = `public/metadata/licenses/${language}.md`
    if (read(terms).includes('PLACEHOLDER')) problems.push(`${terms}: the terms are not filled in`)
  }
  const images = readdirSync(path.join(root, 'public/metadata/images'))
  if (!images.some(name => name.startsWith('icon.')))
    problems.push('public/metadata/images: there is no icon')
  return problems
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = publishProblems(path.dirname(path.dirname(fileURLToPath(import.meta.url))))
  for (const problem of problems) console.error(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
