import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const COMPRESSIBLE = /\.(js|css|html|svg|json)$/

/** Writes a `.br` and a `.gz` beside each text file below `dir`, once, so that serving costs nothing. */
export async function compressAll(dir: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = entries
    .filter(entry => entry.isFile() && COMPRESSIBLE.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))

  for (const file of files) {
    const content = await readFile(file)
    await writeFile(`${file}.gz`, await promisify(gzip)(content))
    await writeFile(`${file}.br`, await promisify(brotliCompress)(content))
  }
}
