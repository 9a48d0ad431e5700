import type { TimelineCall } from './callTimeline'

/** Headers that the connection adds. */
const OF_CONNECTION =
  /^(?:connection|proxy-connection|content-length|transfer-encoding|host|accept-encoding|keep-alive)$/

/** Quotes a text as one shell argument, whatever it contains. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A call as a command to repeat it through the workspace; secrets are masked, so they must be put in by hand. */
export function curlOf(call: TimelineCall, proxy: string): string {
  const headers = Object.entries(call.request.headers).filter(([name]) => !OF_CONNECTION.test(name))
  return [
    `curl -X ${call.method} ${quoted(`http://${call.host}${call.path}`)}`,
    `--proxy ${quoted(proxy)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(call.request.body === '' ? [] : [`--data-binary ${quoted(call.request.body)}`]),
  ].join(' \\\n  ')
}
