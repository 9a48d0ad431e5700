import { resolver } from './resolver'

export const carrefourPermissions = resolver(async (_ports, _args: unknown, people) => {
  const [view, reprocess, configure] = await Promise.all([
    people.may('view'),
    people.may('reprocess'),
    people.may('configure'),
  ])
  return { view, reprocess, configure }
})
