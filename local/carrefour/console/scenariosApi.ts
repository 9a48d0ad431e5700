import type Router from '@koa/router'
import type { RouterContext } from '@koa/router'
import { ConsoleError } from '../../console/api'
import type { Sandbox } from '../sandbox'
import { type Scenario, SCENARIOS } from '../scenarios'

/** Scenarios: which are under way, start one, undo one. Both may be asked for twice. */
export function scenariosApi(router: Router, sandbox: Sandbox): void {
  router.get('/api/scenarios', ctx => {
    ctx.body = { running: sandbox.scenarios.running() }
  })
  router.post('/api/scenarios/:scenario', ctx => {
    sandbox.scenarios.start(named(ctx), sandbox.clock.now())
    ctx.status = 204
  })
  router.delete('/api/scenarios/:scenario', ctx => {
    sandbox.scenarios.undo(named(ctx), sandbox.clock.now())
    ctx.status = 204
  })
}

function named(ctx: RouterContext): Scenario {
  const scenario = SCENARIOS.find(one => one === ctx.params['scenario'])
  if (scenario === undefined) throw new ConsoleError(404, 'There is no such scenario.')
  return scenario
}
