import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { MiraklError } from '../errors'

/** Largest file taken. Mirakl documents no limit; this one keeps the sandbox's memory bounded. */
const MAX_FILE_BYTES = 100 * 1024 * 1024

/** The file of an import call. */
export interface Upload {
  name: string
  bytes: Buffer
}

/**
 * Reads the part `file` of a `multipart/form-data` body. 415 for another content type, 400 when the part
 * is missing or the body is broken, 413 when the file is too large.
 */
export async function readUpload(req: IncomingMessage, maxBytes = MAX_FILE_BYTES): Promise<Upload> {
  const contentType = req.headers['content-type'] ?? ''
  if (!contentType.toLowerCase().startsWith('multipart/form-data')) {
    throw new MiraklError(415, 'Unsupported Media Type')
  }
  try {
    return await readFilePart(req, contentType, maxBytes)
  } catch (error) {
    // The rest of the body must flow off, or the connection could not carry the answer.
    req.unpipe()
    req.resume()
    if (error instanceof MiraklError) throw error
    throw new MiraklError(400, 'The multipart body cannot be read')
  }
}

function readFilePart(
  req: IncomingMessage,
  contentType: string,
  maxBytes: number
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const limits = { fileSize: maxBytes, files: 1, fields: 20, parts: 21 }
    const parser = new Busboy({ headers: { ...req.headers, 'content-type': contentType }, limits })
    let upload: Upload | undefined
    parser.on('file', (field: string, stream: Readable, name: string) => {
      if (field !== 'file') return void stream.resume()
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('limit', () => reject(new MiraklError(413, 'The file is too large')))
      stream.on('end', () => (upload = { name, bytes: Buffer.concat(chunks) }))
      stream.on('error', reject)
    })
    parser.on('error', reject)
    parser.on('finish', () => {
      if (upload === undefined) reject(new MiraklError(400, "Required part 'file' is not present"))
      else resolve(upload)
    })
    req.on('aborted', () => reject(new MiraklError(400, 'The upload was cut off')))
    req.pipe(parser)
  })
}
