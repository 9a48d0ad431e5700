import { strFromU8, unzipSync } from 'fflate'

import { attribute, elements } from './xml'

/** The most bytes that one part of a workbook may have once it is unpacked. */
const MAX_PART = 128 * 1024 * 1024

/** The parts of a workbook, found as its relationships name them. */
export interface WorkbookParts {
  /** The workbook itself; '' when the package holds none. */
  readonly main: string
  /** The part that a relationship of the workbook leads to, by id; '' when there is none. */
  related(id: string): string
  /** The one part of a kind, such as `styles`; '' when there is none. */
  only(kind: string): string
}

/**
 * Unpacks a workbook. Where its parts lie is up to the program that wrote it: some name them in another case than their
 * relationships do, separate folders with a backslash, or put the workbook into a folder of their own.
 * @throws Error for what is no zip
 */
export function readParts(bytes: Uint8Array): WorkbookParts {
  const unpacked = unzipSync(bytes, {
    filter: ({ name, originalSize }) => /\.(xml|rels)$/i.test(name) && originalSize <= MAX_PART,
  })
  const parts = new Map(
    Object.entries(unpacked).map(([name, content]) => [keyOf(name), content] as const)
  )
  const part = (path: string): string => textOf(parts.get(keyOf(path)))
  const relationsOf = (path: string): readonly Relation[] => readRelations(part(relsOf(path)), path)
  const mainPath =
    relationsOf('').find(({ kind }) => kind === 'officeDocument')?.path ?? 'xl/workbook.xml'
  const relations = relationsOf(mainPath)
  const folder = folderOf(mainPath)
  return {
    main: part(mainPath),
    related: id =>
      part(relations.find(one => one.id === id)?.path ?? `${folder}worksheets/sheet1.xml`),
    only: kind => part(relations.find(one => one.kind === kind)?.path ?? `${folder}${kind}.xml`),
  }
}

/** Names of parts do not differ by case alone (ECMA-376, part 2, 6.2.2). */
const keyOf = (name: string): string => name.replace(/\\/g, '/').replace(/^\//, '').toLowerCase()

/** Text of an XML part: UTF-8 without a mark, or what its mark says. */
function textOf(content: Uint8Array | undefined): string {
  if (content === undefined) return ''
  const [first, second] = content
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(content)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(content)
  return strFromU8(content)
}

interface Relation {
  readonly id: string
  /** The last part of its type, which has another beginning in files of the strict form. */
  readonly kind: string
  readonly path: string
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** `xl/workbook.xml` has its relationships in `xl/_rels/workbook.xml.rels`, the package in `_rels/.rels`. */
const relsOf = (path: string): string =>
  `${folderOf(path)}_rels/${path.slice(folderOf(path).length)}.rels`

function readRelations(xml: string, from: string): Relation[] {
  return elements(xml, 'Relationship').flatMap(({ head }) => {
    const target = attribute(head, 'Target').replace(/\\/g, '/')
    if (target === '' || /^external$/i.test(attribute(head, 'TargetMode'))) return []
    return {
      id: attribute(head, 'Id'),
      kind: attribute(head, 'Type').split('/').at(-1) ?? '',
      path: resolved(target, folderOf(from)),
    }
  })
}

function resolved(target: string, folder: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}
