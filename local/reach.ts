import { readAdmin } from './admin/appFiles'
import type { Built } from './build'
import { joinSchema } from './build/schema'
import type { ServiceJson } from './build/service-json'
import { readManifest } from './config'
import { APP_HOST } from './platform/router/app-routes'
import { GRAPHQL_PATH } from './platform/router/graphql-gateway'

/** The paths of an app's public routes, or of its others. */
export const pathsOf = (routes: ServiceJson['routes'], isPublic: boolean): readonly string[] =>
  Object.values(routes)
    .filter(route => (route.public === true) === isPublic)
    .map(route => route.path)

/** What of an app answers beside its public routes: the kind, and what it is called. */
export function reachOf({
  service,
  uploadedDir,
}: Pick<Built, 'service' | 'uploadedDir'>): readonly (readonly [string, string])[] {
  const { vendor, name, version } = readManifest(uploadedDir)
  const major = version.split('.', 1)[0] ?? ''
  const heard = Object.entries(service.events).map(([handler, event]) => {
    const keys = [...(event.topics ?? []), ...(event.keys ?? [])].join(', ')
    return ['Hears', `${keys} of ${event.sender || 'any app'} (${handler})`] as const
  })
  return [
    ...(joinSchema(uploadedDir).trim() === ''
      ? []
      : [['GraphQL', `POST ${GRAPHQL_PATH} of ${vendor}.${name}`] as const]),
    ...pathsOf(service.routes, false).map(
      path =>
        [
          'Route for apps',
          `http://${APP_HOST}/${vendor}.${name}/v${major}/ACCOUNT/WORKSPACE${path}`,
        ] as const
    ),
    ...heard,
  ]
}

/** What is said of an app that is not the first, if it has pages: those of the first alone are shown (ADR 96). */
export function pagesLeftOut({ uploadedDir }: Pick<Built, 'uploadedDir'>): readonly string[] {
  const pages = Object.keys(readAdmin(uploadedDir).routes).length
  const { vendor, name } = readManifest(uploadedDir)
  return pages === 0
    ? []
    : [
        `${vendor}.${name}: its ${pages} pages are not shown beside those of the first app; name it first to see them`,
      ]
}
