import React from 'react'
import { useRuntime } from 'vtex.render-runtime'

import { Block } from '../../components/Block'
import { FailureState } from '../../components/FailureState'
import { PageFrame } from '../../components/PageFrame'
import { Waiting } from '../../components/Waiting'
import { useConnection } from '../../data/useConnection'
import { useConfigurationRules } from '../../data/useConfigurationRules'
import { usePermissions } from '../../data/usePermissions'
import { ROUTES } from '../../texts/links'
import { useText } from '../../texts/useText'
import { ConfigurationForm } from './ConfigurationForm'

/** Integrations > Carrefour > Edit configuration. */
export function ConfigurationEditor() {
  const text = useText()
  const { navigate } = useRuntime()
  const permissions = usePermissions()
  const rules = useConfigurationRules()
  const { connection, failure, reload } = useConnection()

  return (
    <PageFrame
      title={text('configuration.title')}
      subtitle={text('configuration.subtitle')}
      back={{
        label: text('integrations.title'),
        onClick: () => navigate({ page: ROUTES.integrations }),
      }}
    >
      {connection !== null && permissions !== null && rules !== null ? (
        <ConfigurationForm connection={connection} permissions={permissions} rules={rules} />
      ) : (
        <Block>
          {failure === null ? (
            <Waiting height={480} />
          ) : (
            <FailureState failure={failure} onRetry={reload} />
          )}
        </Block>
      )}
    </PageFrame>
  )
}
