export { firstStart, type FirstStartDeps } from './firstStart'
export {
  DEMO_SOURCE,
  type DemoData,
  seedDemo,
  type SeedDeps,
  seedStoreAlone,
  sourceOf,
} from './seed'
