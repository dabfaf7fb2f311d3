/** The environment variables that `cargo xtask test` sets for the tests. */
export function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test packaging\``);
  return value;
}
