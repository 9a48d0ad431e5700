import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

import { type Handler, sendJson } from '../http/handler'
import { parseJsonWithComments } from '../live/jsonWithComments'

import { filled, findStub, readStubs, type ReadStubs, type Stub, type StubbedCall } from './stubs'

/** Finds the answer that a file gives to a call; undefined where it gives none. */
export type AnswerFromFile = (call: StubbedCall) => Handler | undefined

/** Reads a file of stubs. */
export function readStubFile(file: string): ReadStubs {
  if (!existsSync(file)) return { kind: 'refused', problems: ['there is no such file'] }
  try {
    return readStubs(parseJsonWithComments(readFileSync(file, 'utf8')))
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    return { kind: 'refused', problems: [words] }
  }
}

/**
 * Answers calls of the app from a file, which is read again whenever it has changed.
 *
 * @param tell hears what is wrong with the file once it runs; the stubs that were read before then stay
 */
export function createStubs(
  file: string,
  first: readonly Stub[],
  tell: (text: string) => void
): AnswerFromFile {
  let stubs = first
  let read = changedAt(file)
  const refresh = (): void => {
    const now = changedAt(file)
    if (now === read) return
    read = now
    const again = readStubFile(file)
    if (again.kind === 'stubs') stubs = again.stubs
    else tell(`${file} is not used as it is now: ${again.problems.join('; ')}`)
  }
  return call => {
    refresh()
    const found = findStub(stubs, call)
    if (found === undefined) return undefined
    const { stub, stars } = found
    return (_req, res) => {
      const text = bodyOf(stub, stars, path.dirname(file))
      if (text === undefined)
        return sendJson(res, 502, {
          code: 'NoStub',
          message: `The file that the stub names cannot be read, in ${file}`,
        })
      res.writeHead(stub.status, stub.headers)
      res.end(text)
    }
  }
}

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** The body of an answer. A star may stand for any text, also for one that leads out of the folder: then there is none. */
function bodyOf(
  { answer }: Stub,
  stars: readonly string[],
  folder: string
): string | Buffer | undefined {
  if ('text' in answer) return filled(answer.text, stars)
  const wanted = path.resolve(folder, filled(answer.file, stars))
  if (!wanted.startsWith(folder + path.sep)) return undefined
  try {
    return readFileSync(wanted)
  } catch {
    return undefined
  }
}
