import React from 'react'
import { useRuntime } from 'vtex.render-runtime'
import { Alert, Button } from 'vtex.styleguide'

import { useKeyFix } from '../../components/keyFixPlace'
import { usePermissions } from '../../data/usePermissions'
import { refusedKey } from '../../texts/keys'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'

interface PlanRefusalProps {
  code: string
  /** SKUs that match. */
  count: number
  onClose: () => void
}

/** Why nothing can be sent just now, and the way to change that. */
export function PlanRefusal({ code, count, onClose }: PlanRefusalProps) {
  const text = useText()
  const { navigate } = useRuntime()
  const fix = useKeyFix('banner')
  const permissions = usePermissions()
  const allowed = permissions === null || permissions.configure
  const fixable = code === 'INCIDENT_OPEN' || code === 'CONNECTION_OFF' || code === 'NOT_CONFIGURED'

  return (
    <Alert type="warning">
      <div>
        <p className="lh-copy ma0">{text(refusedKey(code))}</p>
        {count > 0 && <p className="lh-copy mt2 mb0">{text('plan.would-be', { count })}</p>}
        {fixable && (
          <div className="mt4">
            {code === 'INCIDENT_OPEN' ? (
              <Button
                size="small"
                disabled={!allowed}
                onClick={() => {
                  onClose()
                  fix.open()
                }}
              >
                {text('incident.fix-shop-key')}
              </Button>
            ) : (
              <Button
                size="small"
                onClick={() => {
                  onClose()
                  navigate({ page: ROUTES.configuration })
                }}
              >
                {text('integrations.edit')}
              </Button>
            )}
            {!allowed && <p className="t-small mt3 mb0">{text('permission.configure')}</p>}
          </div>
        )}
      </div>
    </Alert>
  )
}
