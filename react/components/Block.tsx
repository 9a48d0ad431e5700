import React from 'react'
import type { ReactNode } from 'react'
import { PageBlock } from 'vtex.styleguide'

/** The Styleguide's block, with less padding on a narrow screen than its own. */
export function Block({ children }: { children: ReactNode }) {
  return (
    <PageBlock boxProps={{ noPadding: true }}>
      <div className="pa5 pa7-ns">{children}</div>
    </PageBlock>
  )
}
