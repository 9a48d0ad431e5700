import React, { useEffect, useState } from 'react'

import type { Language } from './language'

interface Band {
  tone: 'looking' | 'waiting' | 'writing'
  text: string
  link: { href: string; text: string }
}

const EVERY_MS = 3_000

/**
 * What stands over every page of a workspace that works with real hosts: which store and shop, and whether they are
 * written to. A workspace of stand-ins has none, and is asked once.
 */
export function LiveBand({ language }: { language: Language }) {
  const [band, setBand] = useState<Band | null>(null)

  useEffect(() => {
    let timer: number | undefined
    let current = true
    const ask = async () => {
      const found = await readBand()
      if (!current) return
      setBand(found)
      if (found !== null) timer = window.setTimeout(again, EVERY_MS)
    }
    // A workspace that is being restarted is asked again; the band stays meanwhile.
    const again = () =>
      void ask().catch(() => current && (timer = window.setTimeout(again, EVERY_MS)))
    void ask().catch(() => undefined)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [language])

  if (band === null) return null
  return (
    <p className="shell-band" data-tone={band.tone} role="status">
      {band.text}{' '}
      <a href={band.link.href} target="_blank" rel="noopener noreferrer">
        {band.link.text}
      </a>
    </p>
  )
}

/** Null where there is none; the language is that of the cookie. */
async function readBand(): Promise<Band | null> {
  const response = await fetch('/console/live/api/band', { credentials: 'same-origin' })
  if (!response.ok) throw new Error(`The band answered ${response.status}`)
  const { band } = (await response.json()) as { band: Band | null }
  return band
}
