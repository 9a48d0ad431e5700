import React from 'react'
import { Button } from 'vtex.styleguide'

import { CONFIGURATION } from '../api/generated'
import type { Connection } from '../api/generated'
import { useMay, usePermissions } from '../api/permissions'
import { useQueryOf } from '../api/useQueryOf'
import { useFieldRules } from '../configuration/editor'
import { usePlace } from '../ui/onePlace'
import { Unanswered, Waiting } from '../ui/states'
import { useText } from '../ui/useText'
import { KeyFixForm } from './KeyFixForm'

interface KeyFixProps {
  /** Name of the place on the page. */
  place: string
  connection: Connection | null
  /** Told when a ShopKey has been saved, or the saved one works again. */
  onSaved: () => void
}

/** The form for a new ShopKey, when it is open at this place of the page. */
export function KeyFix({ place, connection, onSaved }: KeyFixProps) {
  const permissions = usePermissions()
  const { isOpen, close } = usePlace(place)
  if (
    !isOpen ||
    permissions?.configure !== true ||
    connection === null ||
    connection.configuration === null
  )
    return null
  return <Loaded blocked={connection.blocked ?? 0} onClose={close} onSaved={onSaved} />
}

type LoadedProps = Omit<React.ComponentProps<typeof KeyFixForm>, 'rules' | 'configuration'>

function Loaded(props: LoadedProps) {
  const text = useText()
  const rules = useFieldRules()
  // The saved form as it is now, with the mailbox: everything but the ShopKey is saved as it was.
  const { data: configuration, failure, reload } = useQueryOf(CONFIGURATION, {})
  return (
    <section
      aria-label={text('key-fix.title')}
      className="bg-base ba b--muted-4 br3 pa5 mb5 c-on-base"
    >
      <h3 className="t-heading-5 mt0 mb4">{text('key-fix.title')}</h3>
      {rules !== null && configuration !== null ? (
        <KeyFixForm {...props} configuration={configuration} rules={rules} />
      ) : failure === null ? (
        <Waiting height={220} />
      ) : (
        <Unanswered onRetry={reload}>{text('unanswered.connection')}</Unanswered>
      )}
    </section>
  )
}

interface KeyFixButtonProps {
  /** Name of the place on the page where the form opens. */
  place: string
}

/** Opens the form for a new ShopKey beside the problem. Who may not configure sees it shut, with the reason. */
export function KeyFixButton({ place }: KeyFixButtonProps) {
  const text = useText()
  const fix = usePlace(place)
  const allowed = useMay('configure')
  return (
    <div>
      <Button size="small" disabled={!allowed || fix.isOpen} onClick={fix.open}>
        {text('incident.fix-shop-key')}
      </Button>
      {!allowed && <p className="t-small mt3 mb0">{text('permission.configure')}</p>}
    </div>
  )
}
