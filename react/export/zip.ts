import { Zip, ZipDeflate } from 'fflate'

/** An archive that grows file by file. */
export interface Archive {
  /** The next file, to be filled piece by piece; the one before it must be complete. */
  begin(name: string): ZipDeflate
  /** A whole file. */
  add(name: string, bytes: Uint8Array): void
  /** The compressed bytes of all; nothing can be added afterwards. */
  end(): BlobPart[]
}

/** An empty archive, compressed while it grows. */
export function newArchive(): Archive {
  const pieces: BlobPart[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    // A view of memory of its own, which newer declarations do not know of every view.
    pieces.push(piece as BlobPart)
  })
  const begin = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name)
    zip.add(file)
    return file
  }
  return {
    begin,
    add: (name, bytes) => begin(name).push(bytes, true),
    end: () => {
      zip.end()
      return pieces
    },
  }
}
