import React, { useState } from 'react'
import type { ReactNode } from 'react'
import { IconCaretDown, IconCaretRight } from 'vtex.styleguide'

import { PlainButton } from './PlainButton'

/** Something one click away. */
export function Disclosure({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <PlainButton className="nl2" aria={{ 'aria-expanded': open }} onClick={() => setOpen(!open)}>
        {open ? <IconCaretDown size={10} /> : <IconCaretRight size={10} />} {label}
      </PlainButton>
      {open && <div className="mt3">{children}</div>}
    </div>
  )
}
