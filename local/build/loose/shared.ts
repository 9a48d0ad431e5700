import path from 'node:path'

/** What VTEX's builders read themselves; code there belongs to one of them. */
const OF_BUILDERS = ['node', 'react', 'admin', 'docs', 'messages', 'public', 'store', 'styles']

const IMPORT = /(?:from|import|require\()\s*\(?['"](\.[^'"]+)['"]/g

/**
 * The uploaded files outside of node/ that lie in folders from which its code imports, as published apps do: VTEX compiles
 * the whole upload, and they go along.
 *
 * @param files of the uploaded set, relative to the app's folder
 * @param read the text of one of them
 */
export function sharedFiles(
  files: readonly string[],
  read: (file: string) => string
): readonly string[] {
  const folders = new Set<string>()
  const look = (file: string): void => {
    for (const [, to = ''] of read(file).matchAll(IMPORT)) {
      const [folder = ''] = path.posix.join(path.posix.dirname(file), to).split('/')
      if (OF_BUILDERS.includes(folder) || folders.has(folder)) continue
      folders.add(folder)
      codeIn(files, folder).forEach(look)
    }
  }
  codeIn(files, 'node').forEach(look)
  return files.filter(file => folders.has(file.split('/', 1)[0] ?? ''))
}

const codeIn = (files: readonly string[], folder: string): readonly string[] =>
  files.filter(file => file.startsWith(`${folder}/`) && /\.(ts|tsx|js|jsx)$/.test(file))
