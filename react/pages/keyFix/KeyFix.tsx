import React from 'react'

import { useKeyFix } from '../../components/keyFixPlace'
import { Waiting } from '../../components/Waiting'
import { useConfigurationRules } from '../../data/useConfigurationRules'
import type { Connection } from '../../graphql/connectionTypes'
import type { Permissions } from '../../graphql/types'
import { useText } from '../../texts/useText'
import { KeyFixForm } from './KeyFixForm'

interface KeyFixProps {
  /** Name of the place on the page. */
  place: string
  connection: Connection | null
  permissions: Permissions | null
  /** Told when a ShopKey has been saved, or the saved one works again. */
  onSaved: () => void
}

/** The form for a new ShopKey, when it is open at this place of the page. */
export function KeyFix({ place, connection, permissions, onSaved }: KeyFixProps) {
  const { isOpen, close } = useKeyFix(place)
  if (
    !isOpen ||
    permissions === null ||
    !permissions.configure ||
    connection === null ||
    connection.configuration === null
  )
    return null
  return (
    <Loaded
      configuration={connection.configuration}
      blocked={connection.blocked ?? 0}
      permissions={permissions}
      onClose={close}
      onSaved={onSaved}
    />
  )
}

type LoadedProps = Omit<React.ComponentProps<typeof KeyFixForm>, 'rules'>

function Loaded(props: LoadedProps) {
  const text = useText()
  const rules = useConfigurationRules()
  return (
    <section
      aria-label={text('key-fix.title')}
      className="bg-base ba b--muted-4 br3 pa5 mb5 c-on-base"
    >
      <h3 className="t-heading-5 mt0 mb4">{text('key-fix.title')}</h3>
      {rules === null ? <Waiting height={220} /> : <KeyFixForm {...props} rules={rules} />}
    </section>
  )
}
