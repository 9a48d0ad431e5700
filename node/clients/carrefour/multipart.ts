import { randomBytes } from 'crypto'

export interface MultipartBody {
  readonly contentType: string
  readonly body: Buffer
}

/**
 * A `multipart/form-data` body with one CSV file in the part `file`. It is one buffer, so that its length
 * is known and nothing has to be read twice.
 */
export function csvUpload(file: string): MultipartBody {
  const boundary = `----stock-${randomBytes(16).toString('hex')}`
  const head = [
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="stock.csv"',
    'Content-Type: text/csv; charset=utf-8',
    '',
    '',
  ].join('\r\n')
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${head}${file}\r\n--${boundary}--\r\n`, 'utf8'),
  }
}
