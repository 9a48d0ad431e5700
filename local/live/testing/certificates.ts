import {
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'

/** A key with its certificate, both PEM. */
export interface Certified {
  readonly key: string
  readonly cert: string
}

export interface CertificateOptions {
  /** DNS names and IPv4 addresses that it is good for. */
  readonly names?: readonly string[]
  readonly notBefore?: Date
  readonly notAfter?: Date
}

const DAY_MS = 24 * 60 * 60 * 1000
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS)

/** A private certificate authority. */
export interface Authority {
  /** PEM, for clients that trust it. */
  readonly cert: string
  /** A server's certificate, signed by it; for `localhost` and a day unless told otherwise. */
  certify(options?: CertificateOptions): Certified
}

/** Makes one with Node alone: the tests need no tool that a machine may lack. */
export function createAuthority(name = 'Test authority'): Authority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = nameOf(name)
  const cert = pem(
    signed(privateKey, {
      issuer,
      subject: issuer,
      publicKey,
      validity: [daysFromNow(-1), daysFromNow(2)],
      extensions: [extension('2.5.29.19', sequence(boolean(true)), true)],
    })
  )
  return {
    cert,
    certify({ names = ['localhost', '127.0.0.1'], notBefore, notAfter } = {}) {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const alternatives = names.map(one =>
        /^\d+(\.\d+){3}$/.test(one)
          ? tagged(0x87, Buffer.from(one.split('.').map(Number)))
          : tagged(0x82, Buffer.from(one, 'ascii'))
      )
      const der = signed(privateKey, {
        issuer,
        subject: nameOf(names[0] ?? 'nobody'),
        publicKey: pair.publicKey,
        validity: [notBefore ?? daysFromNow(-1), notAfter ?? daysFromNow(1)],
        extensions: [extension('2.5.29.17', sequence(...alternatives))],
      })
      const key = createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
      return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(der) }
    },
  }
}

interface Contents {
  readonly issuer: Buffer
  readonly subject: Buffer
  readonly publicKey: KeyObject
  readonly validity: readonly [Date, Date]
  readonly extensions: readonly Buffer[]
}

/** ecdsa-with-SHA256 */
const ALGORITHM = () => sequence(oid('1.2.840.10045.4.3.2'))

/** An X.509 v3 certificate (RFC 5280), DER. */
function signed(by: KeyObject, contents: Contents): Buffer {
  const [from, until] = contents.validity
  const toBeSigned = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ALGORITHM(),
    contents.issuer,
    sequence(time(from), time(until)),
    contents.subject,
    contents.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...contents.extensions))
  )
  const signature = sign('sha256', toBeSigned, by)
  return sequence(toBeSigned, ALGORITHM(), bits(signature))
}

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts))
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes)
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.concat([Buffer.from([0]), bytes]))
const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.from([value ? 0xff : 0]))

/** GeneralizedTime, which any year fits. */
const time = (date: Date): Buffer =>
  tagged(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, ''), 'ascii'))

const nameOf = (common: string): Buffer =>
  sequence(tagged(0x31, sequence(oid('2.5.4.3'), tagged(0x0c, Buffer.from(common, 'utf8')))))

const extension = (id: string, value: Buffer, critical = false): Buffer =>
  sequence(oid(id), ...(critical ? [boolean(true)] : []), tagged(0x04, value))

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const part of rest) {
    const groups = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return tagged(0x06, Buffer.from(bytes))
}
