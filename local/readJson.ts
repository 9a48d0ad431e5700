import { readFileSync } from 'node:fs'

/**
 * The JSON of a file of unknown origin, without a byte order mark.
 *
 * @param name how the file is called in what a person reads
 * @throws Error that names the file when it is no JSON
 */
export function readJson(file: string, name: string): unknown {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${name} is not JSON: ${error instanceof Error ? error.message : ''}`)
  }
}
