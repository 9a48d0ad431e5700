export default {
  projects: [
    'node',
    'react',
    'local',
    'local/contracts',
    'tests/bench',
    'tests/chaos',
    'tests/checks',
  ].map(name => `<rootDir>/${name}`),
}
