import { jest } from '@jest/globals'

/** Intervals wait until the test advances them; everything else runs in real time. */
export const holdIntervals = (): void => {
  jest.useFakeTimers({
    doNotFake: [
      'Date',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'cancelAnimationFrame',
      'requestIdleCallback',
      'cancelIdleCallback',
      'setImmediate',
      'clearImmediate',
      'setTimeout',
      'clearTimeout',
    ],
  })
}

/** The bytes of a file that a page made. (jsdom's Blob has no `arrayBuffer`.) */
export const bytesOf = (file: Blob): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(Uint8Array.from(new Uint8Array(reader.result as ArrayBuffer)))
    reader.onerror = () => reject(new Error('The file cannot be read.'))
    reader.readAsArrayBuffer(file)
  })
