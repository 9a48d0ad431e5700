import React from 'react'
import type { ReactNode } from 'react'

import { Block } from '../../components/Block'

/** Fields that belong together, under their heading. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Block>
      <fieldset className="bn pa0 ma0" style={{ minWidth: 0, maxWidth: 560 }}>
        <legend className="pa0 mb5">
          <h2 className="t-heading-4 ma0">{title}</h2>
        </legend>
        {children}
      </fieldset>
    </Block>
  )
}
