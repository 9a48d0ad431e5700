// Refuses to publish what the App Store would send back, or show to merchants unfilled: `npm run publish:check`.
// The rules are those of VTEX's "Marketing guidelines" and "Preparing your app for distribution" (read in November 2026).
import { Buffer } from 'node:buffer'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const LANGUAGES = ['pt-BR', 'en-US', 'es-AR']
const METADATA = 'public/metadata'

const ICON = 1024
const SCREENSHOT = { width: 700, height: 400, fewest: 3, most: 10 }
const LONGEST = { name: 26, headline: 120, overview: 200 }
const MOST_WORDS = 20

/** What keeps the app in `root` from being published, in words; empty when nothing does. */
export function publishProblems(root) {
  const manifest = JSON.parse(readFileSync(path.join(root, 'manifest.json'), 'utf8'))
  return [
    ...manifestProblems(manifest),
    ...LANGUAGES.flatMap(language => [
      ...licenseProblems(root, `${METADATA}/licenses/${language}.md`),
      ...messageProblems(root, `${METADATA}/messages/${language}.json`),
    ]),
    ...iconProblems(root, `${METADATA}/images/icon.png`),
    ...['desktop', 'mobile'].flatMap(device =>
      screenshotProblems(root, `${METADATA}/images/screenshots/${device}`)
    ),
  ]
}

const isPlaceholder = value => /\bexample\.(com|org|net)\b/.test(value)

const supportProblems = (support = {}) => [
  ...Object.entries(support)
    .filter(([, value]) => isPlaceholder(value))
    .map(([name]) => `support.${name} is still a placeholder`),
  ...(support.email || support.url || support.phone ? [] : ['support names no way to ask']),
]

function manifestProblems({ vendor, billingOptions }) {
  const problems = supportProblems(billingOptions?.support).map(text => `billingOptions.${text}`)
  if (vendor === 'yourvendor') problems.push('vendor is still "yourvendor"')
  if (!billingOptions?.type) problems.push('billingOptions: without a type the app is private')
  return problems.map(text => `manifest.json: ${text}`)
}

function licenseProblems(root, file) {
  if (!existsSync(path.join(root, file))) return [`${file}: the terms are missing`]
  const text = readFileSync(path.join(root, file), 'utf8')
  return text.includes('PLACEHOLDER') ? [`${file}: the terms are not filled in`] : []
}

function messageProblems(root, file) {
  if (!existsSync(path.join(root, file))) return [`${file} is missing`]
  const texts = JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  const problems = supportProblems(texts.support)
  for (const [field, most] of Object.entries(LONGEST)) {
    const { length } = texts[field] ?? ''
    if (length === 0) problems.push(`${field} is missing`)
    if (length > most) problems.push(`${field} has ${length} characters, ${most} at most`)
  }
  if (/vtex/i.test(texts.name)) problems.push('name must not include VTEX')
  if (/[.,!?;:_]/.test(texts.name)) problems.push('name must have no punctuation')
  const features = Array.isArray(texts.features) ? texts.features : []
  if (features.length === 0) problems.push('features are missing')
  for (const feature of features) {
    const words = feature.split(/\s+/).length
    if (words > MOST_WORDS) problems.push(`features: "${feature}" has ${words} words`)
  }
  if (!texts.websiteURL) problems.push('websiteURL is missing')
  else if (isPlaceholder(texts.websiteURL)) problems.push('websiteURL is still a placeholder')
  return problems.map(text => `${file}: ${text}`)
}

function iconProblems(root, file) {
  const icon = readPng(path.join(root, file))
  if (icon === null) return [`${file}: there is no icon in PNG`]
  const problems = []
  if (icon.width !== ICON || icon.height !== ICON)
    problems.push(`${file}: ${icon.width} x ${icon.height} pixels, it must be ${ICON} x ${ICON}`)
  if (icon.depth !== 8 || icon.colour !== 6)
    problems.push(`${file}: it must have 32 bits a pixel (RGB and alpha)`)
  return problems
}

function screenshotProblems(root, folder) {
  const inside = path.join(root, folder)
  const names = existsSync(inside) ? readdirSync(inside) : []
  const { fewest, most, width, height } = SCREENSHOT
  const problems = names.flatMap(name => {
    const picture = readPng(path.join(inside, name))
    if (picture === null) return [`${folder}/${name}: it is not a PNG`]
    const fits = picture.width <= width && picture.height <= height
    return fits ? [] : [`${folder}/${name}: larger than ${width} x ${height} pixels`]
  })
  if (names.length < fewest || names.length > most)
    problems.push(`${folder}: ${names.length} pictures, there must be ${fewest} to ${most}`)
  return problems
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

/** Size, bits a sample and kind of colour, from a PNG's first chunk; null for anything else. */
function readPng(file) {
  if (!existsSync(file)) return null
  const bytes = readFileSync(file)
  if (bytes.length < 26 || !bytes.subarray(0, 8).equals(SIGNATURE)) return null
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    depth: bytes[24],
    colour: bytes[25],
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
  const problems = publishProblems(process.argv[2] ?? here)
  for (const problem of problems) console.error(problem)
  process.exit(problems.length === 0 ? 0 : 1)
}
