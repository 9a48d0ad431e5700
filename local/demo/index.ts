export { fillStore } from './fill'
export { firstStart, type FirstStartDeps } from './firstStart'
export {
  DEMO_SOURCE,
  demoData,
  type DemoData,
  seedDemo,
  type SeedDeps,
  seedStoreAlone,
  sourceOf,
} from './seed'
